import { useState } from 'react'
import type { FaultReport } from '../../domain/fault.ts'
import { Banner } from '../../renderer/ui/banner.tsx'
import { Button } from '../../renderer/ui/button.tsx'
import { Logo } from '../../renderer/ui/logo.tsx'
import { TextField } from '../../renderer/ui/text-field.tsx'
import { useConsole } from './console-store.ts'
import styles from './sign-in.module.css'
import { FaultBanner } from './view/fault-banner.tsx'

/** Name and password; a session that has ended says so. */
export function SignIn({ isExpired }: { readonly isExpired: boolean }) {
  const signIn = useConsole((state) => state.signIn)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const submit = async (): Promise<void> => {
    if (isBusy) return
    setIsBusy(true)
    const refused = await signIn(name.trim(), password)
    setIsBusy(false)
    setFault(refused)
    if (refused !== null) setPassword('')
  }

  return (
    <main className={styles['page']}>
      <form
        className={styles['card']}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <header className={styles['head']}>
          <Logo sizePx={44} />
          <div>
            <h1 className={styles['title']}>Tiếp nhận hồ sơ điện tử</h1>
            <p className={styles['lead']}>Lưu trữ lịch sử tỉnh</p>
          </div>
        </header>
        {isExpired && fault === null ? (
          <Banner tone="info" title="Phiên làm việc đã hết">
            Đăng nhập lại để làm tiếp. Những gì đã quyết định vẫn được giữ.
          </Banner>
        ) : null}
        {fault === null ? null : <FaultBanner fault={fault} />}
        <TextField
          label="Tên đăng nhập"
          value={name}
          onChange={setName}
          autoComplete="username"
          autoFocus
          isRequired
        />
        <TextField
          label="Mật khẩu"
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isRequired
        />
        <Button kind="primary" type="submit" isDisabled={isBusy || name.trim() === '' || password === ''}>
          {isBusy ? 'Đang kiểm tra…' : 'Đăng nhập'}
        </Button>
      </form>
    </main>
  )
}
