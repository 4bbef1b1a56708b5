/** A file as it was seen. */
export interface Seen {
  readonly path: string
  readonly sizeBytes: number
  readonly mtimeMs: number
}

interface Tracked extends Seen {
  readonly sinceMs: number
}

/** Files that are still being written, and those that stand still. */
export interface Settling {
  /**
   * Tells what is new of a round: what changed since the last one grows, what stood still long enough is ready, once.
   * @param seen all files that are there
   */
  note(
    seen: readonly Seen[],
    nowMs: number,
  ): { readonly growing: readonly Seen[]; readonly ready: readonly Seen[] }
  /** Is tried again after the same time. */
  again(path: string, nowMs: number): void
}

/** @param quietMs how long size and time must stay the same */
export function createSettling(quietMs: number): Settling {
  const tracked = new Map<string, Tracked>()
  const done = new Map<string, Seen>()
  return {
    note: (seen, nowMs) => {
      const growing: Seen[] = []
      const ready: Seen[] = []
      const there = new Set(seen.map(({ path }) => path))
      for (const path of [...tracked.keys(), ...done.keys()]) {
        if (there.has(path)) continue
        tracked.delete(path)
        done.delete(path)
      }
      for (const file of seen) {
        const before = tracked.get(file.path)
        if (isSame(done.get(file.path), file)) continue
        if (!isSame(before, file)) {
          tracked.set(file.path, { ...file, sinceMs: nowMs })
          growing.push(file)
        } else if (before !== undefined && nowMs - before.sinceMs >= quietMs && file.sizeBytes > 0) {
          tracked.delete(file.path)
          done.set(file.path, file)
          ready.push(file)
        }
      }
      return { growing, ready }
    },
    again: (path, nowMs) => {
      const file = done.get(path)
      if (file === undefined) return
      done.delete(path)
      tracked.set(path, { ...file, sinceMs: nowMs })
    },
  }
}

function isSame(a: Seen | undefined, b: Seen): boolean {
  return a !== undefined && a.sizeBytes === b.sizeBytes && a.mtimeMs === b.mtimeMs
}
