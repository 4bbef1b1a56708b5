import { CircleCheck, CircleX, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './toast.module.css'

/** What has just happened, as narrow as its place; good news goes by itself, unless it is being read. */
export function Toast({
  tone,
  title,
  closeLabel,
  children = null,
  onClose,
}: {
  readonly tone: 'ok' | 'error'
  readonly title: string
  readonly closeLabel: string
  /** The next step. */
  readonly children?: ReactNode
  readonly onClose: () => void
}) {
  return (
    <div
      className={classes(styles['toast'], styles[tone])}
      role={tone === 'error' ? 'alert' : 'status'}
      onAnimationEnd={onClose}
    >
      <span className={styles['icon']} aria-hidden="true">
        {tone === 'ok' ? <CircleCheck /> : <CircleX />}
      </span>
      <p className={styles['title']}>{title}</p>
      <Button className={styles['close'] ?? ''} aria-label={closeLabel} onPress={onClose}>
        <X aria-hidden="true" />
      </Button>
      {children === null ? null : <div className={styles['next']}>{children}</div>}
    </div>
  )
}
