import type { EventPayload } from '../../domain/api.ts'
import type { BagsRead, BagsWritten } from '../../domain/bag-api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'

export type BagWay = 'write' | 'read'

/** How far a hand-over on a stick is. */
export type BagStep =
  | { readonly kind: 'idle' }
  /** Null until the first part is begun. */
  | {
      readonly kind: 'running'
      readonly folder: string
      readonly progress: EventPayload<'bagsProgress'> | null
    }
  | { readonly kind: 'written'; readonly folder: string; readonly written: BagsWritten }
  | { readonly kind: 'read'; readonly folder: string; readonly read: BagsRead }
  | { readonly kind: 'failed'; readonly fault: FaultReport }

export interface BagSlice {
  readonly bagStep: BagStep
  openBags(way: BagWay): void
  /** Asks for the stick, or the folder on it, and hands over or takes the answer. */
  handOver(way: BagWay): Promise<void>
  noteBags(progress: EventPayload<'bagsProgress'>): void
  stopBags(): Promise<void>
}

/** The hand-over to the province on a stick. */
export function createBagSlice(ports: Ports): Slice<BagSlice> {
  const { client, desktop } = ports
  return (set, get) => {
    const run = async (way: BagWay, folder: string): Promise<BagStep> => {
      if (way === 'write') {
        const result = await attempt(ports, () => client.writeBags({ folder }))
        return result.ok
          ? { kind: 'written', folder, written: result.value }
          : { kind: 'failed', fault: result.fault }
      }
      const result = await attempt(ports, () => client.readBags({ folder }))
      return result.ok
        ? { kind: 'read', folder, read: result.value }
        : { kind: 'failed', fault: result.fault }
    }
    return {
      bagStep: { kind: 'idle' },
      openBags: (way) => {
        const isRunning = get().bagStep.kind === 'running'
        set({ dialog: { kind: 'bags', way }, ...(isRunning ? {} : { bagStep: { kind: 'idle' } }) })
      },
      handOver: async (way) => {
        if (get().bagStep.kind === 'running') return
        const folder = await desktop.chooseFolder()
        if (folder === null) return
        set({ bagStep: { kind: 'running', folder, progress: null } })
        const bagStep = await run(way, folder)
        set({ bagStep })
      },
      noteBags: (progress) => {
        const step = get().bagStep
        if (step.kind === 'running') set({ bagStep: { ...step, progress } })
      },
      stopBags: async () => {
        const result = await attempt(ports, () => client.cancelBags({}))
        if (!result.ok) get().tell(result.fault)
      },
    }
  }
}
