import { z } from 'zod'
import type { SyncStatus } from '../../domain/api.ts'
import { Fault, type FaultReport, reportOf } from '../../domain/fault.ts'
import { Vector } from '../../domain/op.ts'
import { Receipt } from '../../domain/receipt.ts'
import { exchange, type ServerView } from './exchange.ts'
import type { Connection, Line, SyncStore } from './ports.ts'
import { enrol, openSession, type Session } from './station-session.ts'
import { createWire } from './wire.ts'

/** Between two exchanges when nothing happens here; the province may have answered. */
const POLL_MS = 20_000
/** A burst of edits is one exchange. */
const GATHER_MS = 500
const LONGEST_BACKOFF_MS = 60_000

/** What is remembered between runs; losing it costs one longer exchange. */
export const SyncMemory = z.object({
  epoch: z.string(),
  vector: Vector,
  receipts: z.array(Receipt),
  lastContactAt: z.string().nullable(),
})
export type SyncMemory = z.infer<typeof SyncMemory>
export const emptyMemory: SyncMemory = { epoch: '', vector: {}, receipts: [], lastContactAt: null }

export interface SyncClient {
  status(): SyncStatus
  receipts(): readonly Receipt[]
  /** @throws Fault 'offline' | 'server-refused' | 'server-suspect' */
  connect(enrolment: { url: string; code: string; name: string; agencyCode: string }): Promise<void>
  /** One exchange now; resolves when it ended. @throws the fault that ended it */
  syncNow(): Promise<void>
  /** Something was saved that may be sent. */
  wake(): void
  close(): Promise<void>
}

export interface SyncPorts {
  readonly store: SyncStore
  readonly line: Line
  readonly connection: { get(): Connection | null; set(connection: Connection): Promise<void> }
  readonly memory: { readonly value: SyncMemory; save(value: SyncMemory): Promise<void> }
  readonly onChange: () => void
}

export function createSyncClient(ports: SyncPorts): SyncClient {
  const { store, line, memory } = ports
  const stop = new AbortController()
  const state = {
    view: viewOf(memory.value),
    session: null as Session | null,
    running: null as Promise<void> | null,
    problem: null as FaultReport | null,
    failures: 0,
    isAsked: false,
    cancelTimer: () => {},
  }

  const remember = async (view: ServerView): Promise<void> => {
    state.view = view
    state.isAsked = true
    const { epoch, vector, receipts } = view
    const lastContactAt = new Date(line.nowMs()).toISOString()
    await memory.save({ epoch, vector: { ...vector }, receipts: [...receipts], lastContactAt })
    ports.onChange()
  }
  const runOnce = async (): Promise<void> => {
    const connection = ports.connection.get()
    if (connection === null) throw new Fault('not-connected', 'no province is connected')
    const wire = createWire(connection.url, line)
    const { signal } = stop
    state.session ??= await openSession(wire, { connection, store, nowMs: line.nowMs, signal })
    await exchange(
      {
        wire,
        session: state.session,
        connection,
        store,
        line,
        signal,
        onView: remember,
        onSentBytes: ports.onChange,
      },
      state.view,
    )
  }
  const attempt = async (): Promise<void> => {
    try {
      await runOnce()
      Object.assign(state, { problem: null, failures: 0 })
    } catch (error) {
      if (error instanceof Fault && error.code === 'unauthorised') state.session = null
      Object.assign(state, { problem: reportOf(error), failures: state.failures + 1 })
      throw error
    } finally {
      state.running = null
      if (!stop.signal.aborted) {
        schedule(state.failures === 0 ? POLL_MS : backoffMs(state.failures, line.random()))
        ports.onChange()
      }
    }
  }
  const syncNow = (): Promise<void> => {
    state.cancelTimer()
    state.running ??= attempt()
    return state.running
  }
  const schedule = (delayMs: number): void => {
    state.cancelTimer()
    if (stop.signal.aborted || ports.connection.get() === null) return
    state.cancelTimer = line.after(delayMs, () => {
      // A failure is kept in `problem` and tried again after the back-off; nobody waits for this one.
      syncNow().catch(() => undefined)
    })
  }
  schedule(GATHER_MS)
  return {
    status: () => describe(ports, state),
    receipts: () => state.view.receipts,
    syncNow,
    wake: () => {
      if (state.running === null && state.failures === 0) schedule(GATHER_MS)
    },
    connect: async (enrolment) => {
      const wire = createWire(enrolment.url, line)
      await ports.connection.set(await enrol(wire, { enrolment, store, signal: stop.signal }))
      state.session = null
      await syncNow()
    },
    close: async () => {
      stop.abort()
      state.cancelTimer()
      await state.running?.catch(() => undefined)
    },
  }
}

function viewOf({ epoch, vector, receipts }: SyncMemory): ServerView {
  return { epoch, vector, receipts, wanted: [] }
}

/** Full jitter over 1, 2, 4 ... 60 s. */
function backoffMs(failures: number, random: number): number {
  return Math.ceil(Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2))
}

interface Described {
  readonly view: ServerView
  readonly session: Session | null
  readonly running: Promise<void> | null
  readonly problem: FaultReport | null
  readonly failures: number
  readonly isAsked: boolean
}

function describe({ store, connection, memory }: SyncPorts, state: Described): SyncStatus {
  const { id, incarnation } = store.station
  const origin = `${id}.${incarnation}`
  const link = connection.get()
  const last = state.view.receipts.findLast((receipt) => receipt.body.deposit !== null)?.body
  return {
    connection: link === null ? null : { url: link.url, communeName: link.communeName },
    activity: state.running !== null ? 'working' : state.failures > 0 ? 'waiting' : 'idle',
    unsentOps: (store.vector()[origin] ?? 0) - (state.view.vector[origin] ?? 0),
    unsentBlobs: state.isAsked ? state.view.wanted.length : null,
    lastContactAt: memory.value.lastContactAt,
    lastReceipt: last?.deposit ? { number: last.deposit.number, time: last.time } : null,
    problem:
      state.problem === null ? null : { code: state.problem.code, detail: { ...state.problem.detail } },
    clockSkewMs: state.session?.clockSkewMs ?? null,
  }
}
