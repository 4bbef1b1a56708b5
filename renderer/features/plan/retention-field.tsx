import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Select } from '../../ui/select.tsx'
import styles from './plan.module.css'

/** How long a file is kept, by the scale of the law. */
export function RetentionField({
  value,
  error,
  onChange,
}: {
  readonly value: string
  readonly error: string | null
  readonly onChange: (code: string) => void
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => readyValue(state.authority))
  return (
    <>
      <Select
        label={t('plan.column.retention')}
        placeholder={t('plan.retention-choose')}
        selected={value === '' ? null : value}
        options={(authority?.retentions.entries ?? []).map(({ code, name }) => ({ id: code, label: name }))}
        onSelect={onChange}
      />
      {error === null ? null : (
        <p className={styles['wrong']} role="alert">
          {error}
        </p>
      )}
    </>
  )
}
