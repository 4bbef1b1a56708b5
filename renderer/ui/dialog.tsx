import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Dialog as AriaDialog, Button, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './dialog.module.css'

/** A question or form above the window. Escape and the cross close it; a click beside it does not. */
export function Dialog({
  title,
  closeLabel,
  width = 'normal',
  children,
  actions = null,
  onClose,
}: {
  readonly title: string
  readonly closeLabel: string
  readonly width?: 'normal' | 'wide' | 'full'
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly onClose: () => void
}) {
  const body = useRef<HTMLElement>(null)
  // A button that is disabled while its work goes on loses the focus, and Escape would reach nobody.
  useEffect(() => {
    const focused = document.activeElement
    if (focused === document.body || focused?.matches(':disabled') === true) body.current?.focus()
  })
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal
        className={classes(
          styles['modal'],
          width === 'wide' && styles['wide'],
          width === 'full' && styles['full'],
        )}
      >
        <AriaDialog ref={body} className={styles['dialog'] ?? ''}>
          <header className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            <Button className={styles['close'] ?? ''} aria-label={closeLabel} onPress={onClose}>
              <X aria-hidden="true" />
            </Button>
          </header>
          <div className={styles['body']}>{children}</div>
          {actions === null ? null : <footer className={styles['actions']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
