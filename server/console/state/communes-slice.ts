import type { CommuneProgress } from '../../../domain/console-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { attempt, faultOf } from './attempt.ts'
import { type ConsoleClient, LOADING, type Remote, type Slice, settled } from './console-state.ts'

export interface EnrolmentCode {
  readonly code: string
  /** ISO 8601 instant. */
  readonly expiresAt: string
}

export interface CommunesSlice {
  readonly communes: Remote<readonly CommuneProgress[]>
  readonly loadCommunes: () => Promise<void>
  /** @returns why not, or null */
  readonly addCommune: (code: string, name: string) => Promise<FaultReport | null>
  readonly createCode: (commune: string) => Promise<EnrolmentCode | FaultReport>
}

export function createCommunesSlice(client: ConsoleClient): Slice<CommunesSlice> {
  return (set, get) => ({
    communes: LOADING,
    loadCommunes: async () => {
      const found = await attempt(set, () => client.communes({}))
      set({ communes: settled(get().communes, found), staleFault: faultOf(found) })
    },
    addCommune: async (code, name) => {
      const added = await attempt(set, () => client.addCommune({ code, name }))
      if (!added.isDone) return added.fault
      await get().loadCommunes()
      return null
    },
    createCode: async (commune) => {
      const made = await attempt(set, () => client.createEnrolmentCode({ commune }))
      return made.isDone ? made.value : made.fault
    },
  })
}
