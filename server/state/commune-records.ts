import { applyOps, emptyRecord, opsByRecord, type RecordState } from '../../domain/merge.ts'
import { kindOf, Op, type RecordId, type RecordKind } from '../../domain/op.ts'
import type { OpStore } from '../store/op-store.ts'

const PAGE_OPS = 5000

/** The records of one commune as its ops make them. */
export interface CommuneRecords {
  /** Empty where nothing was written. */
  record(id: RecordId): RecordState
  ofKind(kind: RecordKind): readonly RecordState[]
}

/** Folds of every commune, read from the store when first asked for and kept up to date from then on. */
export interface RecordCache {
  of(commune: string): Promise<CommuneRecords>
  /** To be called after ops were committed, in the order of their commits. */
  add(commune: string, ops: readonly Op[]): Promise<void>
  /** Called after each `add`; what it starts it does by itself. */
  onAdded(listener: (commune: string, ops: readonly Op[]) => void): void
}

type Fold = Map<string, Map<RecordId, RecordState>>

export function createRecordCache(store: OpStore): RecordCache {
  const folds = new Map<string, Promise<Fold>>()
  const listeners: ((commune: string, ops: readonly Op[]) => void)[] = []

  async function load(commune: string): Promise<Fold> {
    const fold: Fold = new Map()
    let after = 0
    for (;;) {
      const page = await store.feed(commune, after, PAGE_OPS)
      foldIn(
        fold,
        page.map(({ body }) => Op.parse(JSON.parse(body))),
      )
      const last = page.at(-1)
      if (last === undefined) return fold
      after = last.seq
    }
  }

  function foldOf(commune: string): Promise<Fold> {
    const kept = folds.get(commune)
    if (kept !== undefined) return kept
    const loading = load(commune)
    folds.set(commune, loading)
    // A read that failed is tried again by the next who asks.
    loading.catch(() => folds.delete(commune))
    return loading
  }

  return {
    of: async (commune) => {
      const fold = await foldOf(commune)
      return {
        record: (id) => fold.get(kindOf(id))?.get(id) ?? emptyRecord(id),
        ofKind: (kind) => [...(fold.get(kind)?.values() ?? [])],
      }
    },
    add: async (commune, ops) => {
      // What nobody asked for yet is read from the store later; what was read meanwhile changes nothing twice (I6).
      const fold = await folds.get(commune)
      if (fold !== undefined) foldIn(fold, ops)
      for (const listener of listeners) listener(commune, ops)
    },
    onAdded: (listener) => {
      listeners.push(listener)
    },
  }
}

function foldIn(fold: Fold, ops: readonly Op[]): void {
  for (const [id, ofRecord] of opsByRecord(ops)) {
    const kind = kindOf(id)
    const records = fold.get(kind) ?? new Map<RecordId, RecordState>()
    fold.set(kind, records)
    records.set(id, applyOps(records.get(id) ?? emptyRecord(id), ofRecord))
  }
}
