import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { SqlDatabase } from '../store/sql.ts'

const LOCK_OUT_MS = 15 * 60_000
const LOCK_OUT_FAILURES = 5
const FORGET_FAILURES_MS = 86_400_000
/** Waiting after the first, second ... wrong password; the last is the lock-out (SV9). */
const WAITS_MS: readonly number[] = [0, 1000, 2000, 4000]
const FailureRow = z.object({ failures: z.int(), blockedUntil: z.int() })

/** Counts wrong passwords by name, so that they slow down and lock out wherever they come from. */
export interface GuessGuard {
  /** @throws Fault 'too-many-requests' with the seconds to wait */
  check(name: string): Promise<void>
  recordFailure(name: string): Promise<void>
  forget(name: string): Promise<void>
}

export function createGuessGuard(db: SqlDatabase, clock: () => number): GuessGuard {
  const select = db.query(
    'SELECT failures, blocked_until AS "blockedUntil" FROM sign_in_failures WHERE name = ?',
    FailureRow,
  )
  const save = db.command(
    `INSERT INTO sign_in_failures VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until`,
  )
  const remove = db.command('DELETE FROM sign_in_failures WHERE name = ?')
  const dropOld = db.command('DELETE FROM sign_in_failures WHERE blocked_until < ?')

  return {
    check: async (name) => {
      const waitMs = ((await select.first([name]))?.blockedUntil ?? 0) - clock()
      if (waitMs <= 0) return
      throw new Fault('too-many-requests', 'wait before the next try', {
        detail: { seconds: Math.ceil(waitMs / 1000) },
      })
    },
    recordFailure: async (name) => {
      await dropOld([clock() - FORGET_FAILURES_MS])
      const failures = (((await select.first([name]))?.failures ?? 0) % LOCK_OUT_FAILURES) + 1
      const waitMs = WAITS_MS[failures - 1] ?? LOCK_OUT_MS
      await save([name, failures, clock() + waitMs])
    },
    forget: async (name) => {
      await remove([name])
    },
  }
}
