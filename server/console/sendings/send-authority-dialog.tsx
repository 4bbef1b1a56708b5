import { useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { useConsole } from '../console-store.ts'
import { authorityName } from '../view/authority-names.ts'
import { ChooseFile } from '../view/choose-file.tsx'
import { CommunePicker } from '../view/commune-picker.tsx'
import { FactLine } from '../view/fact-line.tsx'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { formatBytes, formatCount } from '../view/format.ts'
import { base64Of } from '../view/save-file.ts'

interface Seen {
  readonly name: string
  readonly version: string
  readonly source: string
  readonly sizeBytes: number
}

/** A data file of the law to some communes, once it was found to be sound. */
export function SendAuthorityDialog({ onClose }: { readonly onClose: () => void }) {
  const ask = useConsole((state) => state.ask)
  const [file, setFile] = useState<File | null>(null)
  const [communes, setCommunes] = useState<readonly string[]>([])
  const [seen, setSeen] = useState<Seen | null>(null)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [sentTo, setSentTo] = useState<number | null>(null)

  const choose = async (chosen: File): Promise<void> => {
    setFile(chosen)
    setSentTo(null)
    const bytes = await base64Of(chosen)
    const read = await ask((client) => client.previewAuthority({ bytes }))
    setFault(read.isDone ? null : read.fault)
    setSeen(read.isDone ? read.value : null)
  }
  const submit = async (): Promise<void> => {
    if (file === null || seen === null || communes.length === 0) return
    const form = { bytes: await base64Of(file), communes: [...communes] }
    const done = await ask((client) => client.sendAuthority(form))
    setFault(done.isDone ? null : done.fault)
    if (done.isDone) setSentTo(done.value.communes)
  }

  return (
    <FormDialog title="Gửi dữ liệu nghiệp vụ" submitText="Gửi" onSubmit={submit} onClose={onClose}>
      {fault === null ? null : <FaultBanner fault={fault} />}
      {sentTo === null ? null : (
        <Banner tone="ok" title={`Đã ghi để gửi tới ${formatCount(sentTo)} xã, phường`}>
          Xã nhận ở lần đồng bộ sau; danh sách phía sau cho biết nơi nào đã nhận.
        </Banner>
      )}
      <p>
        Bảng thời hạn bảo quản, tên loại văn bản, danh mục mẫu, bố cục, hồ sơ trao đổi: mỗi tệp JSON một loại.
      </p>
      <ChooseFile
        label="Chọn tệp JSON…"
        accept={['.json']}
        file={file}
        onChoose={(chosen) => void choose(chosen)}
      />
      {seen === null ? null : (
        <FactLine
          facts={[
            { name: 'Loại dữ liệu', value: authorityName(seen.name) },
            { name: 'Phiên bản', value: seen.version },
            { name: 'Nguồn', value: seen.source },
            { name: 'Dung lượng', value: formatBytes(seen.sizeBytes) },
          ]}
        />
      )}
      <CommunePicker chosen={communes} onChange={setCommunes} />
    </FormDialog>
  )
}
