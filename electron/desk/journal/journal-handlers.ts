import type { Authority } from '../../../domain/authority.ts'
import type { JournalGo } from '../../../domain/journal.ts'
import type { JournalApi, JournalFilter, JournalPage } from '../../../domain/journal-api.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { usersOf } from '../../../domain/user.ts'
import type { SaveForm } from '../forms/form-handlers.ts'
import type { Records, Surroundings } from '../ports.ts'
import { exportJournal } from './export-journal.ts'
import { journalEntry } from './journal-entries.ts'
import { cursorAt, type History, walkBack } from './walk-back.ts'

export interface JournalPorts {
  readonly records: Records
  readonly log: History
  readonly station: string
  readonly authority: () => Authority
  readonly surroundings: Pick<Surroundings, 'clock'>
  readonly saveForm: SaveForm
}

/** Ops that one call looks at to find what was asked for: half a second. */
const OPS_A_CALL = 16_384
const DAY_MS = 86_400_000

/** Who did what and when, as the log has it. */
export function journalHandlers(ports: JournalPorts): Handlers<JournalApi> {
  const { log, records } = ports
  return {
    journal: ({ filter, cursor, limit }) => journalPage(ports, { filter, cursor, limit }),
    journalState: async () => {
      const counts = Object.entries(log.vector())
      const people = records.records('fonds').flatMap((fonds) => usersOf(fonds, null).map(({ name }) => name))
      return {
        ops: counts.reduce((sum, [, n]) => sum + n, 0),
        stations: new Set(counts.map(([origin]) => origin.split('.')[0])).size,
        people: [...new Set(people)],
      }
    },
    exportJournal: async ({ filter, format, folder, words }) => {
      const [open] = records
        .records('fonds')
        .map(fondsView)
        .filter(({ isOpen }) => isOpen)
      return exportJournal({
        entries: entriesOf(ports, filter),
        days: filter,
        format,
        folder,
        words,
        agencyName: open?.agencyName ?? '',
        createdMs: ports.surroundings.clock.nowMs(),
        saveForm: ports.saveForm,
      })
    },
  }
}

interface PageWish {
  readonly filter: JournalFilter
  readonly cursor: Parameters<Handlers<JournalApi>['journal']>[0]['cursor']
  readonly limit: number
}

async function journalPage(ports: JournalPorts, { filter, cursor, limit }: PageWish): Promise<JournalPage> {
  const walk = walkBack(ports.log, cursor ?? (await cursorAt(ports.log, endOf(filter.to))))
  const fromMs = startOf(filter.from)
  const entries: JournalPage['entries'] = []
  const mayGoOn = (): boolean => walk.looked < OPS_A_CALL
  let isEnded = false
  while (entries.length < limit) {
    const go = await walk.next(mayGoOn)
    isEnded = go === null ? mayGoOn() : go.atMs < fromMs
    if (go === null || isEnded) break
    if (isWanted(filter, go)) entries.push(journalEntry(ports, go))
  }
  const next = walk.cursor()
  const left = Object.values(next).reduce((sum, n) => sum + n, 0)
  const reached = walk.reachedMs === null ? null : new Date(walk.reachedMs).toISOString()
  const isDone = isEnded || left === 0
  return { entries, next: isDone ? null : next, left: isDone ? 0 : left, reached }
}

async function* entriesOf(ports: JournalPorts, filter: JournalFilter) {
  const walk = walkBack(ports.log, await cursorAt(ports.log, endOf(filter.to)))
  const fromMs = startOf(filter.from)
  for (let go = await walk.next(always); go !== null && go.atMs >= fromMs; go = await walk.next(always)) {
    if (isWanted(filter, go)) yield journalEntry(ports, go)
  }
}

const always = (): boolean => true

function isWanted({ by, kinds, record }: JournalFilter, go: JournalGo): boolean {
  return (
    (by === undefined || go.by === by) &&
    (kinds === undefined || kinds.includes(go.kind)) &&
    (record === undefined || go.records.has(record))
  )
}

/** Days are those of this PC. */
function startOf(day: string | undefined): number {
  return day === undefined ? Number.NEGATIVE_INFINITY : localDay(day).getTime()
}

function endOf(day: string | undefined): number | null {
  if (day === undefined) return null
  // A day may last 23 or 25 hours: from its noon to the next midnight.
  const next = new Date(localDay(day).getTime() + DAY_MS * 1.5)
  return new Date(next.getFullYear(), next.getMonth(), next.getDate()).getTime() - 1
}

function localDay(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date)
}
