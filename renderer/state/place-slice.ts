import type { StoreApi } from 'zustand/vanilla'
import type { AppState, Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import { readPlace, returnTo } from './places.ts'
import type { Ports } from './ports.ts'
import { isReviewForm } from './review-drafts.ts'
import { openVault } from './session-slice.ts'

export interface PlaceSlice {
  /** Was it found again where somebody worked last? Before, nothing of where they are is kept. */
  readonly isPlaced: boolean
  /** Goes where this window was, or else the one used last; what is no longer there is passed over. */
  goBack(): Promise<void>
  /** Forms that were left with something typed in them, told until somebody has read it. */
  readonly keptForms: number
  dismissKeptForms(): void
  /** A further window of the same vault. */
  newWindow(): Promise<void>
}

export function createPlaceSlice(ports: Ports): Slice<PlaceSlice> {
  return (set, get) => ({
    isPlaced: false,
    keptForms: 0,
    dismissKeptForms: () => set({ keptForms: 0 }),
    newWindow: () => ports.desktop.newWindow(),
    goBack: async () => {
      const kept = await ports.desktop.windowPlace()
      const own = kept !== null && kept.user === userOf(get()) ? kept.place : null
      const place = own ?? get().workspace.place
      if (place === null) get().show('overview')
      else await returnTo({ ports, get, set }, place)
      // What was typed over documents stands in their boxes again by itself.
      const forms = get().workspace.drafts.filter(({ form }) => !isReviewForm(form))
      set({ isPlaced: true, keptForms: own === null ? forms.length : 0 })
    },
  })
}

function userOf(state: AppState): string {
  return openVault(state)?.user.id ?? ''
}

/** Walking through a hundred documents is no reason to write a hundred times. */
const PLACE_REST_MS = 1000

/** Keeps where somebody is, at most once a second: for this window in memory, and for the next start in the vault. */
export function followPlace(store: StoreApi<AppState>, ports: Ports): void {
  const last = { text: '' }
  const keep = coalesce(
    async () => {
      const state = store.getState()
      if (!state.isPlaced) return
      const place = readPlace(state)
      const text = JSON.stringify(place)
      if (text === last.text) return
      last.text = text
      await ports.desktop.keepWindowPlace({ user: userOf(state), place })
      // A place that is not kept costs one way after a restart, nothing else.
      await attempt(ports, () => ports.client.keepPlace({ place }))
    },
    () => ports.wait(PLACE_REST_MS),
  )
  store.subscribe((state, before) => {
    if (!state.isPlaced) last.text = ''
    else if (isElsewhere(state, before)) void keep()
  })
}

/** Cheap, since it is asked with every change of the state. */
function isElsewhere(state: AppState, before: AppState): boolean {
  return watched.some((part) => state[part] !== before[part])
}

const watched = [
  'isPlaced',
  'screen',
  'review',
  'selection',
  'yearShown',
  'fondsShown',
  'stateShown',
  'planTab',
  'sheetFonds',
  'sheetYear',
  'query',
  'filters',
] as const satisfies readonly (keyof AppState)[]
