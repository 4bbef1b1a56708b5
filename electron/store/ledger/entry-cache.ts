import type { RecordId } from '../../../domain/op.ts'
import type { LedgerEntry } from './state-codec.ts'

/** Entries used last, and those that could not be written yet, however many. */
export interface EntryCache {
  get(id: RecordId): LedgerEntry | undefined
  put(id: RecordId, entry: LedgerEntry): void
  /** Keeps an entry until `settle`. */
  putDirty(id: RecordId, entry: LedgerEntry): void
  dirty(): ReadonlyMap<RecordId, LedgerEntry>
  /** All that was dirty is written. */
  settle(): void
}

export function createEntryCache(mostEntries: number): EntryCache {
  // A Map keeps the order of insertion, so its first keys are those not used for longest.
  const entries = new Map<RecordId, LedgerEntry>()
  const dirty = new Map<RecordId, LedgerEntry>()
  const put = (id: RecordId, entry: LedgerEntry): void => {
    entries.delete(id)
    entries.set(id, entry)
    if (entries.size <= mostEntries) return
    const [oldest] = entries.keys()
    if (oldest !== undefined) entries.delete(oldest)
  }
  return {
    get: (id) => {
      const waiting = dirty.get(id)
      if (waiting !== undefined) return waiting
      const entry = entries.get(id)
      if (entry !== undefined) put(id, entry)
      return entry
    },
    put,
    putDirty: (id, entry) => void dirty.set(id, entry),
    dirty: () => dirty,
    settle: () => {
      for (const [id, entry] of dirty) put(id, entry)
      dirty.clear()
    },
  }
}
