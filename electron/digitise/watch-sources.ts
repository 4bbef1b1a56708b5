import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FoundSource } from './find-sources.ts'

interface Watched {
  /** What is there now. */
  readonly find: () => Promise<readonly FoundSource[]>
  /** Folders whose changes are heard of at once where the system tells them; all is looked at now and then anyway. */
  readonly folders: readonly string[]
  readonly pollMs: number
  /** A file is whole when it has not changed for so long. */
  readonly settleMs: number
  readonly nowMs: () => number
  readonly signal: AbortSignal
}

interface Seen {
  readonly stamp: string
  readonly sinceMs: number
  readonly isTold: boolean
}

/** Gives files when they are there and whole, some at a time; one that changes is given again. Ends with the signal. */
export async function* watchSources(watched: Watched): AsyncGenerator<readonly FoundSource[]> {
  const { find, pollMs, signal } = watched
  const seen = new Map<string, Seen>()
  const nudge = createNudge(watched)
  try {
    while (!signal.aborted) {
      const whole: FoundSource[] = []
      for (const source of await find())
        if (await isNewlyWhole(watched, seen, source.path)) whole.push(source)
      if (whole.length > 0) yield whole
      if (!signal.aborted) await nudge.wait(pollMs)
    }
  } finally {
    nudge.close()
  }
}

async function isNewlyWhole(
  { settleMs, nowMs }: Watched,
  seen: Map<string, Seen>,
  file: string,
): Promise<boolean> {
  // One that is gone again is none.
  const found = await stat(file, { bigint: true }).catch(() => null)
  if (found === null) return false
  const stamp = `${found.size} ${found.mtimeNs} ${found.ino}`
  const before = seen.get(file)
  if (before?.stamp !== stamp) seen.set(file, { stamp, sinceMs: nowMs(), isTold: false })
  if (before?.stamp !== stamp || before.isTold || found.size === 0n) return false
  if (nowMs() - before.sinceMs < settleMs) return false
  seen.set(file, { ...before, isTold: true })
  return true
}

/** Waits for a time, or less where something happens in the folders. */
function createNudge({ folders, signal }: Watched) {
  const state = { wake: (): void => {} }
  const onChange = (): void => state.wake()
  signal.addEventListener('abort', onChange, { once: true })
  const watchers = folders.flatMap((folder) => watcherOf(folder, onChange))
  return {
    wait: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        state.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    close: (): void => {
      for (const watcher of watchers) watcher.close()
    },
  }
}

/** None where the system cannot watch, as on many network drives. */
function watcherOf(folder: string, onChange: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(folder, { recursive: true }, onChange)
    watcher.on('error', () => watcher.close())
    return [watcher]
  } catch (error) {
    if (error instanceof Error && 'code' in error) return []
    throw error
  }
}
