import { MOST_ROWS, type Page } from '../../domain/paging.ts'
import { FieldName } from '../../domain/records/document.ts'
import type { Conflict } from '../../domain/sync-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { type Attempt, attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface ConflictSlice {
  /** The first of them, the latest first. */
  readonly conflicts: Remote<Page<Conflict>>
  /** How many cells wait for somebody's word, on whatever screen. */
  readonly conflictCount: number
  /** The cell that is shown; the first one while none was chosen or the chosen one is settled. */
  readonly chosenConflict: string | null
  /** Where in the list it stood last, so that the next one comes up by itself. */
  readonly conflictAt: number
  /** Settled since the screen was opened last with nothing settled. */
  readonly settledConflicts: number
  readonly isSettling: boolean
  loadConflictCount(): Promise<void>
  loadConflicts(): Promise<void>
  chooseConflict(key: string): void
  stepConflict(by: 1 | -1): void
  /** Keeps the nth value of the conflict that is shown, from 0. */
  keepValue(nth: number): Promise<void>
  keepBothValues(): Promise<void>
  /** Shows the place of the conflict in its record. */
  openConflict(): Promise<void>
}

/** Names the cell of a conflict. */
export function conflictKey({ record, path }: Pick<Conflict, 'record' | 'path'>): string {
  return `${record}${path}`
}

type Shown = Pick<ConflictSlice, 'conflicts' | 'chosenConflict' | 'conflictAt'>

/** The place in the list of the conflict that is shown; -1 where there is none. */
export function shownConflictAt({ conflicts, chosenConflict, conflictAt }: Shown): number {
  const rows = readyValue(conflicts)?.rows ?? []
  const at = rows.findIndex((conflict) => conflictKey(conflict) === chosenConflict)
  return at === -1 ? Math.min(conflictAt, rows.length - 1) : at
}

/** The conflict that is shown, if there is one. */
export function shownConflict(state: Shown): Conflict | null {
  return readyValue(state.conflicts)?.rows[shownConflictAt(state)] ?? null
}

export function createConflictSlice(ports: Ports): Slice<ConflictSlice> {
  const { client } = ports
  return (set, get) => ({
    conflicts: loading,
    conflictCount: 0,
    chosenConflict: null,
    conflictAt: 0,
    settledConflicts: 0,
    isSettling: false,
    loadConflictCount: async () => {
      const counted = await attempt(ports, () => client.conflicts({ limit: 1 }))
      // A count that cannot be had is told where the list is asked for.
      if (counted.ok) set({ conflictCount: counted.value.total })
    },
    loadConflicts: async () => {
      const conflicts = await fetchRemote(ports, () => client.conflicts({ limit: MOST_ROWS }))
      set({ conflictAt: Math.max(0, shownConflictAt(get())) })
      set({ conflicts, conflictCount: readyValue(conflicts)?.total ?? get().conflictCount })
      const shown = shownConflict(get())
      set({ chosenConflict: shown === null ? null : conflictKey(shown) })
    },
    chooseConflict: (key) => set({ chosenConflict: key }),
    stepConflict: (by) => {
      const rows = readyValue(get().conflicts)?.rows ?? []
      const next = rows[(shownConflictAt(get()) + by + rows.length) % Math.max(1, rows.length)]
      if (next !== undefined) set({ chosenConflict: conflictKey(next) })
    },
    keepValue: (nth) =>
      settling(get, set, (conflict) => {
        const keep = conflict.sides[nth]?.op
        const { record, path } = conflict
        return keep === undefined ? null : attempt(ports, () => client.settleConflict({ record, path, keep }))
      }),
    keepBothValues: () =>
      settling(get, set, ({ record, path, canKeepBoth }) =>
        canKeepBoth ? attempt(ports, () => client.keepBoth({ record, path })) : null,
      ),
    openConflict: async () => {
      const conflict = shownConflict(get())
      if (conflict !== null) await openRecord(get, conflict)
    },
  })
}

/** One answer at a time: what is pressed while the last is being saved meant the conflict before. */
async function settling(
  get: () => AppState,
  set: (part: Partial<AppState>) => void,
  work: (conflict: Conflict) => Promise<Attempt<null>> | null,
): Promise<void> {
  const conflict = shownConflict(get())
  const call = conflict === null || get().isSettling ? null : work(conflict)
  if (call === null) return
  set({ isSettling: true })
  const result = await call
  if (result.ok) set({ settledConflicts: get().settledConflicts + 1 })
  else get().tell(result.fault)
  await get().loadConflicts()
  set({ isSettling: false })
  await get().loadUndo()
}

async function openRecord(get: () => AppState, { record, kind, path }: Conflict): Promise<void> {
  switch (kind) {
    case 'doc': {
      const field = FieldName.safeParse(path.slice('/field/'.length))
      return get().correctDocument(record, field.success ? field.data : null)
    }
    case 'case':
      return get().openFile(record)
    case 'plan':
    case 'fonds':
    case 'issuer':
      get().showPlanTab(kind === 'issuer' ? 'issuers' : kind)
      return get().show('plan')
    default:
      return get().show('settings')
  }
}
