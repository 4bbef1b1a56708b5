import { Banner } from '../../../renderer/ui/banner.tsx'
import { Button } from '../../../renderer/ui/button.tsx'
import { Dialog } from '../../../renderer/ui/dialog.tsx'
import styles from '../communes/enrolment-code-dialog.module.css'

/** A new password, shown this once. */
export function SecretDialog({
  name,
  password,
  onClose,
}: {
  readonly name: string
  readonly password: string
  readonly onClose: () => void
}) {
  return (
    <Dialog
      title={`Mật khẩu của ${name}`}
      closeLabel="Đóng"
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          Xong
        </Button>
      }
    >
      <div className={styles['made']}>
        <output className={styles['code']}>{password}</output>
        <Banner tone="warn" title="Mật khẩu không hiện lại sau khi đóng">
          Đưa tận tay cho người dùng và nhắc đổi ngay trong lần đăng nhập đầu.
        </Banner>
      </div>
    </Dialog>
  )
}
