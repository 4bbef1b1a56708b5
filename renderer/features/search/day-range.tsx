import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { formatDate, parseDate } from '../../state/date-text.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './search.module.css'

/** From which day of issue to which. */
export function DayRange() {
  const { t } = useTranslation()
  const filters = useApp((state) => state.filters)
  const setDays = useApp((state) => state.setDays)
  const { dateFrom, dateTo } = filters
  return (
    <fieldset className={styles['facet']}>
      <legend>{t('search.days')}</legend>
      {/* A box begins anew when its day was changed from outside. */}
      <DayBox
        key={`from ${dateFrom}`}
        label={t('search.day-from')}
        day={dateFrom}
        onDay={(day) => void setDays(day, dateTo)}
      />
      <DayBox
        key={`to ${dateTo}`}
        label={t('search.day-to')}
        day={dateTo}
        onDay={(day) => void setDays(dateFrom, day)}
      />
    </fieldset>
  )
}

function DayBox({
  label,
  day,
  onDay,
}: {
  readonly label: string
  readonly day: string | null
  readonly onDay: (day: string | null) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(day === null ? '' : formatDate(day))
  const finish = (): void => {
    const read = typed.trim() === '' ? null : parseDate(typed)
    if (read !== day && (read !== null || typed.trim() === '')) onDay(read)
  }
  const isWrong = typed.trim().length >= 10 && parseDate(typed) === null
  return (
    // The box itself knows nothing of what ends an entry; the group only listens.
    <div role="presentation" onBlur={finish} onKeyDown={(event) => event.key === 'Enter' && finish()}>
      <TextField
        label={label}
        placeholder={t('search.day-shape')}
        value={typed}
        onChange={setTyped}
        error={isWrong ? t('search.day-wrong') : null}
      />
    </div>
  )
}
