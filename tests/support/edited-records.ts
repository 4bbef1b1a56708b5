import { applyOp, emptyRecord, headIds, type RecordState } from '../../domain/merge.ts'
import { type Edit, type Op, originOf, type RecordId } from '../../domain/op.ts'

/** Records in memory that edits are made to, with two PCs that may write without knowing of each other. */
export interface EditedRecords {
  readonly look: (id: RecordId) => RecordState
  /** One after another, by the first PC, which knows of everything. */
  write(...edits: readonly Edit[]): void
  /** By each PC on what stood before; `second` has the later clock, so that its values are shown. */
  writeApart(first: readonly Edit[], second: readonly Edit[]): void
}

const PCS = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'] as const

export function createEditedRecords(): EditedRecords {
  const states = new Map<RecordId, RecordState>()
  const counters = new Map<string, number>()
  const time = { ms: 1_767_571_200_000 }
  const look = (id: RecordId): RecordState => states.get(id) ?? emptyRecord(id)
  const build = (edit: Edit, seen: RecordState, pc: (typeof PCS)[number]): Op => {
    const n = (counters.get(pc) ?? 0) + 1
    counters.set(pc, n)
    time.ms += 1000
    return {
      v: 1,
      s: pc,
      i: 0,
      n,
      t: [time.ms, 0],
      f: edit.record,
      p: edit.path,
      o: [...headIds(seen, edit.path)],
      by: pc === PCS[0] ? 'Lê Văn Mẫu' : 'Trần Thị Mẫu',
      sv: 1,
      ...('remove' in edit ? { del: true } : { val: edit.value }),
    }
  }
  const take = (op: Op): void => {
    if (op.n <= (look(op.f).at[originOf(op)] ?? 0)) throw new RangeError('ops come in their order')
    states.set(op.f, applyOp(look(op.f), op))
  }
  return {
    look,
    write: (...edits) => {
      for (const edit of edits) take(build(edit, look(edit.record), PCS[0]))
    },
    writeApart: (first, second) => {
      const before = new Map(states)
      const seen = (edit: Edit): RecordState => before.get(edit.record) ?? emptyRecord(edit.record)
      const ops = [
        ...first.map((edit) => build(edit, seen(edit), PCS[0])),
        ...second.map((edit) => build(edit, seen(edit), PCS[1])),
      ]
      for (const op of ops) take(op)
    },
  }
}
