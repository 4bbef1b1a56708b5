import { useTranslation } from 'react-i18next'
import { FITS, SURE_TO_FIT } from '../../../domain/propose/propose-case-files.ts'
import type { FilingOffer } from '../../../domain/propose-api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { ProposalChoice } from '../../parts/proposal-choice.tsx'
import { targetName, targetOption } from '../../parts/target-option.ts'
import { readyValue } from '../../state/attempt.ts'
import { type FilingRound, placeOf } from '../../state/filing-slice.ts'
import { Button } from '../../ui/button.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import styles from './filing.module.css'

/** What is proposed for one document and why, with every other place one search away. */
export function FilingChoices({
  round,
  offer,
}: {
  readonly round: FilingRound
  readonly offer: FilingOffer
}) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseFiling)
  const openPage = useApp((state) => state.openPage)
  const { document, proposals } = offer
  const place = placeOf(round, offer)
  return (
    <section className={styles['choices']} aria-label={t('filing.choices')}>
      <p id="filing-keys" className={styles['keys']}>
        {t('filing.keys')}
      </p>
      {proposals.map((proposal, at) => (
        <ProposalChoice
          key={proposal.target.id}
          proposal={proposal}
          keys={String(at + 1)}
          isTaken={place === proposal.target.id}
          side={
            <>
              <span className={styles['fit']}>{t(`filing.fit.${fitOf(proposal.confidence)}`)}</span>
              <span className={styles['fit']}>{proposal.target.isNew ? t('review.target-new') : null}</span>
            </>
          }
          onTake={() => choose(document.id, proposal.target.id)}
        />
      ))}
      {proposals.length === 0 ? <p className={styles['none']}>{t('filing.none-fits')}</p> : null}
      <div className={styles['others']}>
        <OtherPlace
          document={document.id}
          place={place}
          proposed={proposals.some(({ target }) => target.id === place)}
        />
        <CommandButton id="open-outside" />
        <Button onPress={() => choose(document.id, null)}>{t('filing.leave')}</Button>
        <Button onPress={() => void openPage(document, 0)}>{t('filing.look')}</Button>
      </div>
    </section>
  )
}

function fitOf(confidence: number): 'sure' | 'likely' | 'maybe' {
  if (confidence >= SURE_TO_FIT) return 'sure'
  return confidence >= FITS ? 'likely' : 'maybe'
}

/** Any open case file, or a new one from the plan. */
function OtherPlace({
  document,
  place,
  proposed,
}: {
  readonly document: string
  readonly place: string | null
  readonly proposed: boolean
}) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseFiling)
  const find = useApp((state) => state.findTargets)
  const found = useApp((state) => readyValue(state.targets))
  const { rows, total } = found ?? { rows: [], total: 0 }
  const other = proposed ? null : place
  const chosen = rows.find(({ id }) => id === other)
  return (
    <ComboBox
      label={t('filing.other')}
      openLabel={t('review.open-targets')}
      options={rows.map((target) => targetOption(t, target))}
      selected={other}
      selectedLabel={chosen === undefined ? '' : targetName(chosen)}
      placeholder={t('review.target-none')}
      hidden={total - rows.length}
      onType={(typed) => void find(typed)}
      moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
      onSelect={(id) => choose(document, id)}
    />
  )
}
