import { useTranslation } from 'react-i18next'
import { parseDate } from '../../state/date-text.ts'
import { TextField } from '../../ui/text-field.tsx'

/** A day typed as day, month, year. `isNeeded` once somebody tried to go on without it. */
export function DateField({
  label,
  value,
  onChange,
  description = null,
  isNeeded = false,
  hasTried,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (typed: string) => void
  readonly description?: string | null
  readonly isNeeded?: boolean
  readonly hasTried: boolean
}) {
  const { t } = useTranslation()
  const isEmpty = value.trim() === ''
  const isWrong = isEmpty ? isNeeded : parseDate(value) === null
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      placeholder={t('plan.date-form')}
      description={description}
      error={hasTried && isWrong ? t(isEmpty ? 'plan.missing' : 'plan.date-wrong') : null}
      isRequired={isNeeded}
    />
  )
}

/** ISO 8601; null where nothing was typed, undefined where it is no day. */
export function dayOf(typed: string): string | null | undefined {
  return typed.trim() === '' ? null : (parseDate(typed) ?? undefined)
}
