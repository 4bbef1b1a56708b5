import { compareHlc } from './hlc.ts'
import { canonicalJson, type Json } from './json.ts'
import { type Op, type OpId, type Origin, opId, originOf, type RecordId, type Vector } from './op.ts'

/**
 * A multi-value register: `heads` are the ops that no other op replaces, `awaited` the replaced ones that have not
 * arrived yet. More than one distinct value among the heads is a conflict; all are kept until one op names them all.
 */
export interface Cell {
  readonly heads: readonly Op[]
  readonly awaited: readonly OpId[]
}

/** Everything known of one record: a pure function of the set of its ops. */
export interface RecordState {
  readonly id: RecordId
  readonly cells: Readonly<Record<string, Cell>>
  /** Per origin the last n folded in; what is not above it has been seen. */
  readonly at: Vector
}

const EMPTY: Cell = { heads: [], awaited: [] }

export function emptyRecord(id: RecordId): RecordState {
  return { id, cells: {}, at: {} }
}

/**
 * Folds one op into its record. Ops of one origin must come in the order of n (the log has no gaps), those of different
 * origins in any order; one that was seen before changes nothing (I6).
 */
export function applyOp(record: RecordState, op: Op): RecordState {
  return applyOps(record, [op])
}

/** Folds many ops of one record under the same rules; its cells are copied once, not once an op. */
export function applyOps(record: RecordState, ops: Iterable<Op>): RecordState {
  const cells = { ...record.cells }
  const at = { ...record.at }
  let isChanged = false
  for (const op of ops) {
    const origin = originOf(op)
    if (op.n <= seen(at, origin)) continue
    cells[op.p] = mergeIntoCell(cells[op.p] ?? EMPTY, op, at)
    at[origin] = op.n
    isChanged = true
  }
  return isChanged ? { id: record.id, cells, at } : record
}

/** Ops sorted by their record, in the order they came. */
export function opsByRecord(ops: Iterable<Op>): ReadonlyMap<RecordId, readonly Op[]> {
  const groups = new Map<RecordId, Op[]>()
  for (const op of ops) {
    const group = groups.get(op.f)
    if (group === undefined) groups.set(op.f, [op])
    else group.push(op)
  }
  return groups
}

function mergeIntoCell(cell: Cell, op: Op, at: Vector): Cell {
  const id = opId(op)
  const replaced = new Set(op.o)
  const heads = cell.heads.filter((head) => !replaced.has(opId(head)))
  const unseen = op.o.filter((other) => !wasSeen(at, other))
  const isReplaced = cell.awaited.includes(id)
  const awaited = new Set([...cell.awaited, ...unseen])
  awaited.delete(id)
  return {
    heads: isReplaced ? heads : [...heads, op].sort(compareShown),
    // Sorted, so that the state is the same in whatever order the ops came.
    awaited: [...awaited].sort(),
  }
}

function seen(at: Vector, origin: Origin): number {
  return at[origin] ?? 0
}

function wasSeen(at: Vector, id: OpId): boolean {
  const [station, incarnation, n] = id.split(':')
  return Number(n) <= seen(at, `${station}.${incarnation}`)
}

/**
 * The one total order in which values are shown, first to last: values before deletions, then by clock, station,
 * incarnation and counter, latest first. It decides only what is seen first, never what survives.
 */
function compareShown(a: Op, b: Op): number {
  const deleted = Number(a.del ?? false) - Number(b.del ?? false)
  if (deleted !== 0) return deleted
  const time = compareHlc(b.t, a.t)
  if (time !== 0) return time
  if (a.s !== b.s) return a.s < b.s ? 1 : -1
  return b.i - a.i || b.n - a.n
}

/** The value to show for a cell, or undefined where it was never written or is deleted. */
export function shownValue(record: RecordState, path: string): Json | undefined {
  const head = record.cells[path]?.heads[0]
  return head === undefined || head.del ? undefined : head.val
}

/** The distinct values of a cell when there is more than one, in the order they are shown; deletions are `null`. */
export function conflictingValues(cell: Cell): readonly Op[] {
  const distinct = new Map<string, Op>()
  for (const head of cell.heads) {
    const key = head.del ? '' : canonicalJson(head.val ?? null)
    if (!distinct.has(key)) distinct.set(key, head)
  }
  return distinct.size > 1 ? [...distinct.values()] : []
}

/** The ids an op must name so that it replaces all that its author saw. */
export function headIds(record: RecordState, path: string): readonly OpId[] {
  return record.cells[path]?.heads.map((head) => opId(head)) ?? []
}

/** Paths of cells below a prefix such as `/text/`, with what follows the prefix. */
export function entriesBelow(record: RecordState, prefix: string): readonly (readonly [string, Json])[] {
  return Object.keys(record.cells)
    .filter((path) => path.startsWith(prefix))
    .sort()
    .flatMap((path) => {
      const value = shownValue(record, path)
      return value === undefined ? [] : [[path.slice(prefix.length), value] as const]
    })
}
