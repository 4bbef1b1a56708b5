import { useState } from 'react'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { Checkbox } from '../../../renderer/ui/checkbox.tsx'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'

/** Of the province until it was fetched: what the law asks first. */
const FIRST_SHARE = 0.3

interface TargetAsked {
  /** Null for the province. */
  readonly commune: CommuneProgress | null
  readonly onClose: () => void
}

const percentOf = (share: number): number => Math.round(share * 100)

/** What is filled in, and what becomes of it. */
function useTarget({ commune, onClose }: TargetAsked) {
  const provinceShare = useConsole((state) => state.province?.share) ?? FIRST_SHARE
  const ask = useConsole((state) => state.ask)
  const [text, setText] = useState(String(percentOf(commune?.target.share ?? provinceShare)))
  const [isOwn, setOwn] = useState(commune === null || commune.target.isOwn)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const percent = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  const isGood = percent >= 1 && percent <= 100

  const submit = async (): Promise<void> => {
    if (isOwn && !isGood) return
    const asked = { commune: commune?.code ?? null, share: isOwn ? percent / 100 : null }
    const done = await ask((client) => client.setTarget(asked))
    if (done.isDone) onClose()
    else setFault(done.fault)
  }
  return { text, setText, isOwn, setOwn, isGood, fault, submit, provinceShare }
}

/** The share of the plan that is to stand as electronic case files, of the province or of one commune. */
export function TargetDialog({ commune, onClose }: TargetAsked) {
  const { text, setText, isOwn, setOwn, isGood, fault, submit, provinceShare } = useTarget({
    commune,
    onClose,
  })

  return (
    <FormDialog
      title={commune === null ? 'Chỉ tiêu của tỉnh' : `Chỉ tiêu của ${commune.name}`}
      submitText="Lưu chỉ tiêu"
      onSubmit={submit}
      onClose={onClose}
    >
      {fault === null ? null : <FaultBanner fault={fault} />}
      {commune === null ? null : (
        <Checkbox isChecked={isOwn} onChange={setOwn}>
          Nơi này có chỉ tiêu riêng
        </Checkbox>
      )}
      {isOwn ? (
        <TextField
          label="Phần trăm hồ sơ trong danh mục phải hoàn chỉnh"
          value={text}
          onChange={setText}
          error={isGood ? null : 'Nhập số từ 1 đến 100.'}
          autoFocus
          isRequired
        />
      ) : (
        <p>Dùng chỉ tiêu chung của tỉnh: {percentOf(provinceShare)} %.</p>
      )}
    </FormDialog>
  )
}
