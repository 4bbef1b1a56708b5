import type { ReadingStatus } from '../../domain/reading-api.ts'
import type { Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'

export interface ReadingSlice {
  readonly readingStatus: Remote<ReadingStatus>
  loadReading(): Promise<void>
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
      pauseReading: () => run(() => client.pauseReading({})),
      resumeReading: () => run(() => client.resumeReading({})),
      cancelReading: (batch) => run(() => client.cancelReading({ batch })),
      readUnread: (of) => run(() => client.readUnread({ of })),
    }
  }
}
