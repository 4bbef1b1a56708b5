import { useState } from 'react'
import type { Verdict } from '../../../domain/records/deposit.ts'
import { type Document, documentCode, FieldName, fieldNames } from '../../../domain/records/document.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { TextArea } from '../../../renderer/ui/text-area.tsx'
import { useConsole } from '../console-store.ts'
import { fieldLabels } from '../view/failing-text.ts'
import { FormDialog } from '../view/form-dialog.tsx'
import styles from './fail-dialog.module.css'

const usual = [
  'Ảnh mờ, không đọc được',
  'Thiếu trang',
  'Sai số, ký hiệu hoặc ngày',
  'Trích yếu không đúng nội dung',
  'Không thuộc hồ sơ này',
  'Trùng với văn bản đã tiếp nhận',
  'Thiếu chữ ký hoặc con dấu',
  'Trang bị ngược hoặc lẫn trang',
] as const

const NO_FIELD = 'none'
const fields = [
  { id: NO_FIELD, label: 'Không riêng mục nào' },
  ...fieldNames.map((name) => ({ id: name, label: fieldLabels[name] })),
]

interface Failed {
  readonly document: Document
  readonly verdict: Verdict | undefined
  /** Index of the page that is looked at. */
  readonly page: number
  /** Somebody said so at that page. */
  readonly isOfPage: boolean
}

/** What the dialog begins with: what was said before, at the page where it was said unless another is meant now. */
function begin({ document, verdict, page, isOfPage }: Failed) {
  const { reason = '', field = NO_FIELD, page: told } = verdict?.hasPassed === false ? verdict : {}
  const before = document.pages.findIndex(({ id }) => id === told)
  const isAtPage = isOfPage || before !== -1
  return { reason, field, isAtPage, at: isOfPage || before === -1 ? page : before }
}

/** Asks why a document fails, and at which page or field; the law wants the reason told (TT 05/2025, article 24). */
export function FailDialog({
  document,
  verdict,
  page,
  isOfPage,
  onClose,
}: Failed & { readonly onClose: () => void }) {
  const fail = useConsole((state) => state.fail)
  const before = begin({ document, verdict, page, isOfPage })
  const [text, setText] = useState(before.reason)
  const [isAtPage, setAtPage] = useState(before.isAtPage)
  const [field, setField] = useState<string>(before.field)
  const [isTried, setIsTried] = useState(false)
  const shownPage = document.pages[before.at]

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (text.trim() === '') return
    const name = FieldName.safeParse(field)
    await fail(document.id, {
      reason: text.trim(),
      ...(isAtPage && shownPage !== undefined ? { page: shownPage.id } : {}),
      ...(name.success ? { field: name.data } : {}),
    })
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
        description="Xã thấy lý do này ngay tại văn bản, đúng trang và mục được nêu."
        value={text}
        onChange={setText}
        error={isTried && text.trim() === '' ? 'Nhập lý do để xã biết phải sửa gì.' : null}
        autoFocus
        isRequired
      />
      <UsualReasons onChoose={setText} />
      {shownPage === undefined ? null : (
        <Checkbox isChecked={isAtPage} onChange={setAtPage}>
          Lý do nằm ở trang {before.at + 1}
        </Checkbox>
      )}
      <Select
        label="Mục liên quan"
        options={fields}
        selected={field}
        placeholder="Không riêng mục nào"
        onSelect={setField}
      />
    </FormDialog>
  )
}

function UsualReasons({ onChoose }: { readonly onChoose: (reason: string) => void }) {
  return (
    <div className={styles['usual']} role="group" aria-label="Lý do thường gặp">
      {usual.map((each) => (
        <Button key={each} size="small" onPress={() => onChoose(each)}>
          {each}
        </Button>
      ))}
    </div>
  )
}
