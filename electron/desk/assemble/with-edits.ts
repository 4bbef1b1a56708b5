import type { RecordState } from '../../../domain/merge.ts'
import { type Edit, type Op, SCHEMA_VERSION } from '../../../domain/op.ts'

/** A record as it will be once these edits are saved; those of other records are passed over. Nothing is saved by it. */
export function withEdits(record: RecordState, edits: readonly Edit[]): RecordState {
  const cells = { ...record.cells }
  for (const edit of edits) {
    if (edit.record !== record.id) continue
    const head = { ...NO_ORIGIN, f: edit.record, p: edit.path, ...contentOf(edit) }
    cells[edit.path] = { heads: [head], awaited: [] }
  }
  return { ...record, cells }
}

/** Of no station: such an op is never stored. */
const NO_ORIGIN: Pick<Op, 'v' | 's' | 'i' | 'n' | 't' | 'o' | 'by' | 'sv'> = {
  v: 1,
  s: 'aaaaaaaaaaaaaaaa',
  i: 0,
  n: 1,
  t: [0, 0],
  o: [],
  by: '',
  sv: SCHEMA_VERSION,
}

function contentOf(edit: Edit): Pick<Op, 'val' | 'del'> {
  return 'remove' in edit ? { del: true } : { val: edit.value }
}
