import { bytesPerSecond, noteBytes, type Throughput } from './throughput.ts'

/** What was acknowledged since the last time nothing was left, and how fast. */
export interface SendCount {
  noteOps(acknowledged: { ops: number; bytes: number }): void
  noteBytes(bytes: number): void
  noteBlob(): void
  /** Nothing is left: what comes next is counted anew. */
  allSent(): void
  sent(): { readonly ops: number; readonly blobs: number; readonly bytes: number }
  bytesPerSecond(): number | null
}

export function createSendCount(nowMs: () => number): SendCount {
  const none = { ops: 0, blobs: 0, bytes: 0 }
  const state = { sent: none, throughput: [] as Throughput, isDone: false }
  const add = (more: Partial<typeof none>): void => {
    const { ops, blobs, bytes } = state.isDone ? none : state.sent
    state.isDone = false
    state.sent = {
      ops: ops + (more.ops ?? 0),
      blobs: blobs + (more.blobs ?? 0),
      bytes: bytes + (more.bytes ?? 0),
    }
    if (more.bytes !== undefined) state.throughput = noteBytes(state.throughput, more.bytes, nowMs())
  }
  return {
    noteOps: add,
    noteBytes: (bytes) => add({ bytes }),
    noteBlob: () => add({ blobs: 1 }),
    allSent: () => {
      state.isDone = true
    },
    sent: () => state.sent,
    bytesPerSecond: () => bytesPerSecond(state.throughput, nowMs()),
  }
}
