import type { OverviewSlice, Slice } from './app-state.ts'
import { fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

export function createOverviewSlice(ports: Ports): Slice<OverviewSlice> {
  return (set, get) => ({
    overview: loading,
    reading: null,
    loadOverview: async () => {
      const overview = await fetchRemote(ports, () => ports.client.overview({}))
      set({ overview })
      if (overview.kind === 'ready') set({ reading: advanced(get().reading, overview.value.pagesToRead) })
    },
  })
}

/** Pages read since something had to be read, and all there were to read since then. */
export interface ReadingProgress {
  readonly pagesDone: number
  readonly pagesTotal: number
}

/** The progress once so many pages are left; null when none is. */
function advanced(before: ReadingProgress | null, pagesLeft: number): ReadingProgress | null {
  if (pagesLeft === 0) return null
  const { pagesDone, pagesTotal } = before ?? { pagesDone: 0, pagesTotal: pagesLeft }
  const read = Math.max(0, pagesTotal - pagesDone - pagesLeft)
  return { pagesDone: pagesDone + read, pagesTotal: pagesDone + read + pagesLeft }
}
