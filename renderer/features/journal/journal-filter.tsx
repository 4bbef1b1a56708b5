import { FilterX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type JournalFilter, journalKinds } from '../../../domain/journal-api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatDate, parseDate } from '../../state/date-text.ts'
import { byPeople } from '../../state/journal-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './journal.module.css'

const ANY = 'any'
const EVERYTHING = 'everything'

/** Narrows the journal to a person, a span of days, a kind of work, or the record that led here. */
export function JournalFilterBar() {
  const { t } = useTranslation()
  const filter = useApp((state) => state.journalFilter)
  const people = useApp((state) => readyValue(state.journalFacts)?.people) ?? []
  const narrow = useApp((state) => state.filterJournal)
  return (
    <div className={styles['bar']}>
      <div className={styles['narrow']}>
        <Select
          label={t('journal.by')}
          placeholder={t('journal.anybody')}
          selected={filter.by ?? ANY}
          options={[
            { id: ANY, label: t('journal.anybody') },
            ...people.map((name) => ({ id: name, label: name })),
          ]}
          onSelect={(id) => narrow(without(filter, 'by', id === ANY ? null : id))}
        />
      </div>
      <div className={styles['narrow']}>
        <Select
          label={t('journal.what')}
          placeholder={t('journal.by-people')}
          selected={kindOf(filter)}
          options={[
            { id: ANY, label: t('journal.by-people') },
            { id: EVERYTHING, label: t('journal.everything') },
            ...journalKinds.map((kind) => ({ id: kind as string, label: t(`journal.kind.${kind}`) })),
          ]}
          onSelect={(id) => narrow(withKind(filter, id))}
        />
      </div>
      <DayBox key={`from ${filter.from ?? ''}`} name="from" filter={filter} />
      <DayBox key={`to ${filter.to ?? ''}`} name="to" filter={filter} />
      {filter.record === undefined ? null : (
        <Button
          size="small"
          kind="quiet"
          icon={<FilterX />}
          onPress={() => narrow(without(filter, 'record', null))}
        >
          {t('journal.not-only-record')}
        </Button>
      )}
    </div>
  )
}

/** A day takes effect when it is whole. */
function DayBox({ name, filter }: { readonly name: 'from' | 'to'; readonly filter: JournalFilter }) {
  const { t } = useTranslation()
  const narrow = useApp((state) => state.filterJournal)
  const [typed, setTyped] = useState(formatDate(filter[name] ?? ''))
  const [isWrong, setIsWrong] = useState(false)
  const leave = (): void => {
    const day = typed.trim() === '' ? null : parseDate(typed)
    const isBad = typed.trim() !== '' && day === null
    setIsWrong(isBad)
    if (!isBad && (filter[name] ?? null) !== day) narrow(without(filter, name, day))
  }
  return (
    <form
      className={styles['day']}
      onSubmit={(event) => {
        event.preventDefault()
        leave()
      }}
    >
      <TextField
        label={t(`journal.${name}`)}
        placeholder={t('plan.date-form')}
        value={typed}
        onChange={setTyped}
        onBlur={leave}
        error={isWrong ? t('plan.date-wrong') : null}
      />
    </form>
  )
}

function without<K extends 'by' | 'from' | 'to' | 'record'>(
  filter: JournalFilter,
  name: K,
  value: string | null,
): JournalFilter {
  const { [name]: _, ...others } = filter
  return value === null ? others : { ...others, [name]: value }
}

function kindOf({ kinds }: JournalFilter): string {
  if (kinds === undefined) return EVERYTHING
  return kinds.length === 1 ? (kinds[0] ?? ANY) : ANY
}

function withKind(filter: JournalFilter, id: string): JournalFilter {
  const { kinds: _, ...others } = filter
  if (id === EVERYTHING) return others
  const kind = journalKinds.find((each) => each === id)
  return { ...others, kinds: kind === undefined ? byPeople : [kind] }
}
