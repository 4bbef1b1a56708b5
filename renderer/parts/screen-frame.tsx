import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from '../ui/classes.ts'
import styles from './screen-frame.module.css'

/** A screen: its title and what can be done on it, over its content. */
export function ScreenFrame({
  title,
  lead = null,
  actions = null,
  isFull = false,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** The content fills the window and scrolls by itself, part by part. */
  readonly isFull?: boolean
  readonly children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever came by a key goes on from the top of the new screen, unless a box of it has taken the focus.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <div className={classes(styles['screen'], isFull && styles['full'])}>
      <header className={styles['head']}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles['title']}>
            {title}
          </h1>
          {lead === null ? null : <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions === null ? null : <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['content']}>{children}</div>
    </div>
  )
}
