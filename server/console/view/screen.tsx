import type { ReactNode } from 'react'
import styles from './screen.module.css'

/** A screen: its title, what it is for, what can be done on it, its content. */
export function Screen({
  title,
  lead,
  actions = null,
  children,
}: {
  readonly title: string
  readonly lead: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <div>
          <h1 className={styles['title']}>{title}</h1>
          <p className={styles['lead']}>{lead}</p>
        </div>
        <div className={styles['actions']}>{actions}</div>
      </header>
      {children}
    </div>
  )
}
