import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './panel.module.css'

/** A titled part of a screen. */
export function Panel({
  title,
  actions = null,
  isFlush = false,
  children,
}: {
  readonly title: string
  readonly actions?: ReactNode
  /** Without padding, for tables. */
  readonly isFlush?: boolean
  readonly children: ReactNode
}) {
  const titleId = useId()
  return (
    <section className={styles['panel']} aria-labelledby={titleId}>
      <header className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        {actions}
      </header>
      <div className={classes(styles['body'], isFlush && styles['flush'])}>{children}</div>
    </section>
  )
}
