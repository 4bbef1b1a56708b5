import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { doubtfulFields } from '../../../domain/doubt.ts'
import { type Document, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { longListOf } from '../../parts/long-list.ts'
import { documentName } from '../../parts/names.ts'
import type { Paged } from '../../state/paged.ts'
import { LongOptionList } from '../../ui/long-option-list.tsx'
import { DoubtBadge } from './doubt-badge.tsx'
import fields from './fields.module.css'
import styles from './review.module.css'

/** The documents that wait, the most doubtful first; typing into one of them draws none of them anew. */
export const ReviewQueue = memo(function ReviewQueue({
  documents,
  current,
}: {
  readonly documents: Paged<Document>
  /** Id of the one under review. */
  readonly current: string
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const open = useApp((state) => state.reviewDocument)
  const drafts = useApp((state) => state.drafts)
  const see = useApp((state) => state.seeQueue)
  return (
    <section className={styles['queue']} aria-label={t('review.queue')}>
      <p className={styles['queueHead']}>{t('review.waiting', { count: documents.total })}</p>
      <LongOptionList
        label={t('review.queue')}
        list={longListOf(documents, see)}
        waitingText={t('common.fetching')}
        itemId={(document) => document.id}
        itemText={(document) => documentName(t, authority, document)}
        current={current}
        empty={<p className={styles['queueEmpty']}>{t('review.queue-empty')}</p>}
        render={(document) => (
          <div className={styles['queueItem']}>
            <span className={styles['queueName']}>{documentName(t, authority, document)}</span>
            <span className={styles['queueSubject']} title={fieldValue(document, 'subject')}>
              {fieldValue(document, 'subject')}
            </span>
            <span className={styles['queueFoot']}>
              <DoubtBadge count={doubtfulFields(document)} />
              <span>{t('document.pages', { count: document.pages.length })}</span>
              {document.id in drafts ? <span className={fields['edited']}>{t('review.edited')}</span> : null}
            </span>
          </div>
        )}
        onOpen={open}
      />
    </section>
  )
})
