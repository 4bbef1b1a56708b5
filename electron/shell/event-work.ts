import type { EngineEvent } from '../../domain/api.ts'
import type { LongWork, LongWorkKind } from '../../domain/window-api.ts'

/** Work of which the engine tells only steps. */
export interface EventWork {
  note(event: EngineEvent): void
  going(): readonly LongWork[]
}

/** A step that nothing follows for so long was the last one: it was cancelled, or failed. */
const SILENT_MS = 30_000

export function createEventWork(nowMs: () => number): EventWork {
  const steps = new Map<LongWorkKind, { readonly work: LongWork; readonly atMs: number }>()
  return {
    note: (event) => {
      const work = stepOf(event)
      if (work === null) return
      if (work.left <= 0) steps.delete(work.kind)
      else steps.set(work.kind, { work, atMs: nowMs() })
    },
    going: () => {
      for (const [kind, { atMs }] of steps) if (nowMs() - atMs > SILENT_MS) steps.delete(kind)
      return [...steps.values()].map(({ work }) => work)
    },
  }
}

function stepOf(event: EngineEvent): LongWork | null {
  if (event.name === 'packagesProgress') {
    const { done, refused, total } = event.payload
    return { kind: 'packing', done: done + refused, left: total - done - refused }
  }
  if (event.name === 'bagsProgress') {
    const { part, parts, bytesDone, bytesTotal } = event.payload
    const isWhole = part >= parts && bytesTotal !== null && bytesDone >= bytesTotal
    return { kind: 'handing-over', done: part - 1, left: isWhole ? 0 : parts - part + 1 }
  }
  return null
}
