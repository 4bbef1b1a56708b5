import type { FaultReport } from '../../domain/fault.ts'
import type { SureDraw } from '../../domain/sure-api.ts'
import { MOST_AT_ONCE } from '../../domain/sure-documents.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Documents that are accepted together, and what of them was looked at. */
export interface SureRound {
  /** 0..1: so sure has every main field to be. */
  readonly threshold: number
  readonly draw: Remote<SureDraw>
  /** Those of the sample that somebody found right. */
  readonly looked: readonly string[]
}

export interface SureSlice {
  readonly sureRound: SureRound | null
  openSure(): Promise<void>
  /** Draws anew: what was looked at holds no longer. */
  drawSure(threshold: number): Promise<void>
  /** Somebody looked at a document of the sample and found it right. */
  findRight(id: string): void
  /** A document of the sample is wrong: it is opened, and nothing is accepted. */
  findWrong(id: string): Promise<void>
  /** @returns why it failed, null when it is done */
  acceptSure(): Promise<FaultReport | null>
}

const FIRST_THRESHOLD = 0.95

export function createSureSlice(ports: Ports): Slice<SureSlice> {
  const { client } = ports
  return (set, get) => ({
    sureRound: null,
    openSure: async () => {
      get().openDialog({ kind: 'sure' })
      await get().drawSure(get().sureRound?.threshold ?? FIRST_THRESHOLD)
    },
    drawSure: async (threshold) => {
      set({ sureRound: { threshold, draw: loading, looked: [] } })
      const draw = await fetchRemote(ports, () => client.drawSure({ threshold }))
      // Another threshold may have been chosen meanwhile.
      if (get().sureRound?.threshold === threshold) set({ sureRound: { threshold, draw, looked: [] } })
    },
    findRight: (id) => {
      const { sureRound } = get()
      if (sureRound !== null)
        set({ sureRound: { ...sureRound, looked: [...new Set([...sureRound.looked, id])] } })
    },
    findWrong: async (id) => {
      get().closeDialog()
      await get().correctDocument(id, null)
    },
    acceptSure: async () => {
      const { sureRound } = get()
      const draw = readyValue(sureRound?.draw ?? null)
      if (sureRound === null || draw === null) return null
      const { looked } = sureRound
      const count = Math.min(draw.total, MOST_AT_ONCE)
      const result = await attempt(ports, () => client.acceptSure({ looked: [...looked], count }))
      if (!result.ok) return result.fault
      set({ dialog: null, review: null, sureRound: null })
      get().confirm('accepted-many', String(result.value.accepted))
      await get().refresh()
      return null
    },
  })
}
