import { useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { Select } from '../../../renderer/ui/select.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { formatBytes } from '../view/format.ts'
import { saveFile } from '../view/save-file.ts'

const formats = [
  { id: 'xlsx', label: 'Bảng tính (XLSX)' },
  { id: 'pdf', label: 'Văn bản (PDF)' },
]

/** A report of a year: figures alone, to be saved as a file. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const province = useConsole((state) => state.province)
  const ask = useConsole((state) => state.ask)
  const [year, setYear] = useState(() => String(province?.years[0] ?? new Date().getFullYear()))
  const [format, setFormat] = useState('xlsx')
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const isYear = /^(?:19|20|21)\d{2}$/.test(year.trim())

  const submit = async (): Promise<void> => {
    if (!isYear) return
    const kind = format === 'pdf' ? 'pdf' : 'xlsx'
    const made = await ask((client) => client.makeReport({ year: Number(year), format: kind }))
    if (!made.isDone) return setFault(made.fault)
    setFault(null)
    setSaved(`${made.value.name} (${formatBytes(saveFile(made.value))})`)
  }

  return (
    <FormDialog title="Xuất báo cáo" submitText="Lập báo cáo" onSubmit={submit} onClose={onClose}>
      {fault === null ? null : <FaultBanner fault={fault} />}
      {saved === null ? null : (
        <Banner tone="ok" title="Đã lập báo cáo">
          Tệp {saved} nằm trong thư mục tải xuống của trình duyệt.
        </Banner>
      )}
      <p>
        Tiến độ theo xã và tháng, lần nộp theo trạng thái. Báo cáo không có tên hồ sơ hay nội dung văn bản.
      </p>
      <TextField
        label="Năm"
        value={year}
        onChange={setYear}
        error={isYear ? null : 'Nhập năm gồm bốn chữ số.'}
        isRequired
      />
      <Select label="Dạng tệp" options={formats} selected={format} placeholder="" onSelect={setFormat} />
    </FormDialog>
  )
}
