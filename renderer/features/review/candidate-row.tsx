import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { FieldName } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { shownShortcut } from '../../shortcuts.ts'
import { candidatesOf, typedForm } from '../../state/candidates.ts'
import type { Review } from '../../state/review.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './fields.module.css'

const commandIds = ['take-candidate-1', 'take-candidate-2', 'take-candidate-3', 'take-candidate-4'] as const

/** Other values that a field may have; a click takes one, or its key while the field has the focus. */
export function CandidateRow({
  review,
  name,
  shownAs = (value) => value,
}: {
  readonly review: Review
  readonly name: FieldName
  readonly shownAs?: (value: string) => string
}) {
  const { t } = useTranslation()
  const setField = useApp((state) => state.setField)
  const overrides = useApp((state) => state.preferences.shortcuts)
  const values = candidatesOf(review.document, review.edits, name)
  if (values.length === 0) return null
  const isPresent = review.field === name
  return (
    <div className={styles['candidates']} role="group" aria-label={t('review.candidates')}>
      <span className={styles['candidatesName']}>{t('review.or')}</span>
      {values.slice(0, commandIds.length).map((value, nth) => {
        const text = shownAs(typedForm(name, value))
        const command = commandOf(commandIds[nth] ?? 'take-candidate-1')
        return (
          <Button
            key={value}
            className={styles['candidate'] ?? ''}
            excludeFromTabOrder
            aria-label={t('review.take-candidate', { value: text })}
            onPress={() => setField(name, typedForm(name, value))}
          >
            <span className={styles['candidateText']}>{text}</span>
            {isPresent ? <Kbd keys={shownShortcut(command, overrides) ?? ''} /> : null}
          </Button>
        )
      })}
    </div>
  )
}
