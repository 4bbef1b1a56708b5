import { useTranslation } from 'react-i18next'
import type { Deposit } from '../../../domain/records/deposit.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { depositState } from '../../state/deposit-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { DepositStateBadge } from './deposit-state-badge.tsx'
import styles from './deposits.module.css'

/** One deposit: its case files, how far it has come, and where it came back, which documents and why. */
export function DepositPanel({ deposit }: { readonly deposit: Deposit }) {
  const { t } = useTranslation()
  const sync = useApp((state) => readyValue(state.sync))
  const caseFiles = useApp((state) => readyValue(state.caseFiles))
  const openFile = useApp((state) => state.openFile)
  const { outcome } = deposit
  const state = depositState(deposit, sync)
  const nameOf = (id: string): string => {
    const file = caseFiles?.find((row) => row.file.id === id)?.file
    return file === undefined ? t('deposits.file-elsewhere') : `${file.notation} ${file.title}`
  }
  return (
    <Panel
      title={t('deposits.ordinal', { ordinal: deposit.ordinal, count: deposit.caseFiles.length })}
      actions={<DepositStateBadge state={state} />}
    >
      <div className={styles['deposit']}>
        {outcome?.isAccepted ? (
          <Banner tone="ok" title={t('deposits.receipt', { number: outcome.receiptNumber ?? '' })}>
            {t('deposits.decided', { time: formatInstant(outcome.decidedAt), name: outcome.decidedBy })}
          </Banner>
        ) : null}
        {outcome !== null && !outcome.isAccepted ? (
          <Banner tone="warn" title={t('deposits.returned', { reason: outcome.reason })}>
            {t('deposits.returned-next')}
          </Banner>
        ) : null}
        <FailedDocuments deposit={deposit} />
        <Facts facts={[{ name: t('deposits.created'), value: formatInstant(deposit.createdAt) }]} />
        <ul className={styles['files']}>
          {deposit.caseFiles.map((id) => (
            <li key={id}>
              <Button kind="link" onPress={() => openFile(id)}>
                {nameOf(id)}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}

function FailedDocuments({ deposit }: { readonly deposit: Deposit }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const documents = useApp((state) => state.failedDocuments)
  const openPage = useApp((state) => state.openPage)
  const failed = Object.entries(deposit.verdicts).filter(([, verdict]) => !verdict.hasPassed)
  if (failed.length === 0) return null
  return (
    <ul className={styles['verdicts']} aria-label={t('deposits.failed', { count: failed.length })}>
      {failed.map(([id, verdict]) => {
        const document = documents[id]
        return (
          <li key={id} className={styles['verdict']}>
            <div>
              <p className={styles['verdictName']}>
                {document === undefined ? t('document.unnamed') : documentName(t, authority, document)}
              </p>
              <p className={styles['reason']}>{t('contents.failed', { reason: verdict.reason })}</p>
            </div>
            {document === undefined ? null : (
              <Button size="small" onPress={() => void openPage(document, 0)}>
                {t('deposits.see-page')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
