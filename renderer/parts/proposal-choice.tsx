import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FilingProposal } from '../../domain/propose/propose-case-files.ts'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/kbd.tsx'
import { reasonText } from './filing-reason.ts'
import styles from './proposal-choice.module.css'

/** A case file that a document may belong into, with the key that takes it and why it is proposed. */
export function ProposalChoice({
  proposal,
  keys,
  isTaken,
  side = null,
  onTake,
}: {
  readonly proposal: FilingProposal
  readonly keys: string
  readonly isTaken: boolean
  /** Stands at the end of the row. */
  readonly side?: ReactNode
  readonly onTake: () => void
}) {
  const { t } = useTranslation()
  const { target } = proposal
  return (
    <button
      type="button"
      aria-pressed={isTaken}
      className={classes(styles['choice'], isTaken && styles['taken'])}
      onClick={onTake}
    >
      <Kbd keys={keys} />
      <span className={styles['words']}>
        <span className={styles['name']}>
          {target.notation} {target.title} ({target.year})
        </span>
        <span className={styles['why']}>{reasonText(t, proposal)}</span>
      </span>
      {side}
    </button>
  )
}
