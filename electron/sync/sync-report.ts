import type { SyncStatus } from '../../domain/api.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { SyncProgress } from '../../domain/sync-api.ts'
import type { BlobBoard } from './blob-board.ts'
import type { ExchangeRunner, SyncPorts } from './exchange-runner.ts'
import type { SendCount } from './send-count.ts'
import { heldReason, minuteOfDay } from './send-hours.ts'
import { unsentCount } from './server-view.ts'
import { secondsLeft } from './throughput.ts'

/** What an op takes on the line, packed with its like. */
const BYTES_PER_OP = 40

/** What became of the tries so far. */
export interface Attempts {
  running: Promise<void> | null
  problem: FaultReport | null
  failures: number
  pause: AbortController | null
  /** What was heard of the server in all when the last try began. */
  heardBefore: number
}

export function statusOf(
  { store, connection, memory, setting }: SyncPorts,
  runner: ExchangeRunner,
  state: Attempts,
): SyncStatus {
  const pinned = connection.get()
  const { vector, wantedTotal, receipts } = runner.view()
  // What ended the last try is over once this one brings something.
  const last = state.running !== null && isHeard(state, runner) ? null : state.problem
  const problem = setting.value.isPaused ? null : (last ?? doubtOf(runner))
  return {
    connection: pinned && { url: pinned.url, communeName: pinned.communeName },
    activity: activityOf(state),
    unsentOps: unsentCount(store.station.id, store.vector(), vector),
    unsentBlobs: runner.isAsked() ? wantedTotal : null,
    lastContactAt: memory.value.lastContactAt,
    lastReceipt: lastDeposit(receipts),
    problem: problem && { code: problem.code, detail: { ...problem.detail } },
    clockSkewMs: runner.clockSkewMs(),
  }
}

/** Did the present try, or the last one, bring anything? */
export function isHeard({ heardBefore }: Attempts, runner: Pick<ExchangeRunner, 'heard'>): boolean {
  return runner.heard() > heardBefore
}

interface Reported extends SyncPorts {
  readonly board: BlobBoard
  readonly count: SendCount
  readonly runner: ExchangeRunner
}

export function progressOf({ store, line, setting, board, count, runner }: Reported): SyncProgress {
  const { vector, wanted, wantedTotal } = runner.view()
  const unsentOps = unsentCount(store.station.id, store.vector(), vector)
  const totals = board.totals()
  // What an answer had no room to name waits as well; its bytes are not known yet.
  const unnamed = Math.max(0, wantedTotal - wanted.length)
  const waiting = totals.waiting + unnamed
  const networks = line.networks()
  const held = heldReason(setting.value, { minuteOfDay: minuteOfDay(line.nowMs()), networks })
  const rate = count.bytesPerSecond()
  const isLeft = waiting > 0 || (held === 'paused' && unsentOps > 0)
  return {
    unsentOps,
    blobs: runner.isAsked() ? { waiting, refused: totals.refused, bytesLeft: totals.bytesLeft } : null,
    sent: count.sent(),
    bytesPerSecond: rate,
    secondsLeft: unnamed > 0 ? null : secondsLeft(totals.bytesLeft + unsentOps * BYTES_PER_OP, rate),
    held: isLeft ? held : null,
    networks: [...networks],
  }
}

/** What an exchange that went through was not content with. */
function doubtOf(runner: ExchangeRunner): FaultReport | null {
  const { suspect, refused } = runner.doubts()
  const [first] = refused.values()
  if (suspect !== null || first === undefined) return suspect
  return { code: 'server-refused', detail: { reason: first.code, count: refused.size } }
}

function activityOf({ running, failures }: Attempts): SyncStatus['activity'] {
  if (running !== null) return 'working'
  return failures > 0 ? 'waiting' : 'idle'
}

function lastDeposit(receipts: readonly Receipt[]): SyncStatus['lastReceipt'] {
  const last = receipts.findLast((receipt) => receipt.body.deposit !== null)?.body
  return last?.deposit ? { number: last.deposit.number, time: last.time } : null
}
