import type { OverviewSlice, Slice } from './app-state.ts'
import { fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

export function createOverviewSlice(ports: Ports): Slice<OverviewSlice> {
  return (set) => ({
    overview: loading,
    loadOverview: async () => set({ overview: await fetchRemote(ports, () => ports.client.overview({})) }),
  })
}
