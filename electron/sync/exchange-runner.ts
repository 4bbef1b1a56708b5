import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { type Sha256, Vector } from '../../domain/op.ts'
import { Receipt } from '../../domain/receipt.ts'
import type { SyncSetting } from '../../domain/sync-api.ts'
import { type BatchProofs, createProofBook } from './batch-proofs.ts'
import { type BatchSize, FIRST_BATCH_OPS } from './batch-size.ts'
import type { BlobBoard } from './blob-board.ts'
import type { Refusals } from './blob-fetcher.ts'
import { exchange } from './exchange.ts'
import { type LinePace, unknownPace } from './line-pace.ts'
import type { Connection, Line, SyncStore } from './ports.ts'
import { bytesPerSecondOf, nothingSpent, spend, waitMs } from './rate-limit.ts'
import type { SendCount } from './send-count.ts'
import { heldReason, minuteOfDay } from './send-hours.ts'
import { type Doubts, newDoubts, type ServerView } from './server-view.ts'
import { openSession, type Session, trustOf } from './station-session.ts'
import { createWire, type Wire } from './wire.ts'

/** What is remembered between runs; losing it costs one longer exchange. */
export const SyncMemory = z.object({
  epoch: z.string(),
  vector: Vector,
  receipts: z.array(Receipt),
  lastContactAt: z.string().nullable(),
})
export type SyncMemory = z.infer<typeof SyncMemory>
export const emptyMemory: SyncMemory = { epoch: '', vector: {}, receipts: [], lastContactAt: null }

/** What a person said about sending on this PC; a save that resolved is durable. */
export interface KeptSyncSetting {
  readonly value: SyncSetting
  save(next: SyncSetting): Promise<void>
}

export interface SyncPorts {
  readonly store: SyncStore
  readonly line: Line
  readonly connection: { get(): Connection | null; set(connection: Connection): Promise<void> }
  readonly memory: { readonly value: SyncMemory; save(value: SyncMemory): Promise<void> }
  readonly setting: KeptSyncSetting
  /** What proves the ops of others; a save that resolved is durable. */
  readonly proofs: { readonly value: BatchProofs; save(next: BatchProofs): Promise<void> }
  readonly onChange: () => void
}

/** Runs exchanges and holds what the last answers said. */
export interface ExchangeRunner {
  /** @throws Fault the reason why the exchange ended early; what it brought until then is kept */
  run(signal: AbortSignal): Promise<void>
  /** Sends text beside the scans that travel; false where none do. */
  wake(): boolean
  /** After an enrolment the old token is of no use. */
  forgetSession(): void
  /** Somebody wants it tried again: what was refused is offered anew, and a doubt has to come up again. */
  forgive(): void
  view(): ServerView
  /** What came another way than over the line, on a stick; `wanted` null where it asks for nothing new. */
  learn(told: Omit<SyncMemory, 'lastContactAt'>, wanted: readonly Sha256[] | null): Promise<void>
  doubts(): Doubts
  /** False until the server was heard in this run of the program. */
  isAsked(): boolean
  /** Answers so far that brought something on. */
  heard(): number
  clockSkewMs(): number | null
  close(): void
}

interface RunnerPorts extends SyncPorts {
  readonly board: BlobBoard
  readonly count: SendCount
}

interface Link {
  readonly wire: Wire
  readonly connection: Connection
  readonly session: Session
}

interface RunnerState {
  view: ServerView
  link: Link | null
  isAsked: boolean
  heard: number
  wakeBeside: (() => void) | null
}

export function createExchangeRunner(ports: RunnerPorts): ExchangeRunner {
  const { epoch, vector, receipts } = ports.memory.value
  const doubts = newDoubts()
  const state: RunnerState = {
    view: { epoch, vector, receipts, wanted: [], wantedTotal: 0 },
    link: null,
    isAsked: false,
    heard: 0,
    wakeBeside: null,
  }
  const unlink = (): void => {
    state.link?.wire.close()
    state.link = null
  }
  const attempt = createAttempt(ports, state, doubts)
  const learn: ExchangeRunner['learn'] = async ({ epoch, vector, receipts }, wanted) => {
    const { view } = state
    const asked = wanted === null ? view : { wanted, wantedTotal: wanted.length }
    const { lastContactAt } = ports.memory.value
    state.view = { epoch, vector, receipts, wanted: asked.wanted, wantedTotal: asked.wantedTotal }
    state.isAsked ||= wanted !== null
    await ports.memory.save({ epoch, vector, receipts, lastContactAt })
    ports.onChange()
  }
  return {
    view: () => state.view,
    learn,
    doubts: () => doubts,
    isAsked: () => state.isAsked,
    heard: () => state.heard,
    clockSkewMs: () => state.link?.session.clockSkewMs ?? null,
    forgetSession: unlink,
    forgive: () => {
      doubts.refused.clear()
      doubts.searched.clear()
      doubts.suspect = null
    },
    wake: () => {
      state.wakeBeside?.()
      return state.wakeBeside !== null
    },
    close: unlink,
    run: async (signal) => {
      const hadSession = state.link !== null
      try {
        await attempt(signal)
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'unauthorised') throw error
        unlink()
        // A token that expired since the last exchange is no reason to wait.
        if (!hadSession) throw error
        await attempt(signal)
      }
    },
  }
}

/** One exchange over the connection that is there, or over a new one. */
function createAttempt(
  ports: RunnerPorts,
  state: RunnerState,
  doubts: Doubts,
): (signal: AbortSignal) => Promise<void> {
  const { store, line, memory, onChange, board, count } = ports
  const refusals: Refusals = new Map()
  const pace: { size: BatchSize } = { size: FIRST_BATCH_OPS }
  const noteHeard = (): void => {
    state.heard += 1
  }
  const scans = scansOf(ports, noteHeard)
  const onView = async (view: ServerView): Promise<void> => {
    Object.assign(state, { view, isAsked: true })
    noteHeard()
    const lastContactAt = new Date(line.nowMs()).toISOString()
    const { epoch, vector, receipts } = view
    await memory.save({ epoch, vector: { ...vector }, receipts: [...receipts], lastContactAt })
    onChange()
  }
  const proofs = createProofBook(store, ports.proofs)
  const parts = { store, line, doubts, proofs, pace, board, scans, refusals, onView }
  return async (signal) => {
    state.link ??= await connect(ports, signal)
    const { link } = state
    const trust = trustOf(link.connection)
    const onBeside = (wake: (() => void) | null): void => {
      state.wakeBeside = wake
    }
    const told = { onAcknowledged: count.noteOps, onFetched: onChange, onBeside }
    await exchange({ ...link, ...parts, ...told, signal, trust }, state.view)
  }
}

async function connect({ connection, line, store }: RunnerPorts, signal: AbortSignal): Promise<Link> {
  const pinned = connection.get()
  if (pinned === null) throw new Fault('not-connected', 'no province is connected')
  const wire = createWire({ url: pinned.url, line, trust: trustOf(pinned) })
  try {
    const session = await openSession(wire, { connection: pinned, store, nowMs: line.nowMs, signal })
    if (session.pins === null || session.pins.join() === pinned.pins?.join())
      return { wire, connection: pinned, session }
    const renewed = { ...pinned, pins: session.pins }
    await connection.set(renewed)
    return { wire, connection: renewed, session }
  } catch (error) {
    wire.close()
    throw error
  }
}

/** How scans travel: when, how fast, and who counts them. */
function scansOf({ line, setting, count, onChange }: RunnerPorts, onHeard: () => void) {
  const pace = { value: unknownPace as LinePace, lostAtMs: Number.NEGATIVE_INFINITY }
  let spent = nothingSpent
  const isOpen = (): boolean => {
    const where = { minuteOfDay: minuteOfDay(line.nowMs()), networks: line.networks() }
    return heldReason(setting.value, where) === null
  }
  const turn = (signal: AbortSignal): Promise<void> => {
    const delayMs = waitMs(spent, line.nowMs())
    if (delayMs === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const go = (): void => {
        disarm()
        signal.removeEventListener('abort', go)
        resolve()
      }
      const disarm = line.after(delayMs, go)
      signal.addEventListener('abort', go, { once: true })
    })
  }
  return {
    pace,
    isOpen,
    turn,
    mostPerSecond: () => bytesPerSecondOf(setting.value.kilobitsPerSecond),
    onSent: (bytes: number) => {
      const { kilobitsPerSecond } = setting.value
      onHeard()
      spent = spend(spent, bytes, { nowMs: line.nowMs(), kilobitsPerSecond })
      count.noteBytes(bytes)
      onChange()
    },
    onStored: () => {
      count.noteBlob()
      onChange()
    },
  }
}
