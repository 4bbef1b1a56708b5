import { Copy } from 'lucide-react'
import { useState } from 'react'
import type { CommuneProgress } from '../../../domain/console/commune-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { Button } from '../../../renderer/ui/button.tsx'
import { Dialog } from '../../../renderer/ui/dialog.tsx'
import { useConsole } from '../console-store.ts'
import type { EnrolmentCode } from '../state/console-state.ts'
import { FaultBanner } from '../view/fault-banner.tsx'
import { FormDialog } from '../view/form-dialog.tsx'
import { formatInstant } from '../view/format.ts'
import styles from './enrolment-code-dialog.module.css'

/** Makes a code that lets one PC of the commune in; it is shown this once. */
export function EnrolmentCodeDialog({
  commune,
  onClose,
}: {
  readonly commune: CommuneProgress
  readonly onClose: () => void
}) {
  const createCode = useConsole((state) => state.createCode)
  const [made, setMade] = useState<EnrolmentCode | null>(null)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const title = `Mã kết nối cho ${commune.name}`

  const create = async (): Promise<void> => {
    const answer = await createCode(commune.code)
    if ('expiresAt' in answer) setMade(answer)
    else setFault(answer)
  }

  if (made !== null) return <MadeCode title={title} made={made} onClose={onClose} />
  return (
    <FormDialog title={title} submitText="Tạo mã" onSubmit={create} onClose={onClose}>
      {fault === null ? null : <FaultBanner fault={fault} />}
      <p>Mỗi mã dùng cho một máy trạm, một lần, trong 7 ngày. Mã chỉ hiện ra một lần ngay sau khi tạo.</p>
    </FormDialog>
  )
}

function MadeCode({
  title,
  made,
  onClose,
}: {
  readonly title: string
  readonly made: EnrolmentCode
  readonly onClose: () => void
}) {
  const [isCopied, setIsCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.code)
    setIsCopied(true)
  }
  return (
    <Dialog
      title={title}
      closeLabel="Đóng"
      onClose={onClose}
      actions={
        <>
          {/* Without HTTPS a browser offers no clipboard. */}
          {navigator.clipboard === undefined ? null : (
            <Button icon={<Copy />} onPress={() => void copy()}>
              {isCopied ? 'Đã chép' : 'Chép mã'}
            </Button>
          )}
          <Button kind="primary" onPress={onClose}>
            Xong
          </Button>
        </>
      }
    >
      <div className={styles['made']}>
        <p>Gõ mã này vào mục “Kết nối với tỉnh” trên máy trạm của xã:</p>
        <output className={styles['code']}>{made.code}</output>
        <Banner tone="warn" title="Mã không hiện lại sau khi đóng">
          Dùng được đến {formatInstant(made.expiresAt)}. Lỡ mất thì tạo mã khác.
        </Banner>
      </div>
    </Dialog>
  )
}
