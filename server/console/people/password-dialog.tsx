import { useState } from 'react'
import { LEAST_PASSWORD } from '../../../domain/console/people-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { TextField } from '../../../renderer/ui/text-field.tsx'
import { useConsole } from '../console-store.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'

/** Whoever is signed in changes their own password; their other sessions end. */
export function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const ask = useConsole((state) => state.ask)
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const isLong = next.length >= LEAST_PASSWORD

  const submit = async (): Promise<void> => {
    setIsTried(true)
    if (!isLong || next !== again) return
    const done = await ask((client) => client.changePassword({ password, next }))
    if (done.isDone) onClose()
    else setFault(done.fault)
  }

  return (
    <FormDialog title="Đổi mật khẩu" submitText="Đổi mật khẩu" onSubmit={submit} onClose={onClose}>
      {fault === null ? null : <FaultBanner fault={fault} />}
      <TextField
        label="Mật khẩu đang dùng"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus
        isRequired
      />
      <TextField
        label="Mật khẩu mới"
        type="password"
        description={`Ít nhất ${LEAST_PASSWORD} ký tự`}
        value={next}
        onChange={setNext}
        error={isTried && !isLong ? `Mật khẩu cần ít nhất ${LEAST_PASSWORD} ký tự.` : null}
        autoComplete="new-password"
        isRequired
      />
      <TextField
        label="Gõ lại mật khẩu mới"
        type="password"
        value={again}
        onChange={setAgain}
        error={isTried && isLong && next !== again ? 'Hai lần gõ chưa giống nhau.' : null}
        autoComplete="new-password"
        isRequired
      />
    </FormDialog>
  )
}
