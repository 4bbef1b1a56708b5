import { useState } from 'react'
import type { StationRow } from '../../../domain/console/commune-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { TextArea } from '../../../renderer/ui/text-area.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'

/** Shuts a PC out for good, with the reason. */
export function RevokeDialog({
  station,
  onClose,
}: {
  readonly station: StationRow
  readonly onClose: () => void
}) {
  const ask = useConsole((state) => state.ask)
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (reason.trim() === '') return
    const done = await ask((client) => client.revokeStation({ id: station.id, reason: reason.trim() }))
    if (done.isDone) onClose()
    else setFault(done.fault)
  }
  return (
    <FormDialog
      title={`Thu hồi máy ${station.name}`}
      submitText="Thu hồi"
      isDanger
      onSubmit={submit}
      onClose={onClose}
    >
      {fault === null ? null : <FaultBanner fault={fault} />}
      <p>
        {station.communeName}: từ lần liên lạc sau, máy này bị từ chối. Những gì máy đã gửi vẫn có giá trị.
        Không hoàn tác được; muốn dùng lại thì cấp mã mới.
      </p>
      <TextArea
        label="Lý do thu hồi"
        value={reason}
        onChange={setReason}
        error={isTried && reason.trim() === '' ? 'Nhập lý do, ví dụ máy mất hoặc thanh lý.' : null}
        autoFocus
        isRequired
      />
    </FormDialog>
  )
}
