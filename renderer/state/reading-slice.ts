import type { ReadingStatus } from '../../domain/reading-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'

export interface ReadingSlice {
  readonly readingStatus: Remote<ReadingStatus>
  /** Somebody gave up what was waiting to be read; until something waits again. */
  readonly isReadingStopped: boolean
  loadReading(): Promise<void>
  /** Somebody types: the machine gives way. To be said every few seconds at most. */
  noteTyping(): void
  pauseReading(): Promise<void>
  /** Goes on, or tries again what it stands still for. */
  resumeReading(): Promise<void>
  /** Gives up the pages that are not read, of a batch or of all (null). */
  cancelReading(batch: string | null): Promise<void>
  /** Reads the pages of a batch or a document that were given up. */
  readUnread(of: string): Promise<void>
}

export function createReadingSlice(ports: Ports): Slice<ReadingSlice> {
  const { client } = ports
  return (set, get) => {
    // Each page tells twice that something changed.
    const load = coalesce(async () => {
      const waited = waitingPages(get())
      set({ readingStatus: await fetchRemote(ports, () => client.readingStatus({})) })
      if (waited === 0 && waitingPages(get()) > 0) set({ isReadingStopped: false })
    }, ports.pause)
    const run = async (call: () => Promise<unknown>): Promise<boolean> => {
      const result = await attempt(ports, call)
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
      return result.ok
    }
    return {
      readingStatus: loading,
      isReadingStopped: false,
      loadReading: load,
      noteTyping: () => {
        const status = readyValue(get().readingStatus)
        if (status === null || status.pagesWaiting === 0 || status.isPaused) return
        // A sign that is not heard costs a moment of patience, nothing else.
        void attempt(ports, () => client.noteTyping({}))
      },
      pauseReading: async () => void (await run(() => client.pauseReading({}))),
      resumeReading: async () => void (await run(() => client.resumeReading({}))),
      cancelReading: async (batch) => {
        // Before the answer: the last page may be told to be given up sooner.
        if (batch === null) set({ isReadingStopped: true })
        const isGivenUp = await run(() => client.cancelReading({ batch }))
        if (!isGivenUp) set({ isReadingStopped: false })
      },
      readUnread: async (of) => void (await run(() => client.readUnread({ of }))),
    }
  }
}

function waitingPages({ readingStatus }: Pick<ReadingSlice, 'readingStatus'>): number {
  return readyValue(readingStatus)?.pagesWaiting ?? 0
}
