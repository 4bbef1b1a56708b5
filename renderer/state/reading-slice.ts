import type { ReadingStatus } from '../../domain/reading-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'

export interface ReadingSlice {
  readonly readingStatus: Remote<ReadingStatus>
  loadReading(): Promise<void>
  /** Somebody types: the machine gives way. To be said every few seconds at most. */
  noteTyping(): void
  pauseReading(): Promise<void>
  /** Goes on, or tries again what it stands still for. */
  resumeReading(): Promise<void>
  /** Gives up the pages of a batch that are not read. */
  cancelReading(batch: string): Promise<void>
  /** Reads the pages of a batch or a document that were given up. */
  readUnread(of: string): Promise<void>
}

export function createReadingSlice(ports: Ports): Slice<ReadingSlice> {
  const { client } = ports
  return (set, get) => {
    // Each page tells twice that something changed.
    const load = coalesce(async () => {
      set({ readingStatus: await fetchRemote(ports, () => client.readingStatus({})) })
    }, ports.pause)
    const run = async (call: () => Promise<unknown>): Promise<void> => {
      const result = await attempt(ports, call)
      if (!result.ok) get().tell(result.fault)
      await get().refresh()
    }
    return {
      readingStatus: loading,
      loadReading: load,
      noteTyping: () => {
        const status = readyValue(get().readingStatus)
        if (status === null || status.pagesWaiting === 0 || status.isPaused) return
        // A sign that is not heard costs a moment of patience, nothing else.
        void attempt(ports, () => client.noteTyping({}))
      },
      pauseReading: () => run(() => client.pauseReading({})),
      resumeReading: () => run(() => client.resumeReading({})),
      cancelReading: (batch) => run(() => client.cancelReading({ batch })),
      readUnread: (of) => run(() => client.readUnread({ of })),
    }
  }
}
