import type { FaultReport } from '../../domain/fault.ts'
import {
  type JournalCursor,
  type JournalEntry,
  type JournalFilter,
  type JournalPage,
  journalKinds,
} from '../../domain/journal-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { type Attempt, attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'
import { isAllowed } from './rights.ts'

/** What is shown at first: everything but what machines read by themselves. */
export const byPeople = journalKinds.filter((kind) => kind !== 'read')

export interface JournalShown {
  readonly entries: readonly JournalEntry[]
  readonly next: JournalCursor | null
  readonly left: number
  /** How far back in time was looked. */
  readonly reached: string | null
}

export interface JournalSlice {
  readonly journal: Remote<JournalShown>
  readonly journalFilter: JournalFilter
  /** Are older entries being looked for? */
  readonly isSearchingJournal: boolean
  readonly journalFacts: Remote<{
    readonly ops: number
    readonly stations: number
    readonly people: readonly string[]
  }>
  loadJournal(): Promise<void>
  /** Looks further back until a page is full or `stopJournal`. */
  moreJournal(): Promise<void>
  stopJournal(): void
  filterJournal(filter: JournalFilter): void
  /** What was done with a record. */
  showJournalOf(record: string): void
  exportJournal(
    format: 'pdf' | 'xlsx',
    days: { readonly from: string; readonly to: string },
    words: Readonly<Record<string, string>>,
  ): Promise<FaultReport | null>
}

/** Entries of one page. */
const PAGE = 60
/** A list that long is not begun anew while somebody reads in it. */
const MOST_RELOADED = 120

export function createJournalSlice(ports: Ports): Slice<JournalSlice> {
  const { client } = ports
  return (set, get) => {
    const walk = createWalk(ports, get, set)
    return {
      journal: loading,
      journalFilter: { kinds: byPeople },
      isSearchingJournal: false,
      journalFacts: loading,
      loadJournal: async () => {
        const { journal, isSearchingJournal } = get()
        if (!isAllowed(get(), 'journal')) return
        set({ journalFacts: await fetchRemote(ports, () => client.journalState({})) })
        const isLong = journal.kind === 'ready' && journal.value.entries.length > MOST_RELOADED
        if (!(isLong || isSearchingJournal)) await walk.back(null, [])
      },
      moreJournal: async () => {
        const { journal, isSearchingJournal } = get()
        if (journal.kind !== 'ready' || isSearchingJournal || journal.value.next === null) return
        await walk.back(journal.value.next, journal.value.entries)
      },
      stopJournal: walk.stop,
      filterJournal: (journalFilter) => {
        set({ journalFilter, journal: loading })
        void walk.back(null, [])
      },
      showJournalOf: (record) => {
        walk.stop()
        set({ journalFilter: { record }, journal: loading })
        get().show('journal')
      },
      exportJournal: async (format, days, words) => {
        const folder = await ports.desktop.chooseFolder()
        if (folder === null) return null
        const filter = { ...get().journalFilter, ...days }
        const result = await attempt(ports, () =>
          client.exportJournal({ filter, format, folder, words: { ...words } }),
        )
        if (!result.ok) return result.fault
        get().closeDialog()
        get().confirm('journal-exported', `${result.value.file} (${result.value.written})`)
        return null
      },
    }
  }
}

/** Goes back page by page until one is full; what was found meanwhile is shown as it comes. */
function createWalk(ports: Ports, get: () => AppState, set: (part: Partial<AppState>) => void) {
  const state = { turn: 0 }
  return {
    back: async (cursor: JournalCursor | null, before: readonly JournalEntry[]): Promise<void> => {
      state.turn += 1
      const { turn } = state
      const filter = get().journalFilter
      const found = { entries: before, next: cursor, wanted: PAGE }
      set({ isSearchingJournal: true })
      do {
        const asked = { filter, cursor: found.next, limit: found.wanted }
        const page: Attempt<JournalPage> = await attempt(ports, () => ports.client.journal(asked))
        if (turn !== state.turn) return
        if (!page.ok) {
          set({ journal: { kind: 'failed', fault: page.fault }, isSearchingJournal: false })
          return
        }
        const { entries, next, left, reached } = page.value
        found.entries = [...found.entries, ...entries]
        found.next = next
        found.wanted -= entries.length
        set({ journal: { kind: 'ready', value: { entries: found.entries, next, left, reached } } })
      } while (found.next !== null && found.wanted > 0)
      set({ isSearchingJournal: false })
    },
    stop: (): void => {
      state.turn += 1
      set({ isSearchingJournal: false })
    },
  }
}
