import type { SyncStatus } from '../../domain/api.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId, Sha256 } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { SyncProgress } from '../../domain/sync-api.ts'
import { type BoardItem, createBlobBoard } from './blob-board.ts'
import { ofBlob } from './blob-sender.ts'
import {
  createExchangeRunner,
  type ExchangeRunner,
  type KeptSyncSetting,
  type SyncMemory,
  type SyncPorts,
} from './exchange-runner.ts'
import { createSendCount } from './send-count.ts'
import { enrol } from './station-session.ts'
import { progressOf, statusOf } from './sync-report.ts'
import { createTimetable } from './timetable.ts'

export interface SyncClientPorts extends SyncPorts {
  /** The case files whose scans go first on this PC. */
  readonly urgent: { readonly value: readonly RecordId[]; save(next: RecordId[]): Promise<void> }
}

export interface SyncClient {
  status(): SyncStatus
  progress(): SyncProgress
  /** Blobs on their way: what is being sent, what was refused, then what waits in its order. */
  items(): readonly BoardItem[]
  receipts(): readonly Receipt[]
  /** What the line and the sticks told of the server together; null of what it asked for until it was asked. */
  known(): Omit<SyncMemory, 'lastContactAt'> & { readonly wanted: readonly Sha256[] | null }
  learn: ExchangeRunner['learn']
  /** @throws Fault 'offline' | 'server-refused' | 'server-suspect' */
  connect(enrolment: { url: string; code: string; name: string; agencyCode: string }): Promise<void>
  /** One exchange now, nothing while paused; resolves when it ended. @throws the fault that ended it */
  syncNow(): Promise<void>
  /** Something was saved that may be sent. */
  wake(): void
  readonly setting: KeptSyncSetting
  retry(sha: Sha256): void
  stop(sha: Sha256): void
  setUrgent(caseFile: RecordId, isUrgent: boolean): Promise<void>
  close(): Promise<void>
}

export function createSyncClient(ports: SyncClientPorts): SyncClient {
  const { store, line, connection, setting, urgent } = ports
  const count = createSendCount(line.nowMs)
  const isOfBlob = (error: unknown): boolean => error instanceof Fault && ofBlob.includes(error.code)
  const isUrgent = (caseFile: RecordId): boolean => urgent.value.includes(caseFile)
  const board = createBlobBoard({ store, nowMs: line.nowMs, isUrgent, isOfBlob })
  const runner = createExchangeRunner({ ...ports, board, count })
  const progress = (): SyncProgress => progressOf({ ...ports, board, count, runner })
  const table = createTimetable(ports, runner, () => {
    if (progress().secondsLeft === 0) count.allSent()
  })
  return {
    status: () => statusOf(ports, runner, table.state),
    progress,
    items: board.items,
    receipts: () => runner.view().receipts,
    known: () => {
      const { epoch, vector, receipts, wanted } = runner.view()
      return { epoch, vector, receipts: [...receipts], wanted: runner.isAsked() ? wanted : null }
    },
    learn: runner.learn,
    syncNow: () => {
      runner.forgive()
      return table.now()
    },
    wake: table.wake,
    connect: async (enrolment) => {
      await connection.set(await enrol({ enrolment, store, line, signal: table.closing }))
      runner.forgetSession()
      await table.now()
    },
    setting: {
      get value() {
        return setting.value
      },
      save: async (next) => {
        await setting.save(next)
        if (next.isPaused) table.state.pause?.abort()
        else table.soon()
        ports.onChange()
      },
    },
    retry: (sha) => {
      board.retry(sha)
      table.wake()
      ports.onChange()
    },
    stop: (sha) => {
      board.stop(sha)
      ports.onChange()
    },
    setUrgent: async (caseFile, isNow) => {
      const others = urgent.value.filter((each) => each !== caseFile)
      await urgent.save(isNow ? [...others, caseFile] : others)
      table.wake()
      ports.onChange()
    },
    close: table.close,
  }
}
