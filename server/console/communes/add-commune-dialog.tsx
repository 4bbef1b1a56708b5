import { useState } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import { AgencyCode } from '../../../domain/records/fonds.ts'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'

/** A commune by its agency code and name. */
export function AddCommuneDialog({ onClose }: { readonly onClose: () => void }) {
  const addCommune = useConsole((state) => state.addCommune)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const isCode = AgencyCode.safeParse(code.trim()).success
  const isKnown = fault?.code === 'conflict'

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (!isCode || name.trim() === '') return
    const refused = await addCommune(code.trim(), name.trim())
    if (refused === null) onClose()
    else setFault(refused)
  }

  return (
    <FormDialog title="Thêm xã, phường" submitText="Thêm" onSubmit={submit} onClose={onClose}>
      {fault === null || isKnown ? null : <FaultBanner fault={fault} />}
      <TextField
        label="Mã định danh cơ quan"
        description="Theo Quyết định 20/2020/QĐ-TTg, ví dụ H27.38.05"
        value={code}
        onChange={(value) => {
          setCode(value)
          setFault(null)
        }}
        error={codeError({ isTried, isCode, isKnown })}
        autoFocus
        isRequired
      />
      <TextField
        label="Tên cơ quan"
        description="Như ghi trên biên nhận, ví dụ UBND xã Cẩm Hoà"
        value={name}
        onChange={setName}
        error={isTried && name.trim() === '' ? 'Nhập tên cơ quan.' : null}
        isRequired
      />
    </FormDialog>
  )
}

interface CodeState {
  readonly isTried: boolean
  readonly isCode: boolean
  readonly isKnown: boolean
}

function codeError({ isTried, isCode, isKnown }: CodeState): string | null {
  if (isKnown) return 'Mã này đã có trong danh sách.'
  return isTried && !isCode ? 'Mã gồm một chữ cái in hoa và các nhóm số cách nhau bằng dấu chấm.' : null
}
