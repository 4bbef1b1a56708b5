import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './facts.module.css'

export interface Fact {
  readonly name: string
  readonly value: ReactNode
  /** Takes a line of its own. */
  readonly isWide?: boolean
}

/** Names with what they are, side by side. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(({ name, value, isWide = false }) => (
        <div key={name} className={classes(styles['fact'], isWide && styles['wide'])}>
          <dt className={styles['name']}>{name}</dt>
          <dd className={styles['value']}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
