import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Growth that is worth looking for pictures which nobody uses any more: about three pages as they are drawn. */
const WORTH_BYTES = 64 * 1024 * 1024

/** Gives back the memory of pictures as soon as they are out of use. */
export interface MemoryTidy {
  /**
   * Looks how far the process has grown since the last time; takes some ten milliseconds where that was far. Resolves when
   * the memory has been given back.
   */
  tidyUp(): Promise<void>
}

/**
 * Pictures lie outside the memory that the engine of JavaScript counts: it sees a few small objects and would let
 * thousands of megabytes wait for them. Where the process has grown, it is told to look.
 */
export function createMemoryTidy(): MemoryTidy {
  setFlagsFromString('--expose-gc')
  // What the flag exposes is a function of a context that is made after it.
  const collect = runInNewContext('gc') as () => void
  const state = { settledBytes: process.memoryUsage.rss() }
  return {
    tidyUp: async () => {
      if (process.memoryUsage.rss() < state.settledBytes + WORTH_BYTES) return
      collect()
      // The pictures themselves are given back once the collector's own work is done.
      await nextTurn()
      state.settledBytes = process.memoryUsage.rss()
    },
  }
}
