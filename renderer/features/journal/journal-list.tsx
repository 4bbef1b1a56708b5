import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import type { TFunction } from 'i18next'
import { Filter } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '../../../domain/journal-api.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { formatInstant } from '../../state/date-text.ts'
import type { JournalShown } from '../../state/journal-slice.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { remScale } from '../../ui/rem-scale.ts'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './journal.module.css'
import { changeText, recordText, stationText } from './journal-words.ts'

const ROW_PX = 58
/** So close to the end older entries are looked for. */
const NEAR_END = 12
const assumedRect = { width: 1200, height: 700 }

/** The entries found up to now; going towards the end finds older ones. */
export function JournalList({ shown }: { readonly shown: JournalShown }) {
  const { t } = useTranslation()
  const { entries, next } = shown
  const { place, id, items, heightPx, measure, active, setActive, go } = useFeed(shown)
  if (entries.length === 0 && next === null) return <p className={styles['none']}>{t('journal.none')}</p>
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go from entry to entry, as in any feed */}
      <div
        ref={place}
        role="feed"
        aria-label={t('journal.label')}
        className={styles['feed']}
        onKeyDown={(event) => onKey(event, { active, last: entries.length - 1, go })}
      >
        <div className={styles['room']} style={{ height: `${heightPx}px` }}>
          {items.map(({ index, start }) => {
            const entry = entries[index]
            return entry === undefined ? null : (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the entry that has the focus is the one that the arrows go on from
              <article
                key={entry.id}
                id={`${id}-${index}`}
                ref={measure}
                data-index={index}
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- entries of a feed take the focus
                tabIndex={index === active ? 0 : -1}
                onFocus={() => setActive(index)}
                aria-posinset={index + 1}
                aria-setsize={next === null ? entries.length : -1}
                aria-label={entryName(t, entry)}
                className={styles['entry']}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Entry entry={entry} />
              </article>
            )
          })}
        </div>
      </div>
      <Foot shown={shown} />
    </>
  )
}

function entryName(t: TFunction, { by, kind, at }: JournalEntry): string {
  return t('journal.entry', { by, kind: t(`journal.kind.${kind}`), at: formatInstant(at) })
}

/** Which entries are drawn and where, and the one that has the focus; near the end older ones are looked for. */
function useFeed({ entries, next }: JournalShown) {
  const more = useApp((state) => state.moreJournal)
  const place = useRef<HTMLDivElement>(null)
  const [focused, setActive] = useState(0)
  const active = Math.min(focused, Math.max(0, entries.length - 1))
  const id = useId()
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and none is memoised here
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: entries.length,
    estimateSize: () => ROW_PX * remScale(),
    getScrollElement: () => place.current,
    measureElement: (element) => element.getBoundingClientRect().height || ROW_PX * remScale(),
    overscan: 8,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), active])]
        .filter((index) => index < range.count)
        .sort((a, b) => a - b),
    initialRect: assumedRect,
    onChange: ({ range }) => {
      if (next !== null && range !== null && range.endIndex >= entries.length - NEAR_END) void more()
    },
  })
  const wanted = useRef<number | null>(null)
  // The entry that was gone to may be drawn only now.
  useEffect(() => {
    const entry = wanted.current === null ? null : document.getElementById(`${id}-${wanted.current}`)
    if (entry === null) return
    wanted.current = null
    entry.focus({ preventScroll: true })
  })
  const go = (row: number): void => {
    const to = Math.max(0, Math.min(row, entries.length - 1))
    wanted.current = to
    setActive(to)
    virtualizer.scrollToIndex(to)
  }
  return {
    place,
    id,
    items: virtualizer.getVirtualItems(),
    heightPx: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    active,
    setActive,
    go,
  }
}

interface Walk {
  readonly active: number
  readonly last: number
  readonly go: (row: number) => void
}

const PAGE = 8

function onKey(event: KeyboardEvent, { active, last, go }: Walk): void {
  const to = (
    {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE,
      PageUp: active - PAGE,
      Home: 0,
      End: last,
    } as Readonly<Record<string, number>>
  )[event.key]
  if (to === undefined) return
  event.preventDefault()
  go(to)
}

function Entry({ entry }: { readonly entry: JournalEntry }) {
  const { t } = useTranslation()
  const { records, recordsTotal, changes, changesTotal } = entry
  return (
    <>
      <p className={styles['when']}>
        <time dateTime={entry.at}>{formatInstant(entry.at)}</time>
        <span className={styles['station']}>{stationText(t, entry.station)}</span>
      </p>
      <p className={styles['who']}>{entry.by === '' ? t('journal.nobody') : entry.by}</p>
      <div className={styles['what']}>
        <p>
          <span className={styles['kind']}>{t(`journal.kind.${entry.kind}`)}</span>
          {records.map((record) => (
            <span key={record.id} className={styles['record']}>
              <RecordLink record={record} />
              <OnlyThis record={record} />
            </span>
          ))}
          {recordsTotal > records.length ? (
            <span className={styles['more']}>
              {t('journal.more-records', {
                count: recordsTotal - records.length,
                shown: formatCount(recordsTotal - records.length),
              })}
            </span>
          ) : null}
        </p>
        {changes.length === 0 ? null : (
          <p className={styles['changes']}>
            {changes.map((change) => changeText(t, change)).join(' · ')}
            {changesTotal > changes.length ? ' …' : ''}
          </p>
        )}
      </div>
    </>
  )
}

/** Leads to the case file or the document, where it can be opened. */
function RecordLink({ record }: { readonly record: JournalEntry['records'][number] }) {
  const { t } = useTranslation()
  const openFile = useApp((state) => state.openFile)
  const correct = useApp((state) => state.correctDocument)
  const text = recordText(t, record)
  const isThere = record.title !== ''
  if (record.kind === 'case' && isThere) {
    return (
      <Button kind="link" onPress={() => openFile(record.id)}>
        {text}
      </Button>
    )
  }
  if (record.kind === 'doc' && isThere) {
    return (
      <Button kind="link" onPress={() => void correct(record.id, null)}>
        {text}
      </Button>
    )
  }
  return <span>{text}</span>
}

/** Narrows the journal to what was done with a record. */
function OnlyThis({ record }: { readonly record: JournalEntry['records'][number] }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.showJournalOf)
  const isNarrow = useApp((state) => state.journalFilter.record !== undefined)
  if (isNarrow) return null
  return (
    <IconButton
      label={t('journal.only-record', { name: recordText(t, record) })}
      icon={<Filter />}
      onPress={() => show(record.id)}
    />
  )
}

/** How far back was looked, and the way to look further or to stop. */
function Foot({ shown: { entries, next, left, reached } }: { readonly shown: JournalShown }) {
  const { t } = useTranslation()
  const isSearching = useApp((state) => state.isSearchingJournal)
  const stop = useApp((state) => state.stopJournal)
  const more = useApp((state) => state.moreJournal)
  const count = t('journal.count', { count: entries.length, shown: formatCount(entries.length) })
  if (next === null) return <p className={styles['foot']}>{t('journal.all', { count })}</p>
  return (
    <div className={styles['foot']}>
      <span role="status">
        {t('journal.left', {
          count,
          left: formatCount(left),
          reached: reached === null ? '' : formatInstant(reached),
        })}
      </span>
      {isSearching ? (
        <>
          <Spinner countText={t('journal.searching', { left: formatCount(left) })} />
          <Button size="small" onPress={stop}>
            {t('journal.stop')}
          </Button>
        </>
      ) : (
        <Button size="small" onPress={() => void more()}>
          {t('journal.older')}
        </Button>
      )}
    </div>
  )
}
