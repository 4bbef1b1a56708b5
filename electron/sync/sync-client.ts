import type { SyncStatus } from '../../domain/api.ts'
import { type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import { createExchangeRunner, type ExchangeRunner, type SyncPorts } from './exchange-runner.ts'
import type { SyncStore } from './ports.ts'
import { enrol } from './station-session.ts'
import { createWire } from './wire.ts'

/** Between two exchanges when nothing happens here; the province may have answered. */
const POLL_MS = 20_000
/** A burst of edits is one exchange. */
const GATHER_MS = 500
const LONGEST_BACKOFF_MS = 60_000

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

interface Attempts {
  running: Promise<void> | null
  problem: FaultReport | null
  failures: number
  cancelTimer: () => void
}

export function createSyncClient(ports: SyncPorts): SyncClient {
  const { store, line, connection } = ports
  const runner = createExchangeRunner(ports)
  const stop = new AbortController()
  const state: Attempts = { running: null, problem: null, failures: 0, cancelTimer: () => {} }

  const attempt = async (): Promise<void> => {
    try {
      await runner.run(stop.signal)
      Object.assign(state, { problem: null, failures: 0 })
    } catch (error) {
      Object.assign(state, { problem: reportOf(error), failures: state.failures + 1 })
      throw error
    } finally {
      state.running = null
      schedule(state.failures === 0 ? POLL_MS : backoffMs(state.failures, line.random()))
      if (!stop.signal.aborted) ports.onChange()
    }
  }
  const syncNow = (): Promise<void> => {
    state.cancelTimer()
    state.running ??= attempt()
    return state.running
  }
  const schedule = (delayMs: number): void => {
    state.cancelTimer()
    if (stop.signal.aborted || connection.get() === null) return
    // A failure is kept in `problem` and tried again after the back-off; nobody waits for this one.
    state.cancelTimer = line.after(delayMs, () => void syncNow().catch(() => undefined))
  }
  schedule(GATHER_MS)
  return {
    status: () => describe(ports, runner, state),
    receipts: () => runner.view().receipts,
    syncNow,
    wake: () => {
      if (state.running === null && state.failures === 0) schedule(GATHER_MS)
    },
    connect: async (enrolment) => {
      const wire = createWire(enrolment.url, line)
      await connection.set(await enrol(wire, { enrolment, store, signal: stop.signal }))
      runner.forgetSession()
      await syncNow()
    },
    close: async () => {
      stop.abort()
      state.cancelTimer()
      await state.running?.catch(() => undefined)
    },
  }
}

/** 1, 2, 4 ... 60 s, with jitter over the upper half. */
function backoffMs(failures: number, random: number): number {
  return Math.ceil(Math.min(LONGEST_BACKOFF_MS, 1000 * 2 ** (failures - 1)) * (0.5 + random / 2))
}

function describe(
  { store, connection, memory }: SyncPorts,
  runner: ExchangeRunner,
  state: Attempts,
): SyncStatus {
  const pinned = connection.get()
  const { vector, wanted, receipts } = runner.view()
  return {
    connection: pinned && { url: pinned.url, communeName: pinned.communeName },
    activity: activityOf(state),
    unsentOps: unsentOps(store, vector),
    unsentBlobs: runner.isAsked() ? wanted.length : null,
    lastContactAt: memory.value.lastContactAt,
    lastReceipt: lastDeposit(receipts),
    problem: state.problem && { code: state.problem.code, detail: { ...state.problem.detail } },
    clockSkewMs: runner.clockSkewMs(),
  }
}

/** Own ops, of every incarnation, above what the server said it holds. */
function unsentOps({ station, vector }: SyncStore, theirs: Vector): number {
  const own = Object.entries(vector()).filter(([origin]) => origin.startsWith(`${station.id}.`))
  return own.reduce((sum, [origin, n]) => sum + Math.max(0, n - (theirs[origin] ?? 0)), 0)
}

function activityOf({ running, failures }: Attempts): SyncStatus['activity'] {
  if (running !== null) return 'working'
  return failures > 0 ? 'waiting' : 'idle'
}

function lastDeposit(receipts: readonly Receipt[]): SyncStatus['lastReceipt'] {
  const last = receipts.findLast((receipt) => receipt.body.deposit !== null)?.body
  return last?.deposit ? { number: last.deposit.number, time: last.time } : null
}
