import { Fault } from './fault.ts'
import type { Hlc } from './hlc.ts'
import { canonicalJson, type Json } from './json.ts'
import { type Cell, conflictingValues, type RecordState, shownValue } from './merge.ts'
import { type Edit, type Op, type OpId, opId } from './op.ts'

/** One of the values that stand beside each other in a cell, with who wrote it and when by his clock. */
export type ConflictingValue = { readonly op: OpId; readonly by: string; readonly time: Hlc } & (
  | { readonly value: Json }
  | { readonly remove: true }
)

/** A cell in which several people said different things, none of them knowing of the others. */
export interface CellConflict {
  readonly path: string
  /** Distinct, in the order they are shown: the first is what the cell shows meanwhile. */
  readonly values: readonly ConflictingValue[]
}

/** Every conflict of a record, by path. */
export function conflictsOf(record: RecordState): readonly CellConflict[] {
  return Object.entries(record.cells)
    .map(([path, cell]) => ({ path, values: conflictingValues(cell).map(valueOf) }))
    .filter(({ values }) => values.length > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function valueOf(op: Op): ConflictingValue {
  const [ms, counter] = op.t
  return { op: opId(op), by: op.by, time: [ms, counter], ...contentOf(op) }
}

function contentOf(op: Op): { readonly value: Json } | { readonly remove: true } {
  return op.del === true ? { remove: true } : { value: op.val ?? null }
}

/**
 * The edit that keeps one of the values of a conflict; the store lets it replace all that stand in the cell.
 * @throws Fault 'conflict' where somebody settled it meanwhile, so that this value stands there no more
 */
export function settle(record: RecordState, path: string, keep: OpId): Edit {
  const kept = record.cells[path]?.heads.find((head) => opId(head) === keep)
  if (kept === undefined) {
    throw new Fault('conflict', `${keep} stands no more in ${path} of ${record.id}`, {
      detail: { reason: 'changed' },
    })
  }
  return { record: record.id, path, ...contentOf(kept) }
}

/** Does a cell hold several different values? */
export function isConflicting(cell: Cell | undefined): boolean {
  return cell !== undefined && conflictingValues(cell).length > 0
}

/** Does the cell of an edit show already what the edit would leave there, whatever stands beside it? */
export function showsAlready(record: RecordState, edit: Edit): boolean {
  const shown = shownValue(record, edit.path)
  if (shown === undefined || 'remove' in edit) return shown === undefined && 'remove' in edit
  return canonicalJson(shown) === canonicalJson(edit.value)
}
