import type { LongWork, LongWorkKind } from '../../domain/window-api.ts'

/** What the shell makes of the work that is under way. */
export interface WorkTold {
  /** For the taskbar: 0 to 1; 2 for work whose end is not known; null for none. */
  readonly progress: number | null
  /** Must the PC stay awake for it? */
  readonly isAwake: boolean
  /** What was under way and is over: worth a word where nobody looks. */
  readonly ended: readonly LongWorkKind[]
  readonly going: readonly LongWork[]
}

export interface WorkBook {
  note(work: readonly LongWork[]): WorkTold
}

/** Chromium shows a bar without an end for values above 1. */
const ENDLESS = 2
/** Only what a sleeping PC would break off in the middle; reading goes on after any sleep. */
const keepsAwake: ReadonlySet<LongWorkKind> = new Set(['scanning', 'sending'])
/** Shorter work is over before somebody has looked away. */
const WORTH_A_WORD_MS = 10_000

interface Run {
  readonly beganMs: number
  /** The most that was left at once. */
  readonly most: number
}

/** Remembers how much there was of each work since it began, so that how far it is can be told of counts of what is left. */
export function createWorkBook(nowMs: () => number): WorkBook {
  const runs = new Map<LongWorkKind, Run>()
  return {
    note: (going) => {
      const now = nowMs()
      const kinds = new Set(going.map(({ kind }) => kind))
      const over = [...runs].filter(([kind]) => !kinds.has(kind))
      for (const [kind] of over) runs.delete(kind)
      for (const { kind, left } of going) {
        const run = runs.get(kind)
        runs.set(kind, { beganMs: run?.beganMs ?? now, most: Math.max(run?.most ?? 0, left) })
      }
      return {
        going,
        ended: over.filter(([, { beganMs }]) => now - beganMs >= WORTH_A_WORD_MS).map(([kind]) => kind),
        isAwake: going.some(({ kind }) => keepsAwake.has(kind)),
        progress: progressOf(going, runs),
      }
    },
  }
}

function progressOf(going: readonly LongWork[], runs: ReadonlyMap<LongWorkKind, Run>): number | null {
  if (going.length === 0) return null
  if (going.some(({ kind }) => kind === 'scanning')) return ENDLESS
  const parts = going.map(({ kind, left, done }) => {
    const total = done === null ? (runs.get(kind)?.most ?? left) : done + left
    return total === 0 ? 1 : (total - left) / total
  })
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}
