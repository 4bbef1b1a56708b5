import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { discard, replaceFile, type Workshop } from '../files/replace-file.ts'

/** Wrong secrets that cost no waiting. */
const FREE_FAILURES = 3
const LONGEST_WAIT_S = 60

/** What stands in clear in the folder of the vault: how often and when, never what was typed. */
const Failures = z.object({ count: z.int().min(0), atMs: z.int() })
type Failures = z.infer<typeof Failures>

/** Slows down who guesses at the keyboard. (Who holds a copy of the disk is slowed down by scrypt alone.) */
export interface BackOff {
  /**
   * Tries a secret, if it is time for another. Only `wrong-passphrase` counts as a failure; a success forgets them.
   * @throws Fault 'too-many-requests' with the seconds to wait, and whatever `attempt` throws
   */
  guard<T>(attempt: () => Promise<T>): Promise<T>
}

interface BackOffPorts {
  readonly workshop: Workshop
  readonly folder: string
  readonly clock: { nowMs(): number }
}

export function createBackOff({ workshop, folder, clock }: BackOffPorts): BackOff {
  const file = path.join(folder, 'attempts.json')
  const write = (failures: Failures) =>
    replaceFile(workshop, file, Buffer.from(`${JSON.stringify(failures)}\n`))
  return {
    guard: async (attempt) => {
      const before = await readFailures(workshop, file)
      const waitMs = remainingMs(before, clock.nowMs())
      if (waitMs > 0) {
        // A clock that was set back must not make the wait longer: it begins anew, now.
        if (clock.nowMs() < before.atMs) await write({ ...before, atMs: clock.nowMs() })
        throw tooMany(waitMs)
      }
      try {
        const result = await attempt()
        if (before.count > 0) await discard(workshop.files, file)
        return result
      } catch (error) {
        if (error instanceof Fault && error.code === 'wrong-passphrase') {
          // On a disk without room the failure is still told as what it is.
          await write({ count: before.count + 1, atMs: clock.nowMs() }).catch(() => {})
        }
        throw error
      }
    },
  }
}

/** How long after so many failures nothing may be tried: 1, 2, 4 ... 60 s from the third on. */
export function waitAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_S, 2 ** (failures - FREE_FAILURES)) * 1000
}

function remainingMs({ count, atMs }: Failures, nowMs: number): number {
  const waitMs = waitAfter(count)
  return Math.min(waitMs, atMs + waitMs - nowMs)
}

function tooMany(waitMs: number): Fault {
  return new Fault('too-many-requests', 'too many wrong passphrases', {
    detail: { reason: 'passphrase', seconds: Math.ceil(waitMs / 1000) },
  })
}

/** A file that cannot be read counts for nothing: it must never lock anybody out. */
async function readFailures({ files }: Workshop, file: string): Promise<Failures> {
  const bytes = await files.read(file)
  try {
    return Failures.parse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')))
  } catch {
    return { count: 0, atMs: 0 }
  }
}
