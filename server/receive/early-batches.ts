import { originOf } from '../../domain/op.ts'
import type { CheckedBatch } from '../store/op-store.ts'

/** A station with two requests on the way expects the first to arrive before this is over. */
const KEEP_MS = 60_000
/** All that is kept at once, in characters of bodies. */
const MOST_CHARACTERS = 8_388_608
/** Of one station, so that one alone cannot fill it. */
const MOST_CHARACTERS_OF_STATION = 1_048_576

/**
 * Batches that came before their predecessors, in memory only: nothing of them is acknowledged, and a station that
 * sends one again does no harm.
 */
export interface EarlyBatches {
  /** Keeps the batch for a minute, where there is room. */
  keep(commune: string, early: CheckedBatch): void
  /** Gives out what leads on from op `n` of its origin, and forgets it. */
  take(commune: string, origin: string, n: number): CheckedBatch | null
  /** Characters kept now. */
  size(): number
}

interface Kept {
  readonly commune: string
  readonly checked: CheckedBatch
  readonly characters: number
  readonly until: number
}

export function createEarlyBatches(clock: () => number): EarlyBatches {
  const kept = new Set<Kept>()
  const sizeOf = (some: Iterable<Kept>): number => [...some].reduce((sum, each) => sum + each.characters, 0)

  function forgetOld(): void {
    for (const each of kept) if (each.until < clock()) kept.delete(each)
  }

  return {
    keep: (commune, checked) => {
      forgetOld()
      const { batch } = checked
      const characters = batch.ops.reduce((sum, body) => sum + body.length, 0)
      const ofStation = [...kept].filter((each) => each.checked.batch.s === batch.s)
      const hasRoom =
        sizeOf(ofStation) + characters <= MOST_CHARACTERS_OF_STATION &&
        sizeOf(kept) + characters <= MOST_CHARACTERS
      if (hasRoom) kept.add({ commune, checked, characters, until: clock() + KEEP_MS })
    },
    take: (commune, origin, n) => {
      forgetOld()
      const found = [...kept].find(
        ({ commune: of, checked: { batch } }) =>
          of === commune && originOf(batch) === origin && batch.from <= n + 1 && batch.to > n,
      )
      if (found === undefined) return null
      kept.delete(found)
      return found.checked
    },
    size: () => sizeOf(kept),
  }
}
