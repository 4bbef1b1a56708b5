import type { StoreApi } from 'zustand/vanilla'
import type { AppState } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Tells the engine which page somebody looks at, on whatever screen: it is read before the others. */
export function followSight(store: StoreApi<AppState>, ports: Ports): void {
  store.subscribe((state, before) => {
    const sight = sightOf(state)
    const last = sightOf(before)
    if (sight === null || (sight.document === last?.document && sight.page === last.page)) return
    // A wish that is not heard costs an order, nothing else.
    void attempt(ports, () => ports.client.lookAt(sight))
  })
}

function sightOf({
  viewer,
  screen,
  review,
}: AppState): { readonly document: string; readonly page: number } | null {
  if (viewer !== null) return { document: viewer.document.id, page: viewer.page }
  if (screen === 'review' && review !== null) return { document: review.document.id, page: review.page }
  return null
}
