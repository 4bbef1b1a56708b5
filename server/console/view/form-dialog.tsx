import { type ReactNode, useId, useState } from 'react'
import { Button } from '../../../renderer/ui/button.tsx'
import { Dialog } from '../../../renderer/ui/dialog.tsx'
import styles from './form-dialog.module.css'

/** A dialog that is filled in: Enter or its button submits, Escape gives up. */
export function FormDialog({
  title,
  submitText,
  isDanger = false,
  children,
  onSubmit,
  onClose,
}: {
  readonly title: string
  readonly submitText: string
  readonly isDanger?: boolean
  readonly children: ReactNode
  readonly onSubmit: () => Promise<void>
  readonly onClose: () => void
}) {
  const form = useId()
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (isBusy) return
    setIsBusy(true)
    await onSubmit()
    setIsBusy(false)
  }
  return (
    <Dialog
      title={title}
      closeLabel="Đóng"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Thôi</Button>
          <Button kind={isDanger ? 'danger' : 'primary'} type="submit" form={form} isDisabled={isBusy}>
            {submitText}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
