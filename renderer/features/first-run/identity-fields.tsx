import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import styles from './first-run.module.css'
import type { FirstRunForm } from './first-run-form.ts'

/** Whose vault it is, and who works with it. */
export function IdentityFields({
  form,
  errorOf,
  onChange,
}: {
  readonly form: FirstRunForm
  readonly errorOf: (name: keyof FirstRunForm) => string | null
  readonly onChange: (part: Partial<FirstRunForm>) => void
}) {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={t('first-run.agency-code')}
          value={form.agencyCode}
          onChange={(agencyCode) => onChange({ agencyCode: agencyCode.toUpperCase() })}
          description={t('first-run.agency-code-example')}
          error={errorOf('agencyCode')}
          isRequired
          autoFocus
        />
        <TextField
          label={t('first-run.commune')}
          value={form.communeName}
          onChange={(communeName) => onChange({ communeName })}
          description={t('first-run.commune-example')}
          error={errorOf('communeName')}
          isRequired
        />
      </div>
      <TextField
        label={t('first-run.user')}
        value={form.userName}
        onChange={(userName) => onChange({ userName })}
        description={t('first-run.user-why')}
        error={errorOf('userName')}
        isRequired
      />
    </>
  )
}
