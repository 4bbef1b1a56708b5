import { useState } from 'react'
import { type Document, documentCode } from '../../../domain/records/document.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { TextArea } from '../../../renderer/ui/text-area.tsx'
import { useConsole } from '../console-store.ts'
import { FormDialog } from '../view/form-dialog.tsx'
import styles from './fail-dialog.module.css'

const usual = [
  'Ảnh mờ, không đọc được',
  'Thiếu trang',
  'Sai số, ký hiệu hoặc ngày',
  'Trích yếu không đúng nội dung',
  'Không thuộc hồ sơ này',
] as const

/** Asks why a document fails; the law wants the reason told (TT 05/2025, article 24). */
export function FailDialog({
  document,
  reason,
  onClose,
}: {
  readonly document: Document
  readonly reason: string
  readonly onClose: () => void
}) {
  const fail = useConsole((state) => state.fail)
  const [text, setText] = useState(reason)
  const [isTried, setIsTried] = useState(false)

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (text.trim() === '') return
    await fail(document.id, text.trim())
    onClose()
  }

  return (
    <FormDialog
      title={`Không đạt: ${documentCode(document) || 'văn bản chưa có số'}`}
      submitText="Ghi không đạt"
      onSubmit={submit}
      onClose={onClose}
    >
      <TextArea
        label="Lý do"
        description="Xã thấy lý do này ngay tại văn bản."
        value={text}
        onChange={setText}
        error={isTried && text.trim() === '' ? 'Nhập lý do để xã biết phải sửa gì.' : null}
        autoFocus
        isRequired
      />
      <div className={styles['usual']} role="group" aria-label="Lý do thường gặp">
        {usual.map((each) => (
          <Button key={each} size="small" onPress={() => setText(each)}>
            {each}
          </Button>
        ))}
      </div>
    </FormDialog>
  )
}
