import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { formatDate, parseDate } from '../../state/date-text.ts'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './journal.module.css'
import { exportWords } from './journal-words.ts'

const formats = ['xlsx', 'pdf'] as const

/** Writes the journal of some days, as it is narrowed, into a folder. */
export function ExportJournalDialog() {
  const { t } = useTranslation()
  const filter = useApp((state) => state.journalFilter)
  const write = useApp((state) => state.exportJournal)
  const [from, setFrom] = useState(formatDate(filter.from ?? ''))
  const [to, setTo] = useState(formatDate(filter.to ?? ''))
  const [format, setFormat] = useState<(typeof formats)[number]>('xlsx')
  const [hasTried, setHasTried] = useState(false)
  const days = { from: parseDate(from), to: parseDate(to) }
  const wrong = (day: string | null): string | null =>
    hasTried && day === null ? t('plan.date-wrong') : null
  return (
    <FormDialog
      title={t('journal.export')}
      lead={t('journal.export-lead')}
      submitText={t('journal.export-do')}
      workingText={t('journal.exporting')}
      onSubmit={() => {
        setHasTried(true)
        const { from: first, to: last } = days
        if (first === null || last === null) return null
        return write(format, { from: first, to: last }, exportWords(t))
      }}
    >
      <div className={styles['days']}>
        <TextField
          label={t('journal.from')}
          placeholder={t('plan.date-form')}
          value={from}
          onChange={setFrom}
          error={wrong(days.from)}
          autoFocus
        />
        <TextField
          label={t('journal.to')}
          placeholder={t('plan.date-form')}
          value={to}
          onChange={setTo}
          error={wrong(days.to)}
        />
      </div>
      <Select
        label={t('journal.format')}
        placeholder={t('journal.format')}
        selected={format}
        options={formats.map((id) => ({ id, label: t(`journal.formats.${id}`) }))}
        onSelect={(id) => setFormat(id === 'pdf' ? 'pdf' : 'xlsx')}
      />
    </FormDialog>
  )
}
