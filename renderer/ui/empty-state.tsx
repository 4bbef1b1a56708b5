import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** What a place says while it has nothing to show, with what can be done about it. */
export function EmptyState({
  icon,
  title,
  children = null,
  action = null,
}: {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {children === null ? null : <div className={styles['text']}>{children}</div>}
      {action === null ? null : <div className={styles['action']}>{action}</div>}
    </div>
  )
}
