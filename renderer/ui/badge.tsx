import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classes } from './classes.ts'

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'info'

/** A state in an icon and a word; the tone only adds to them. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  readonly tone?: Tone
  readonly icon: ReactNode
  readonly children: ReactNode
}) {
  return (
    <span className={classes(styles['badge'], styles[tone])}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      {children}
    </span>
  )
}
