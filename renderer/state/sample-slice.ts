import type { FaultReport } from '../../domain/fault.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

export interface SampleSlice {
  readonly isMakingSample: boolean
  /** Makes a vault of sample papers and goes in. @returns why it failed, null when it is open */
  trySample(): Promise<FaultReport | null>
  /** Throws the vault of samples away; the first run begins anew. */
  discardSample(): Promise<void>
}

export function createSampleSlice(ports: Ports): Slice<SampleSlice> {
  const { client } = ports
  return (set, get) => ({
    isMakingSample: false,
    trySample: async () => {
      set({ isMakingSample: true })
      const result = await attempt(ports, () => client.createSampleVault({}))
      set({ isMakingSample: false })
      await get().loadSession()
      return result.ok ? null : result.fault
    },
    discardSample: async () => {
      const result = await attempt(ports, () => client.discardSampleVault({}))
      if (!result.ok) return get().tell(result.fault)
      get().closeDialog()
      await get().loadSession()
    },
  })
}
