import { createStore, type StoreApi } from 'zustand/vanilla'
import type { EngineEvent } from '../../domain/api.ts'
import { assertNever } from '../../domain/fault.ts'
import type { AppState } from './app-state.ts'
import { readyValue } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import { createFilesSlice } from './files-slice.ts'
import { createIntakeSlice } from './intake-slice.ts'
import { createOverviewSlice } from './overview-slice.ts'
import type { Ports } from './ports.ts'
import { createProvinceSlice } from './province-slice.ts'
import { createReviewSlice } from './review-slice.ts'
import { createSearchSlice } from './search-slice.ts'
import { createSessionSlice, isVaultOpen } from './session-slice.ts'
import type { Screen } from './view.ts'
import { createViewSlice } from './view-slice.ts'

export type AppStore = StoreApi<AppState>

/** What each screen shows beside the counts and the state of the line, which every screen shows. */
const partsOf: Readonly<Record<Screen, (state: AppState) => readonly Promise<void>[]>> = {
  overview: (state) => [state.loadBatches()],
  intake: (state) => [state.loadBatches()],
  review: (state) => [state.loadQueue(), state.loadCaseFiles(), state.loadPlan()],
  files: (state) => [state.loadPlan(), state.loadCaseFiles(), state.loadToFile(), state.loadDetail()],
  search: (state) => [state.searchAgain()],
  deposits: (state) => [state.loadDeposits(), state.loadCaseFiles()],
  settings: () => [],
}

/** The one store of a window. It follows the engine's events from the start; `loadSession` gives it its first content. */
export function createAppStore(ports: Ports): AppStore {
  const refresh = coalesce(() => refreshAll(store), ports.pause)
  const store = createStore<AppState>()((...api) => ({
    ...createSessionSlice(ports)(...api),
    ...createViewSlice(ports, { refresh, forget: () => forget(store) })(...api),
    ...createOverviewSlice(ports)(...api),
    ...createIntakeSlice(ports)(...api),
    ...createReviewSlice(ports)(...api),
    ...createFilesSlice(ports)(...api),
    ...createSearchSlice(ports)(...api),
    ...createProvinceSlice(ports)(...api),
  }))
  ports.subscribe((event) => follow(store, event))
  return store
}

function follow(store: AppStore, event: EngineEvent): void {
  const state = store.getState()
  switch (event.name) {
    case 'vaultChanged':
      if (state.recovery.kind === 'none') void state.loadSession()
      return
    case 'recordsChanged':
    case 'pageArrived':
    case 'syncChanged':
      void state.refresh()
      return
    default:
      assertNever(event)
  }
}

async function refreshAll(store: AppStore): Promise<void> {
  const state = store.getState()
  if (!isVaultOpen(state)) return
  await Promise.all([state.loadOverview(), state.loadSync(), ...partsOf[state.screen](state)])
  // The status bar counts pages while there are some to read.
  const isReading = (readyValue(store.getState().overview)?.pagesToRead ?? 0) > 0
  const hasBatches = state.screen === 'overview' || state.screen === 'intake'
  if (!hasBatches && (isReading || state.batches.kind === 'loading')) await state.loadBatches()
}

/** Drops what a vault held. */
function forget(store: AppStore): void {
  const { session, authority, recovery } = store.getState()
  store.setState({ ...store.getInitialState(), session, authority, recovery })
}
