import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineEvent } from '../../domain/api.ts'
import { assertNever } from '../../domain/fault.ts'
import { kindOf, recordKinds } from '../../domain/op.ts'
import type { AppState } from './app-state.ts'
import { changedOnly } from './changed-only.ts'
import { coalesce } from './coalesce.ts'
import { followJobs } from './jobs-slice.ts'
import { followPlace } from './place-slice.ts'
import type { Ports } from './ports.ts'
import { followTyping } from './review-drafts.ts'
import { partsOf } from './screen-parts.ts'
import { isVaultOpen } from './session-slice.ts'
import { followSight } from './sight.ts'
import { createSlices } from './slices.ts'
import { followUpdates, keptOfUpdate } from './update-slice.ts'

export type AppStore = StoreApi<AppState>

/** The one store of a window. It follows the engine's events from the start; `loadSession` gives it its first content. */
export function createAppStore(ports: Ports): AppStore {
  const touched = new Set<string>()
  const refreshTouched = coalesce(() => {
    const kinds = new Set(touched)
    touched.clear()
    return refreshShown(store, kinds)
  }, ports.pause)
  const touch = (kinds: readonly string[]): Promise<void> => {
    for (const kind of kinds) touched.add(kind)
    return refreshTouched()
  }
  const refresh = (): Promise<void> => touch(recordKinds)
  const store = createStore<AppState>()(
    changedOnly(createSlices(ports, { refresh, forget: () => forget(store) })),
  )
  ports.subscribe((event) => follow(store, event, touch))
  followSight(store, ports)
  followUpdates(store)
  followJobs(store)
  followPlace(store, ports)
  followTyping(store)
  return store
}

/** Whether a deposit may be believed follows from receipts, and those come with the line. */
const BORNE_OUT_BY_RECEIPTS = ['case', 'deposit']

function follow(
  store: AppStore,
  event: EngineEvent,
  touch: (kinds: readonly string[]) => Promise<void>,
): void {
  if (isProgress(event)) return followProgress(store, event)
  if (isReload(event)) return reload(store.getState(), event)
  switch (event.name) {
    case 'recordsChanged':
      return void touch(event.payload.ids.map(kindOf))
    case 'syncChanged':
      return void touch(BORNE_OUT_BY_RECEIPTS)
    case 'partDied':
      return store.setState({ notice: { kind: 'part-died', part: event.payload.part } })
    case 'preferencesChanged':
      return store.getState().notePreferences(event.payload)
    case 'updateOpened':
      return void store.getState().checkUpdate(event.payload.path)
    case 'pageArrived':
      // Its document is in the records already, and the image is asked for by whoever shows it.
      return
    default:
      assertNever(event)
  }
}

/** Says that one part of what is shown is another now. */
type Reload = Extract<EngineEvent, { name: keyof typeof reloads }>

const reloads = {
  // While a vault is being made the form stays as it is.
  vaultChanged: (state: AppState) => (state.recovery.kind === 'awaited' ? null : state.loadSession()),
  authorityChanged: (state: AppState) => (isVaultOpen(state) ? state.loadLaw() : null),
  searchChanged: (state: AppState) => (state.screen === 'search' ? state.searchAgain() : null),
  readingChanged: (state: AppState) => state.loadReading(),
  intakeChanged: (state: AppState) => state.loadIntake(),
  careChanged: (state: AppState) => state.loadCare(),
  scanChanged: (state: AppState) => (isVaultOpen(state) ? state.loadScan() : null),
  watchChanged: (state: AppState) => (isVaultOpen(state) ? state.loadWatch() : null),
  viewsChanged: (state: AppState) => (isVaultOpen(state) ? state.loadWorkspace() : null),
} as const

function isReload(event: EngineEvent): event is Reload {
  return Object.hasOwn(reloads, event.name)
}

function reload(state: AppState, { name }: Reload): void {
  void reloads[name](state)
}

/** Tells how far something is that takes its time. */
type Progress = Extract<
  EngineEvent,
  {
    name:
      | 'vaultRestoring'
      | 'vaultOpening'
      | 'exportProgress'
      | 'packagesProgress'
      | 'bagsProgress'
      | 'updateProgress'
      | 'vaultMigrating'
      | 'pageChecked'
  }
>

const progressNames: ReadonlySet<string> = new Set<Progress['name']>([
  'vaultRestoring',
  'vaultOpening',
  'exportProgress',
  'packagesProgress',
  'bagsProgress',
  'updateProgress',
  'vaultMigrating',
  'pageChecked',
])

function isProgress(event: EngineEvent): event is Progress {
  return progressNames.has(event.name)
}

function followProgress(store: AppStore, event: Progress): void {
  if (event.name === 'vaultRestoring') store.setState({ restoring: event.payload })
  else if (event.name === 'vaultOpening') store.setState({ opening: event.payload })
  else if (event.name === 'packagesProgress') store.getState().notePacking(event.payload)
  else if (event.name === 'updateProgress') store.getState().noteUpdate(event.payload)
  else if (event.name === 'vaultMigrating') store.setState({ migrating: event.payload })
  else if (event.name === 'bagsProgress') store.getState().noteBags(event.payload)
  else if (event.name === 'pageChecked') store.getState().noteChecking(event.payload)
  else store.getState().noteExport(event.payload)
}

async function refreshShown(store: AppStore, kinds: ReadonlySet<string>): Promise<void> {
  const state = store.getState()
  if (!isVaultOpen(state)) return
  const parts = partsOf[state.screen].filter(({ of }) => of.some((kind) => kinds.has(kind)))
  await Promise.all([
    state.loadOverview(),
    state.loadReading(),
    state.loadIntake(),
    state.loadSync(),
    state.loadUndo(),
    kinds.has('doc') ? state.reloadViewed() : null,
    state.screen === 'conflicts' ? null : state.loadConflictCount(),
    ...parts.map(({ load }) => load(state)),
  ])
}

/** Drops what a vault held. */
function forget(store: AppStore): void {
  const { session, authority, recovery, preferences } = store.getState()
  const update = keptOfUpdate(store.getState())
  store.setState({ ...store.getInitialState(), ...update, session, authority, recovery, preferences })
}
