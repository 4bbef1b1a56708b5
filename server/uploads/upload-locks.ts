import type { Locker } from '@tus/server'
import { ServerProblem } from '../problem.ts'

const WAIT_MS = 30_000

interface Held {
  /** Asks the present holder to come to an end, such as an upload whose line was cut. */
  readonly askToRelease: () => unknown
  readonly released: Promise<void>
  readonly release: () => void
}

/** One worker per upload at a time. Waiting costs nothing, unlike in the library's own locker, which spins. */
export interface UploadLocks extends Locker {
  /** Runs `work` while nothing is being written to the upload. @throws ServerProblem 'exists' after half a minute */
  whileLocked<T>(id: string, work: () => Promise<T>): Promise<T>
}

export function createUploadLocks(): UploadLocks {
  const held = new Map<string, Held>()

  async function lock(id: string, signal: AbortSignal, askToRelease: () => unknown): Promise<void> {
    for (let holder = held.get(id); holder !== undefined; holder = held.get(id)) {
      await holder.askToRelease()
      await untilReleased(holder, signal)
    }
    // Nothing is awaited between the look above and this, so two who waited cannot both get in.
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    held.set(id, { askToRelease, released, release })
  }

  async function unlock(id: string): Promise<void> {
    const holder = held.get(id)
    held.delete(id)
    holder?.release()
  }

  return {
    newLock: (id) => ({
      lock: (signal, askToRelease) => lock(id, signal, askToRelease),
      unlock: () => unlock(id),
    }),
    whileLocked: async (id, work) => {
      await lock(id, AbortSignal.timeout(WAIT_MS), () => undefined)
      try {
        return await work()
      } finally {
        await unlock(id)
      }
    },
  }
}

async function untilReleased(holder: Held, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)])
  if (limit.aborted) throw new ServerProblem('exists')
  let giveUp = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => {
      reject(new ServerProblem('exists'))
    }
    limit.addEventListener('abort', giveUp, { once: true })
  })
  try {
    await Promise.race([holder.released, aborted])
  } finally {
    limit.removeEventListener('abort', giveUp)
  }
}
