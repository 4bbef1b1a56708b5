import { applyOps, emptyRecord, type RecordState } from '../../../domain/merge.ts'
import { kindOf, type Op, type RecordId, type RecordKind } from '../../../domain/op.ts'

/** Every record in memory: the fold of the ops. */
export interface RecordBook {
  /** An empty record where nothing is known of it. */
  get(id: RecordId): RecordState
  list(kind: RecordKind): readonly RecordState[]
  all(): Iterable<RecordState>
  /** Folds ops and returns the ids of the records they touched. */
  fold(ops: readonly Op[]): readonly RecordId[]
  /** Takes over records as they were folded earlier. */
  restore(records: readonly RecordState[]): void
}

export function createRecordBook(
  onTouched: (before: RecordState | null, after: RecordState) => void,
): RecordBook {
  const byKind = new Map<RecordKind, Map<RecordId, RecordState>>()
  const shelf = (id: RecordId): Map<RecordId, RecordState> => {
    const kind = kindOf(id)
    const known = byKind.get(kind) ?? new Map<RecordId, RecordState>()
    byKind.set(kind, known)
    return known
  }
  return {
    get: (id) => shelf(id).get(id) ?? emptyRecord(id),
    list: (kind) => [...(byKind.get(kind)?.values() ?? [])],
    all: function* () {
      for (const records of byKind.values()) yield* records.values()
    },
    fold: (ops) => {
      const grouped = new Map<RecordId, Op[]>()
      for (const op of ops) {
        const known = grouped.get(op.f)
        if (known === undefined) grouped.set(op.f, [op])
        else known.push(op)
      }
      for (const [id, ofRecord] of grouped) {
        const records = shelf(id)
        const before = records.get(id) ?? null
        const after = applyOps(before ?? emptyRecord(id), ofRecord)
        records.set(id, after)
        onTouched(before, after)
      }
      return [...grouped.keys()]
    },
    restore: (records) => {
      for (const record of records) shelf(record.id).set(record.id, record)
    },
  }
}
