import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldValue, furtherFieldNames } from '../../../domain/records/document.ts'
import { urgencies } from '../../../domain/records/findings.ts'
import { useApp } from '../../app-store.ts'
import type { Review } from '../../state/review.ts'
import { classes } from '../../ui/classes.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { CandidateRow } from './candidate-row.tsx'
import { FieldBox, FieldState, isSameField } from './field-box.tsx'
import styles from './fields.module.css'

const places = ['place', 'signerTitle', 'superior', 'recipient'] as const

/** What a document may say besides; folded, it tells how much of it there is. */
export function FurtherFields({ review }: { readonly review: Review }) {
  const { t } = useTranslation()
  const filled = furtherFieldNames.filter(
    (name) => (review.edits[name] ?? fieldValue(review.document, name)) !== '',
  )
  const title = filled.length === 0 ? t('review.further-none') : t('review.further', { count: filled.length })
  return (
    <Disclosure title={title}>
      <div className={styles['furtherList']}>
        <UrgencyBox review={review} />
        {places.map((name) => (
          <FieldBox key={name} review={review} name={name} />
        ))}
      </div>
    </Disclosure>
  )
}

/** Stands for a document that is not urgent. */
const ORDINARY = 'ordinary'

interface UrgencyProps {
  readonly review: Review
}

const UrgencyBox = memo(WholeUrgencyBox, (before, now) => isSameField(before.review, now.review, 'urgency'))

function WholeUrgencyBox({ review }: UrgencyProps) {
  const { t } = useTranslation()
  const setField = useApp((state) => state.setField)
  const focusField = useApp((state) => state.focusField)
  const selected = review.edits.urgency ?? fieldValue(review.document, 'urgency')
  const nameOf = (value: string): string => {
    const known = urgencies.find((urgency) => urgency === value)
    return known === undefined ? value : t(`urgency.${known}`)
  }
  return (
    <div
      className={classes(styles['field'], styles['urgency'], review.field === 'urgency' && styles['present'])}
      onFocus={() => focusField('urgency')}
    >
      <Select
        label={t('field.urgency')}
        labelSide={<FieldState review={review} name="urgency" />}
        placeholder={t('urgency.ordinary')}
        selected={selected === '' ? ORDINARY : selected}
        options={[
          { id: ORDINARY, label: t('urgency.ordinary') },
          ...urgencies.map((urgency) => ({ id: urgency, label: t(`urgency.${urgency}`) })),
        ]}
        onSelect={(id) => setField('urgency', id === ORDINARY ? '' : id)}
      />
      <CandidateRow review={review} name="urgency" shownAs={nameOf} />
    </div>
  )
}
