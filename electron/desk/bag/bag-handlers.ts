import type { EventPayload } from '../../../domain/api.ts'
import type { BagApi, BagsRead, BagsWritten } from '../../../domain/bag-api.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { Surroundings } from '../ports.ts'

/** Progress is told at most so often. */
const TELL_EVERY_MS = 200
/** Before, the pace says nothing: a system writes into its memory first. */
const TRUSTED_MS = 3000

export type TellBags = (progress: Omit<EventPayload<'bagsProgress'>, 'way' | 'secondsLeft'>) => void

interface BagWork {
  readonly folder: string
  readonly tell: TellBags
  readonly signal: AbortSignal
}

export interface BagDeskPorts {
  readonly write: (work: BagWork) => Promise<BagsWritten>
  readonly read: (work: BagWork) => Promise<BagsRead>
  readonly surroundings: Pick<Surroundings, 'emit' | 'clock'>
}

/** Writing and reading bags for the windows: one run at a time. */
export interface BagDesk {
  readonly handlers: Handlers<BagApi>
  /** Stops what runs. */
  close(): Promise<void>
}

export function createBagDesk({ write, read, surroundings }: BagDeskPorts): BagDesk {
  const state: { stop: AbortController | null; work: Promise<unknown> } = {
    stop: null,
    work: Promise.resolve(),
  }
  const alone = async <T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (state.stop !== null) {
      throw new Fault('in-use', 'a hand-over is running', { detail: { reason: 'bag' } })
    }
    const stop = new AbortController()
    state.stop = stop
    try {
      const running = run(stop.signal)
      // Whoever asked for it hears of its failure.
      state.work = running.catch(() => undefined)
      return await running
    } finally {
      state.stop = null
    }
  }
  const close = async (): Promise<void> => {
    state.stop?.abort()
    await state.work
  }
  return {
    close,
    handlers: {
      writeBags: ({ folder }) =>
        alone((signal) => write({ folder, signal, tell: teller(surroundings, 'write') })),
      readBags: ({ folder }) =>
        alone((signal) => read({ folder, signal, tell: teller(surroundings, 'read') })),
      cancelBags: async () => {
        await close()
        return null
      },
    },
  }
}

function teller({ emit, clock }: BagDeskPorts['surroundings'], way: 'write' | 'read'): TellBags {
  const beganMs = clock.nowMs()
  let toldMs = Number.NEGATIVE_INFINITY
  return (progress) => {
    const nowMs = clock.nowMs()
    if (nowMs - toldMs < TELL_EVERY_MS) return
    toldMs = nowMs
    const secondsLeft = leftOf(progress, nowMs - beganMs)
    emit({ name: 'bagsProgress', payload: { way, ...progress, secondsLeft } })
  }
}

/** By the pace so far; null where that says nothing yet. */
function leftOf(
  { bytesDone, bytesTotal }: Pick<EventPayload<'bagsProgress'>, 'bytesDone' | 'bytesTotal'>,
  spentMs: number,
): number | null {
  if (bytesTotal === null || bytesDone === 0 || spentMs < TRUSTED_MS) return null
  return ((bytesTotal - bytesDone) / bytesDone) * (spentMs / 1000)
}
