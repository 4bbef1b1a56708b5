import { setImmediate as nextTurn } from 'node:timers/promises'

/** What happens at a moment; the next moment comes once it has ended. */
type Happening = () => void | Promise<void>

/** The only time there is in a simulation. It jumps from one happening to the next. */
export interface SimClock {
  /** Milliseconds since 1970. */
  nowMs(): number
  /** Returns what cancels it. */
  after(delayMs: number, happen: Happening): () => void
  /** Lets happen what is due until then, each wholly before the next. */
  runUntil(endMs: number): Promise<void>
  /** Happenings so far. */
  readonly happened: number
}

interface Due {
  readonly atMs: number
  /** Of two at one moment, the one that was planned first. */
  readonly order: number
  happen: Happening | null
}

/** What a happening sets off ends within so many turns of the event loop: nothing in it waits for a real device. */
const TURNS = 1

export function createSimClock(startMs: number): SimClock {
  const queue = createQueue()
  const state = { nowMs: startMs, order: 0, happened: 0 }
  return {
    nowMs: () => state.nowMs,
    get happened() {
      return state.happened
    },
    after: (delayMs, happen) => {
      state.order += 1
      const due: Due = { atMs: Math.round(state.nowMs + Math.max(0, delayMs)), order: state.order, happen }
      queue.put(due)
      return () => {
        due.happen = null
      }
    },
    runUntil: async (endMs) => {
      for (let due = queue.first(); due !== undefined && due.atMs <= endMs; due = queue.first()) {
        queue.take()
        if (due.happen === null) continue
        state.nowMs = due.atMs
        state.happened += 1
        await due.happen()
        for (let turn = 0; turn < TURNS; turn += 1) await nextTurn()
      }
      state.nowMs = Math.max(state.nowMs, endMs)
    },
  }
}

const isBefore = (a: Due, b: Due): boolean => (a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs)

/** A binary heap: the earliest stands first. */
function createQueue() {
  const heap: Due[] = []
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]]
    if (first === undefined || second === undefined) throw new RangeError('outside of the heap')
    heap[a] = second
    heap[b] = first
  }
  const comesBefore = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]]
    return first !== undefined && second !== undefined && isBefore(first, second)
  }
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1
      if (!comesBefore(at, above)) return
      swap(at, above)
      at = above
    }
  }
  const sink = (): void => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const lesser = comesBefore(right, left) ? right : left
      if (!comesBefore(lesser, at)) return
      swap(lesser, at)
      at = lesser
    }
  }
  return {
    put: (due: Due): void => {
      heap.push(due)
      rise(heap.length - 1)
    },
    first: (): Due | undefined => heap[0],
    take: (): void => {
      const last = heap.pop()
      if (last === undefined || heap.length === 0) return
      heap[0] = last
      sink()
    },
  }
}
