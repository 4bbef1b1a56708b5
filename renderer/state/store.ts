import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineEvent } from '../../domain/api.ts'
import { assertNever } from '../../domain/fault.ts'
import { kindOf, recordKinds } from '../../domain/op.ts'
import type { AppState } from './app-state.ts'
import { createAssembleSlice } from './assemble-slice.ts'
import { createAuthoritySlice } from './authority-slice.ts'
import { createBagSlice } from './bag-slice.ts'
import { createCareSlice } from './care-slice.ts'
import { coalesce } from './coalesce.ts'
import { createCompleteSlice } from './complete-slice.ts'
import { createConflictSlice } from './conflict-slice.ts'
import { createDepositSlice } from './deposit-slice.ts'
import { createDescriptionSlice } from './description-slice.ts'
import { createExportSlice } from './export-slice.ts'
import { createFilesSlice } from './files-slice.ts'
import { createFilingSlice } from './filing-slice.ts'
import { createFormsSlice } from './forms-slice.ts'
import { createIntakeSlice } from './intake-slice.ts'
import { createOverviewSlice } from './overview-slice.ts'
import { createPackageSlice } from './package-slice.ts'
import { createPageTextSlice } from './page-text-slice.ts'
import { createPlanSlice } from './plan-slice.ts'
import type { Ports } from './ports.ts'
import { createProgressSlice } from './progress-slice.ts'
import { createProvinceSlice } from './province-slice.ts'
import { createReadingSlice } from './reading-slice.ts'
import { createReviewSlice } from './review-slice.ts'
import { createSearchSlice } from './search-slice.ts'
import { createSecretSlice } from './secret-slice.ts'
import { createSecuritySlice } from './security-slice.ts'
import { createSessionSlice, isVaultOpen } from './session-slice.ts'
import { followSight } from './sight.ts'
import { createSplitSlice } from './split-slice.ts'
import { createSyncSlice } from './sync-slice.ts'
import { createUndoSlice } from './undo-slice.ts'
import { createUsersSlice } from './users-slice.ts'
import { createVerdictSlice } from './verdict-slice.ts'
import type { Screen } from './view.ts'
import { createViewSlice } from './view-slice.ts'

export type AppStore = StoreApi<AppState>

/** The kinds of record whose change concerns a part of a screen, and what fetches that part anew. */
interface Part {
  readonly of: readonly string[]
  readonly load: (state: AppState) => Promise<void>
}

/** What each screen shows beside the counts and the state of the line, which every screen shows. */
const partsOf: Readonly<Record<Screen, readonly Part[]>> = {
  overview: [
    { of: ['batch'], load: (state) => state.loadCare() },
    { of: ['case', 'plan', 'deposit', 'fonds'], load: (state) => state.loadProgress() },
    { of: ['fonds'], load: (state) => state.loadFonds() },
  ],
  intake: [
    { of: ['batch', 'doc'], load: (state) => state.loadBatches() },
    { of: ['doc'], load: (state) => state.loadIsolated() },
  ],
  review: [
    { of: ['doc'], load: (state) => state.loadQueue() },
    { of: ['case', 'plan'], load: (state) => state.loadTargets() },
    { of: ['case', 'doc', 'fonds'], load: (state) => state.reloadDescription() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.loadVerdict(false) },
  ],
  files: [
    { of: ['plan', 'case', 'doc', 'deposit'], load: (state) => loadTree(state) },
    { of: ['fonds'], load: (state) => state.loadFonds() },
    { of: ['case', 'doc', 'fonds'], load: (state) => state.reloadDescription() },
    { of: ['doc'], load: (state) => state.loadToFile() },
    { of: ['doc', 'case', 'plan'], load: (state) => state.loadFiling() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.loadSelected() },
    { of: ['deposit'], load: (state) => state.loadPastDeposits() },
    { of: ['case', 'doc'], load: (state) => state.loadSheetNumbers() },
    { of: ['case', 'doc', 'plan', 'rule', 'authority'], load: (state) => state.loadCompleteness() },
  ],
  plan: [{ of: ['plan', 'case', 'fonds', 'issuer'], load: (state) => state.loadPlanScreen() }],
  search: [{ of: ['case', 'doc'], load: (state) => state.searchAgain() }],
  deposits: [
    { of: ['case', 'deposit'], load: (state) => state.loadDeposits() },
    { of: ['case', 'deposit'], load: (state) => state.loadDue() },
    { of: ['case', 'doc', 'deposit'], load: (state) => state.reloadCounters() },
  ],
  sync: [{ of: ['case', 'deposit'], load: (state) => state.loadSending() }],
  conflicts: [{ of: recordKinds, load: (state) => state.loadConflicts() }],
  settings: [
    { of: recordKinds, load: (state) => state.loadUsers() },
    { of: ['authority', 'rule', 'fonds'], load: (state) => state.loadLaw() },
    { of: ['batch'], load: (state) => state.loadCare() },
  ],
}

async function loadTree(state: AppState): Promise<void> {
  await state.loadPlan()
  await state.loadTree()
}

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
  const store = createStore<AppState>()((...api) => ({
    ...createSessionSlice(ports)(...api),
    ...createAuthoritySlice(ports)(...api),
    ...createDescriptionSlice(ports)(...api),
    ...createViewSlice(ports, { refresh, forget: () => forget(store) })(...api),
    ...createOverviewSlice(ports)(...api),
    ...createIntakeSlice(ports)(...api),
    ...createSecretSlice(ports)(...api),
    ...createReadingSlice(ports)(...api),
    ...createReviewSlice(ports)(...api),
    ...createPageTextSlice(ports)(...api),
    ...createSplitSlice(ports)(...api),
    ...createAssembleSlice(ports)(...api),
    ...createExportSlice(ports)(...api),
    ...createPackageSlice(ports)(...api),
    ...createBagSlice(ports)(...api),
    ...createFilingSlice(ports)(...api),
    ...createProgressSlice(ports)(...api),
    ...createFormsSlice(ports)(...api),
    ...createFilesSlice(ports)(...api),
    ...createPlanSlice(ports)(...api),
    ...createSearchSlice(ports)(...api),
    ...createProvinceSlice(ports)(...api),
    ...createDepositSlice(ports)(...api),
    ...createSyncSlice(ports)(...api),
    ...createConflictSlice(ports)(...api),
    ...createVerdictSlice(ports)(...api),
    ...createCareSlice(ports)(...api),
    ...createCompleteSlice(ports)(...api),
    ...createUndoSlice(ports)(...api),
    ...createUsersSlice(ports)(...api),
    ...createSecuritySlice(ports)(...api),
  }))
  ports.subscribe((event) => follow(store, event, touch))
  followSight(store, ports)
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
      | 'pageChecked'
  }
>

const progressNames: ReadonlySet<string> = new Set<Progress['name']>([
  'vaultRestoring',
  'vaultOpening',
  'exportProgress',
  'packagesProgress',
  'bagsProgress',
  'pageChecked',
])

function isProgress(event: EngineEvent): event is Progress {
  return progressNames.has(event.name)
}

function followProgress(store: AppStore, event: Progress): void {
  if (event.name === 'vaultRestoring') store.setState({ restoring: event.payload })
  else if (event.name === 'vaultOpening') store.setState({ opening: event.payload })
  else if (event.name === 'packagesProgress') store.getState().notePacking(event.payload)
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
    state.screen === 'conflicts' ? null : state.loadConflictCount(),
    ...parts.map(({ load }) => load(state)),
  ])
}

/** Drops what a vault held. */
function forget(store: AppStore): void {
  const { session, authority, recovery } = store.getState()
  store.setState({ ...store.getInitialState(), session, authority, recovery })
}
