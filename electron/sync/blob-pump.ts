import { Fault } from '../../domain/fault.ts'
import type { BlobBoard } from './blob-board.ts'
import { ofBlob, sendBlob } from './blob-sender.ts'
import type { BlobSending } from './blob-transfer.ts'
import type { Line, Trust } from './ports.ts'
import { createWire } from './wire.ts'

/** Blobs sent side by side, each over a connection of its own: those, not the protocol, beat a lossy line. */
const PARALLEL_BLOBS = 6
/** So few blobs that are left use less than the line could carry. */
const LAST_BLOBS = 2
/** Blobs in a row that broke off, after which the line counts as down. */
const MOST_BROKEN = 6

export interface PumpPorts extends Omit<BlobSending, 'wire' | 'isNew' | 'isLast' | 'onSent' | 'signal'> {
  readonly board: BlobBoard
  readonly trust: Trust
  readonly signal: AbortSignal
  /** Do scans travel now? */
  readonly isOpen: () => boolean
  readonly onSent: (bytes: number) => void
  readonly onStored: () => void
}

/** Sends what is on the board, six blobs at a time. */
export interface BlobPump {
  /** Until nothing is due, or scans travel no more. @throws Fault of the line or of the session, never of one blob */
  run(): Promise<void>
  /** There may be more to send. */
  wake(): void
}

export function createBlobPump(ports: PumpPorts): BlobPump {
  const { board, isOpen } = ports
  const state = { active: 0, failure: null as Error | null, broken: 0, isRunning: false }
  const ended = { resolve: (): void => {}, reject: (_error: Error): void => {} }
  const isGoing = (): boolean => state.failure === null && !ports.signal.aborted && isOpen()

  const wake = (): void => {
    while (state.isRunning && state.active < PARALLEL_BLOBS && isGoing() && board.hasDue()) {
      state.active += 1
      work(ports, state, isGoing)
        .catch((error: unknown) => {
          state.failure ??= error instanceof Error ? error : new Error(String(error))
        })
        .finally(() => {
          state.active -= 1
          settle()
        })
    }
  }
  const settle = (): void => {
    wake()
    if (state.active > 0) return
    state.isRunning = false
    if (state.failure === null) ended.resolve()
    else ended.reject(state.failure)
  }
  return {
    wake,
    run: () =>
      new Promise((resolve, reject) => {
        Object.assign(ended, { resolve, reject })
        Object.assign(state, { failure: null, broken: 0, isRunning: true })
        settle()
      }),
  }
}

/** One connection and the blobs that go over it, one after another. */
async function work(
  ports: PumpPorts,
  state: { readonly active: number; broken: number },
  isGoing: () => boolean,
): Promise<void> {
  const { board, line, url, trust } = ports
  const isLast = (): boolean => state.active <= LAST_BLOBS && !board.hasDue()
  const wire = createWire({ url, line, trust })
  try {
    for (let next = board.take(); next !== null; next = isGoing() ? board.take() : null) {
      const { sha, isNew, signal } = next
      const guard = guardOf(ports, signal)
      try {
        const onSent = (bytes: number, acceptedBytes: number): void => {
          state.broken = 0
          board.noteSent(sha, acceptedBytes)
          ports.onSent(bytes)
          if (!ports.isOpen()) guard.stop()
        }
        await sendBlob(sha, { ...ports, wire, isNew, isLast, signal: guard.signal, onSent })
        board.done(sha)
        ports.onStored()
      } catch (error) {
        board.giveBack(sha, error)
        if (isFatal(error, state, guard.isStopped() || signal.aborted)) throw error
      } finally {
        guard.end()
      }
    }
  } finally {
    wire.close()
  }
}

/** One bad blob, and one that was stopped, never end the others (I20). */
function isFatal(error: unknown, state: { broken: number }, wasStopped: boolean): boolean {
  if (!(error instanceof Fault)) return true
  if (ofBlob.includes(error.code) || (error.code === 'cancelled' && wasStopped)) return false
  if (error.code !== 'offline') return true
  state.broken += 1
  return state.broken >= MOST_BROKEN
}

/** Looks every so often whether scans may still travel, also while a piece is under way. */
const LOOK_MS = 1000

function guardOf(
  { line, signal, isOpen }: { line: Line; signal: AbortSignal; isOpen: () => boolean },
  own: AbortSignal,
) {
  const held = new AbortController()
  let disarm = (): void => {}
  const look = (): void => {
    if (!isOpen()) held.abort()
    else disarm = line.after(LOOK_MS, look)
  }
  disarm = line.after(LOOK_MS, look)
  return {
    signal: AbortSignal.any([signal, own, held.signal]),
    isStopped: () => held.signal.aborted,
    stop: () => held.abort(),
    end: () => disarm(),
  }
}
