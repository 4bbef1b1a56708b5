import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { classes } from './classes.ts'

export type BannerTone = 'info' | 'ok' | 'warn' | 'error'

const icons: Readonly<Record<BannerTone, ReactNode>> = {
  info: <Info />,
  ok: <CircleCheck />,
  warn: <TriangleAlert />,
  error: <CircleX />,
}

/** A message in the page: what happened, and what to do next. Errors are announced at once. */
export function Banner({
  tone,
  title,
  children = null,
  action = null,
}: {
  readonly tone: BannerTone
  readonly title: string
  /** The next step. */
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={classes(styles['banner'], styles[tone])} role={tone === 'error' ? 'alert' : 'status'}>
      <span className={styles['icon']} aria-hidden="true">
        {icons[tone]}
      </span>
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {children === null ? null : <div className={styles['next']}>{children}</div>}
      </div>
      {action === null ? null : <div className={styles['action']}>{action}</div>}
    </div>
  )
}
