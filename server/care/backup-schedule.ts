import type { Log } from '../log.ts'
import { isMissing } from '../store/durable-file.ts'
import { finishedBackups, type MakeBackup } from './backup.ts'
import { readManifest } from './backup-manifest.ts'

const LOOK_EVERY_MS = 60_000
/** After one that failed, such as on a disk that is not there, the next try waits. */
const RETRY_MS = 3_600_000

export interface BackupPlan {
  readonly to: string
  readonly everyMs: number
  /** How many finished ones stay. */
  readonly keep: number
}

interface SchedulePorts {
  readonly make: MakeBackup
  readonly clock: () => number
  readonly log: Log
}

/** Makes a backup whenever the latest is older than planned, also across restarts. @returns what stops it */
export function startBackups({ to, everyMs, keep }: BackupPlan, ports: SchedulePorts): () => Promise<void> {
  const { make, clock, log } = ports
  let running: Promise<void> | null = null
  let failedAt = Number.NEGATIVE_INFINITY

  async function look(): Promise<void> {
    if (clock() - failedAt < RETRY_MS || clock() - (await latest(to)) < everyMs) return
    const { blobs, sizeBytes } = await make(to, keep)
    log.info('backup made', { blobs, sizeBytes })
  }
  const begin = (): void => {
    running ??= look()
      .catch((error: unknown) => {
        failedAt = clock()
        log.failure('backup failed', error)
      })
      .finally(() => {
        running = null
      })
  }
  begin()
  const timer = setInterval(begin, Math.min(everyMs, LOOK_EVERY_MS))
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** When the latest backup of a place was made, in milliseconds since 1970; 0 where there is none. */
async function latest(to: string): Promise<number> {
  try {
    const last = (await finishedBackups(to)).at(-1)
    return last === undefined ? 0 : Date.parse((await readManifest(last)).time)
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
