import { useTranslation } from 'react-i18next'
import type { Target } from '../../domain/desk-rows.ts'
import type { FilingProposal } from '../../domain/propose/propose-case-files.ts'
import { classes } from '../ui/classes.ts'
import { Kbd } from '../ui/kbd.tsx'
import { reasonText } from './filing-reason.ts'
import styles from './target-proposals.module.css'

/** The case files that a document most likely belongs into, each with why; F2 to F4 choose one. */
export function TargetProposals({
  proposals,
  chosen,
  onChoose,
}: {
  readonly proposals: readonly FilingProposal[]
  readonly chosen: Target | null
  readonly onChoose: (target: Target | null) => void
}) {
  const { t } = useTranslation()
  if (proposals.length === 0) return null
  return (
    <fieldset className={styles['proposed']}>
      <legend className={styles['legend']}>{t('filing.proposed')}</legend>
      {proposals.map(({ target, ...proposal }, at) => (
        <button
          key={target.id}
          type="button"
          aria-pressed={chosen?.id === target.id}
          className={classes(styles['choice'], chosen?.id === target.id && styles['taken'])}
          onClick={() => onChoose(target)}
        >
          <Kbd keys={`F${at + 2}`} />
          <span className={styles['choiceWords']}>
            <span className={styles['choiceName']}>
              {target.notation} {target.title} ({target.year})
            </span>
            <span className={styles['why']}>{reasonText(t, proposal)}</span>
          </span>
        </button>
      ))}
    </fieldset>
  )
}
