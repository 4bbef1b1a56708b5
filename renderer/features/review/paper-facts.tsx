import { Files, Stamp } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { furtherFieldNames } from '../../../domain/records/document.ts'
import type { IncomingStamp } from '../../../domain/records/findings.ts'
import { useApp } from '../../app-store.ts'
import { DescriptionForm } from '../../parts/description-form.tsx'
import { formatDate } from '../../state/date-text.ts'
import type { Review } from '../../state/review.ts'
import { CitedList } from './cited-list.tsx'
import { isSameField } from './field-box.tsx'
import styles from './fields.module.css'
import { FurtherFields } from './further-fields.tsx'

/** What the paper says besides its main fields: how many pages, the stamp of arrival, further fields, what it cites. */
export const PaperFacts = memo(
  WholePaperFacts,
  (before, now) =>
    before.review.document === now.review.document &&
    furtherFieldNames.every((name) => isSameField(before.review, now.review, name)),
)

function WholePaperFacts({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const { findings, pages } = review.document
  return (
    <section className={styles['facts']} aria-label={t('review.facts')}>
      <p className={styles['factLine']}>
        <Fact icon={<Files />}>{t('document.pages', { count: pages.length })}</Fact>
        {findings?.incoming ? <IncomingFact stamp={findings.incoming} /> : null}
      </p>
      <FurtherFields review={review} />
      <DescriptionForm key={review.document.id} id={review.document.id} />
      {findings === null || findings.cited.length === 0 ? null : <CitedList cited={findings.cited} />}
    </section>
  )
}

function Fact({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={styles['fact']}>
      <span className={styles['factIcon']} aria-hidden="true">
        {icon}
      </span>
      {children}
    </span>
  )
}

/** The number and day that the receiving office stamped on it; they are never those of the document. */
function IncomingFact({ stamp }: { readonly stamp: IncomingStamp }) {
  const { t } = useTranslation()
  const lookAt = useApp((state) => state.lookAt)
  const { number, date, page, box } = stamp
  const parts = [
    number === null ? null : t('review.incoming-number', { number }),
    date === null ? null : t('review.incoming-date', { date: formatDate(date) }),
  ].filter((part) => part !== null)
  const text = parts.length === 0 ? t('review.incoming-blank') : parts.join(', ')
  return (
    <Button className={styles['jump'] ?? ''} onPress={() => lookAt(page, box)}>
      <Fact icon={<Stamp />}>{t('review.incoming', { text })}</Fact>
    </Button>
  )
}
