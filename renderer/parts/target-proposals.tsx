import { useTranslation } from 'react-i18next'
import type { Target } from '../../domain/desk-rows.ts'
import type { FilingProposal } from '../../domain/propose/propose-case-files.ts'
import { ProposalChoice } from './proposal-choice.tsx'
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
      {proposals.map((proposal, at) => (
        <ProposalChoice
          key={proposal.target.id}
          proposal={proposal}
          keys={`F${at + 2}`}
          isTaken={chosen?.id === proposal.target.id}
          onTake={() => onChoose(proposal.target)}
        />
      ))}
    </fieldset>
  )
}
