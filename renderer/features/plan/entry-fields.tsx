import { useTranslation } from 'react-i18next'
import type { EntryForm } from '../../../domain/plan-api.ts'
import { HelpMark } from '../../parts/help-mark.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './plan.module.css'
import { RetentionField } from './retention-field.tsx'

/** The boxes of an entry below its heading and number. */
export function EntryFields({
  form,
  isTitleWide,
  missing,
  onChange,
}: {
  readonly form: EntryForm
  readonly isTitleWide: boolean
  /** Why an empty box is wrong, once somebody tried to go on without it. */
  readonly missing: (text: string) => string | null
  readonly onChange: (part: Partial<EntryForm>) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <div className={isTitleWide ? styles['whole'] : styles['wide']} data-help="plan/title">
        <TextField
          label={t('plan.column.title')}
          labelSide={<HelpMark topic="plan/title" label={t('plan.column.title')} />}
          value={form.title}
          onChange={(title) => onChange({ title })}
          error={missing(form.title)}
          autoFocus
          isRequired
        />
      </div>
      <div className={styles['third']} data-help="plan/retention">
        <RetentionField
          value={form.retention}
          error={missing(form.retention)}
          onChange={(retention) => onChange({ retention })}
        />
      </div>
      <div className={styles['third']} data-help="plan/basis">
        <TextField
          label={t('plan.basis')}
          labelSide={<HelpMark topic="plan/basis" label={t('plan.basis')} />}
          value={form.basis}
          onChange={(basis) => onChange({ basis })}
        />
      </div>
      <div className={styles['third']} data-help="plan/maker">
        <TextField
          label={t('plan.column.maker')}
          labelSide={<HelpMark topic="plan/maker" label={t('plan.column.maker')} />}
          value={form.maker}
          onChange={(maker) => onChange({ maker })}
        />
      </div>
      <div className={styles['whole']} data-help="plan/note">
        <TextField label={t('plan.column.note')} value={form.note} onChange={(note) => onChange({ note })} />
      </div>
    </>
  )
}
