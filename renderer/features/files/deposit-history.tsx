import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastDeposit } from '../../../domain/progress-api.ts'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { failingText } from '../../parts/failing-text.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './files.module.css'

/** Every time the case file was handed over and what the archive said, the latest first. */
export function DepositHistory() {
  const { t } = useTranslation()
  const past = useApp((state) => readyValue(state.pastDeposits))
  if (past === null || past.length === 0) return null
  return (
    <Panel title={t('deposit-history.title', { count: past.length })}>
      <ol className={styles['history']}>
        {past.map((each) => (
          <Past key={each.deposit.id} past={each} />
        ))}
      </ol>
    </Panel>
  )
}

function Past({ past: { deposit, failed } }: { readonly past: PastDeposit }) {
  const { t } = useTranslation()
  const correct = useApp((state) => state.correctDocument)
  const contents = useContents()
  const { ordinal, createdAt, outcome } = deposit
  const said =
    outcome === null
      ? t('deposit-history.waiting')
      : t(outcome.isAccepted ? 'deposit-history.accepted' : 'deposit-history.returned', {
          time: formatInstant(outcome.decidedAt),
          name: outcome.decidedBy,
          reason: outcome.reason,
        })
  return (
    <li>
      <p>{t('deposit-history.row', { ordinal, time: formatInstant(createdAt) })}</p>
      <p>{said}</p>
      <ul>
        {failed.map(({ document, ...failing }) => (
          <li key={document} className={styles['verdict']}>
            {failingText(t, failing, contents.get(document))}{' '}
            <Button kind="link" onPress={() => void correct(document, null)}>
              {t('deposit-history.look')}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** The documents of the case file that were fetched, by id. */
function useContents(): ReadonlyMap<string, Document> {
  const contents = useApp((state) => readyValue(state.contents))
  return useMemo(
    () => new Map([...(contents?.rows.values() ?? [])].map((document) => [document.id, document])),
    [contents],
  )
}
