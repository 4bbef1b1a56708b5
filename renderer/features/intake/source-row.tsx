import { CircleCheck, CircleX, Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PlacedSource } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { formatBytes } from '../../parts/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './intake.module.css'

/** One file that was chosen: taken, waiting, or refused with the reason and a way to try again. */
export function SourceRow({ batch, source, index }: PlacedSource & { readonly batch: string }) {
  const { t } = useTranslation()
  const retry = useApp((state) => state.retrySource)
  const { name, path, outcome } = source
  if (outcome.kind === 'withheld') {
    return (
      <li className={styles['source']}>
        <span className={styles['gap']}>{t('intake.gap')}</span>
      </li>
    )
  }
  const refusal = outcome.kind === 'refused' ? faultText(t, outcome) : null
  return (
    <li className={styles['source']}>
      <div className={styles['sourceWords']}>
        <span className={styles['sourceName']} title={path}>
          {name}
        </span>
        {refusal === null ? null : (
          <p className={styles['refusal']}>
            <strong>{refusal.cause}</strong> {refusal.next}
          </p>
        )}
        {outcome.kind === 'taken' ? <TakenNotes outcome={outcome} /> : null}
      </div>
      {outcome.kind === 'taken' ? (
        <>
          <span className={styles['sourceSize']}>
            {t('intake.source-size', { count: outcome.pages, size: formatBytes(outcome.sizeBytes) })}
          </span>
          <Badge tone="ok" icon={<CircleCheck />}>
            {t('intake.outcome.taken')}
          </Badge>
        </>
      ) : null}
      {outcome.kind === 'waiting' ? <Badge icon={<Clock />}>{t('intake.outcome.waiting')}</Badge> : null}
      {outcome.kind === 'refused' ? (
        <>
          <Badge tone="danger" icon={<CircleX />}>
            {t('intake.outcome.refused')}
          </Badge>
          <Button size="small" onPress={() => void retry(batch, index)}>
            {t('common.retry')}
          </Button>
        </>
      ) : null}
    </li>
  )
}

type Taken = Extract<PlacedSource['source']['outcome'], { kind: 'taken' }>

/** What is to be known of a file beside that it was taken: its separator sheets, and pages that could not be looked at. */
function TakenNotes({ outcome: { sheets, unseen } }: { readonly outcome: Taken }) {
  const { t } = useTranslation()
  return (
    <>
      {sheets === undefined ? null : (
        <p className={styles[sheets.unknown > 0 ? 'refusal' : 'sheets']}>
          {t('intake.sheets', { count: sheets.sheets })}{' '}
          {sheets.unknown > 0 ? t('intake.sheets-unknown', { count: sheets.unknown }) : ''}
        </p>
      )}
      {unseen === undefined ? null : (
        <p className={styles['unread']}>{t('intake.unseen', { count: unseen })}</p>
      )}
    </>
  )
}
