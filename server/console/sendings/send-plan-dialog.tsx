import { useState } from 'react'
import type { SentPlanPreview } from '../../../domain/console/sending-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import type { PlanRefusal } from '../../../domain/plan-import.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { ChooseFile } from '../view/choose-file.tsx'
import { CommunePicker } from '../view/commune-picker.tsx'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { formatCount } from '../view/format.ts'
import { base64Of } from '../view/save-file.ts'
import styles from './sendings.module.css'

const refusalNames: Readonly<Record<PlanRefusal, string>> = {
  'notation-missing': 'thiếu số, ký hiệu',
  'notation-twice': 'số, ký hiệu lặp lại',
  'notation-exists': 'đã có trong danh mục',
  'title-missing': 'thiếu tiêu đề',
  'title-long': 'tiêu đề quá dài',
  'retention-missing': 'thiếu thời hạn bảo quản',
  'retention-unknown': 'thời hạn không có trong bảng',
  unreadable: 'không đọc được',
}
const blockedNames = {
  'no-fonds': 'xã chưa gửi lên phông đang mở',
  approved: 'danh mục năm này của xã đã ban hành',
} as const

/** A plan from a workbook to some communes: looked at first, then sent. */
export function SendPlanDialog({ onClose }: { readonly onClose: () => void }) {
  const ask = useConsole((state) => state.ask)
  const [year, setYear] = useState(() => String(new Date().getFullYear()))
  const [file, setFile] = useState<File | null>(null)
  const [communes, setCommunes] = useState<readonly string[]>([])
  const [preview, setPreview] = useState<SentPlanPreview | null>(null)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const isReady = file !== null && communes.length > 0 && /^\d{4}$/.test(year.trim())

  const submit = async (): Promise<void> => {
    if (file === null || !isReady) return
    const form = { year: Number(year), bytes: await base64Of(file), communes: [...communes] }
    if (preview === null) {
      const seen = await ask((client) => client.previewPlan(form))
      setFault(seen.isDone ? null : seen.fault)
      return setPreview(seen.isDone ? seen.value : null)
    }
    const done = await ask((client) => client.sendPlan(form))
    setFault(done.isDone ? null : done.fault)
    if (!done.isDone) return
    const { entries, communes: count } = done.value
    setPreview(null)
    setSent(`${formatCount(entries)} hồ sơ dự kiến tới ${formatCount(count)} xã, phường`)
  }
  /** Whatever changes has to be looked at again. */
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value)
      setPreview(null)
      setSent(null)
    }

  return (
    <FormDialog
      title="Gửi danh mục hồ sơ"
      submitText={preview === null ? 'Xem trước' : `Gửi ${formatCount(preview.taken)} dòng`}
      onSubmit={submit}
      onClose={onClose}
    >
      {fault === null ? null : <FaultBanner fault={fault} />}
      {sent === null ? null : (
        <Banner tone="ok" title={`Đã ghi để gửi ${sent}`}>
          Xã nhận ở lần đồng bộ sau; danh sách phía sau cho biết nơi nào đã nhận.
        </Banner>
      )}
      <TextField label="Danh mục của năm" value={year} onChange={changed(setYear)} isRequired />
      <ChooseFile label="Chọn tệp XLSX…" accept={['.xlsx']} file={file} onChoose={changed(setFile)} />
      <CommunePicker chosen={communes} onChange={changed(setCommunes)} />
      {preview === null ? null : <Preview preview={preview} />}
    </FormDialog>
  )
}

function Preview({ preview }: { readonly preview: SentPlanPreview }) {
  return (
    <>
      <p>
        Nhận {formatCount(preview.taken)} dòng, bỏ {formatCount(preview.refused)} dòng.
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <ul className={styles['rows']} aria-label="Các dòng của tệp" tabIndex={0}>
        {preview.rows.map((row) => (
          <li
            key={row.number}
            className={
              row.kind === 'heading' ? styles['heading'] : row.kind === 'refused' ? styles['refused'] : ''
            }
          >
            {row.number}. {row.text}
            {row.kind === 'refused' ? ` (bỏ: ${refusalNames[row.reason]})` : ''}
          </li>
        ))}
      </ul>
      <ul className={styles['communes']} aria-label="Mỗi xã nhận">
        {preview.communes.map(({ commune, communeName, added, kept, blocked }) => (
          <li key={commune} className={styles['commune']}>
            <span>{communeName}</span>
            <span>
              {blocked === null
                ? `${formatCount(added)} mới, ${formatCount(kept)} đã có`
                : `không gửi: ${blockedNames[blocked]}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
