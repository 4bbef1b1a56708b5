import type { Overview } from '../../domain/api.ts'
import type { Slice } from './app-state.ts'
import { fetchRemote, loading, type Remote } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface OverviewSlice {
  readonly overview: Remote<Overview>
  loadOverview(): Promise<void>
}

export function createOverviewSlice(ports: Ports): Slice<OverviewSlice> {
  return (set) => ({
    overview: loading,
    loadOverview: async () => set({ overview: await fetchRemote(ports, () => ports.client.overview({})) }),
  })
}
