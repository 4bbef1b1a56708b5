import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DepositRow } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { failingText } from '../../parts/failing-text.ts'
import { documentName } from '../../parts/names.ts'
import { SentStateBadge } from '../../parts/sent-state-badge.tsx'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { depositState } from '../../state/deposit-state.ts'
import { failedPage } from '../../state/verdict-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CountersDisclosure } from './counters-disclosure.tsx'
import styles from './deposits.module.css'

/** One deposit: its case files, how far it has come, and where it came back, which documents and why. */
export function DepositPanel({ row }: { readonly row: DepositRow }) {
  const { t } = useTranslation()
  const sync = useApp((state) => readyValue(state.sync))
  const { deposit, caseFiles } = row
  const { outcome } = deposit
  const state = depositState(deposit, sync)
  return (
    <Panel
      title={t('deposits.ordinal', { ordinal: deposit.ordinal, count: caseFiles })}
      actions={
        <div className={styles['tools']}>
          <SentStateBadge state={state} />
          <PrintButton deposit={deposit.id} />
        </div>
      }
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
        <FailedDocuments row={row} />
        {deposit.madeAs === undefined ? null : (
          <Banner tone="info" title={t('deposits.renumbered', { was: deposit.madeAs, is: deposit.ordinal })}>
            {t('deposits.renumbered-next')}
          </Banner>
        )}
        <Facts facts={[{ name: t('deposits.created'), value: formatInstant(deposit.createdAt) }]} />
        <CountersDisclosure deposit={deposit.id} />
        <DepositedFiles deposit={deposit.id} />
      </div>
    </Panel>
  )
}

function PrintButton({ deposit }: { readonly deposit: string }) {
  const { t } = useTranslation()
  const openForms = useApp((state) => state.openForms)
  return (
    <Button
      size="small"
      icon={<Printer />}
      onPress={() =>
        openForms([
          { kind: 'deposit-list', deposit },
          { kind: 'hand-over', deposit },
        ])
      }
    >
      {t('forms.of-deposit')}
    </Button>
  )
}

/** The case files of a deposit, the first of them at first. */
function DepositedFiles({ deposit }: { readonly deposit: string }) {
  const { t } = useTranslation()
  const files = useApp((state) => state.depositFiles[deposit])
  const openFile = useApp((state) => state.openFile)
  const more = useApp((state) => state.moreDepositFiles)
  if (files === undefined) return null
  return (
    <>
      <ul className={styles['files']}>
        {files.rows.map(({ id, notation, title }) => (
          <li key={id}>
            <Button kind="link" onPress={() => openFile(id)}>
              {notation === '' ? t('deposits.file-elsewhere') : `${notation} ${title}`}
            </Button>
          </li>
        ))}
      </ul>
      <MoreButton
        hidden={files.total - files.rows.length}
        text={(count) => t('deposits.more-files', { count })}
        onMore={() => void more(deposit)}
      />
    </>
  )
}

function FailedDocuments({ row: { failed, failedTotal } }: { readonly row: DepositRow }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const documents = useApp((state) => state.failedDocuments)
  const openPage = useApp((state) => state.openPage)
  if (failed.length === 0) return null
  return (
    <ul className={styles['verdicts']} aria-label={t('deposits.failed', { count: failedTotal })}>
      {failed.map(({ document: id, ...failing }) => {
        const document = documents[id]
        return (
          <li key={id} className={styles['verdict']}>
            <div>
              <p className={styles['verdictName']}>
                {document === undefined ? t('document.unnamed') : documentName(t, authority, document)}
              </p>
              <p className={styles['reason']}>{failingText(t, failing, document)}</p>
            </div>
            {document === undefined ? null : (
              <Button
                size="small"
                onPress={() => void openPage(document, failedPage(document, failing) ?? 0)}
              >
                {t('deposits.see-page')}
              </Button>
            )}
          </li>
        )
      })}
      {failedTotal > failed.length ? (
        <li className={styles['verdict']}>
          {t('deposits.more-failed', { count: failedTotal - failed.length })}
        </li>
      ) : null}
    </ul>
  )
}
