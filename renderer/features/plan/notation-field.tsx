import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { TextField } from '../../ui/text-field.tsx'

/** Number and notation; what nobody typed is proposed from the numbers of this PC. */
export function NotationField({
  place,
  isProposed,
  value,
  error,
  onChange,
}: {
  readonly place: { readonly fonds: string; readonly year: number; readonly heading: string }
  readonly isProposed: boolean
  readonly value: string
  readonly error: string | null
  readonly onChange: (notation: string) => void
}) {
  const { t } = useTranslation()
  const propose = useApp((state) => state.proposeNotation)
  const proposed = useRef('')
  const latest = useRef({ value, onChange })
  useEffect(() => {
    latest.current = { value, onChange }
  })
  const { fonds, year, heading } = place
  // The number comes from the engine, which knows all numbers that are taken.
  useEffect(() => {
    if (!isProposed || latest.current.value !== proposed.current) return
    const asked = { isCurrent: true }
    void propose({ fonds, year, heading }).then((notation) => {
      if (!asked.isCurrent || latest.current.value !== proposed.current) return
      proposed.current = notation
      latest.current.onChange(notation)
    })
    return () => {
      asked.isCurrent = false
    }
  }, [propose, isProposed, fonds, year, heading])
  return (
    <TextField
      label={t('plan.column.notation')}
      value={value}
      onChange={onChange}
      description={isProposed ? t('plan.notation-why') : null}
      error={error}
      isRequired
    />
  )
}
