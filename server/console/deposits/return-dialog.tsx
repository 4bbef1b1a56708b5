import { useState } from 'react'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { documentCode } from '../../../domain/records/document.ts'
import { TextArea } from '../../../renderer/ui/text-area.tsx'
import { useConsole } from '../console-store.ts'
import { documentsOf } from '../state/deposit-stage.ts'
import { failingPlace } from '../view/failing-text.ts'
import { FormDialog } from '../view/form-dialog.tsx'

/** Asks why a deposit goes back; what failed is written down already. */
export function ReturnDialog({
  detail,
  onClose,
}: {
  readonly detail: DepositDetail
  readonly onClose: () => void
}) {
  const giveBack = useConsole((state) => state.giveBack)
  const [reason, setReason] = useState(() => reasonsOf(detail))
  const [isTried, setIsTried] = useState(false)

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (reason.trim() === '') return
    await giveBack(reason.trim())
    onClose()
  }

  return (
    <FormDialog title="Trả lại lần nộp này" submitText="Trả lại" isDanger onSubmit={submit} onClose={onClose}>
      <p>
        {detail.communeName} nhận lại {detail.files.length} hồ sơ để sửa và nộp lại. Tệp đã gửi vẫn được giữ,
        nộp lại không phải gửi lần nữa.
      </p>
      <TextArea
        label="Lý do trả lại"
        rows={5}
        value={reason}
        onChange={setReason}
        error={isTried && reason.trim() === '' ? 'Nhập lý do để xã biết phải sửa gì.' : null}
        autoFocus
        isRequired
      />
    </FormDialog>
  )
}

function reasonsOf(detail: DepositDetail): string {
  return documentsOf(detail)
    .flatMap((document, index) => {
      const verdict = detail.deposit.verdicts[document.id]
      const name = documentCode(document) || `văn bản thứ ${index + 1}`
      if (verdict?.hasPassed !== false) return []
      const place = failingPlace(verdict, document)
      return [`${place === '' ? name : `${name}, ${place}`}: ${verdict.reason}`]
    })
    .join('\n')
}
