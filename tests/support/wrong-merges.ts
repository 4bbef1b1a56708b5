import { compareHlc } from '../../domain/hlc.ts'
import { canonicalJson } from '../../domain/json.ts'
import { applyOp, type Cell, type RecordState } from '../../domain/merge.ts'
import { type Op, opId, originOf, type Vector } from '../../domain/op.ts'
import type { Merge } from './merging-peers.ts'

type IntoCell = (cell: Cell, op: Op, at: Vector) => Cell

const isSeen = (at: Vector, id: string): boolean => {
  const [station, incarnation, n] = id.split(':')
  return Number(n) <= (at[`${station}.${incarnation}`] ?? 0)
}
const latestFirst = (a: Op, b: Op): number => compareHlc(b.t, a.t) || (a.s < b.s ? 1 : -1)

/** Folds an op in with another idea of what a cell is, everything else as it should be. */
function withCell(intoCell: IntoCell): Merge {
  return (record, op) => {
    if (isSeen(record.at, opId(op))) return record
    return fold(record, op, intoCell)
  }
}

function fold(record: RecordState, op: Op, intoCell: IntoCell): RecordState {
  const cell = intoCell(record.cells[op.p] ?? { heads: [], awaited: [] }, op, record.at)
  const n = Math.max(op.n, record.at[originOf(op)] ?? 0)
  return {
    ...record,
    cells: { ...record.cells, [op.p]: cell },
    at: { ...record.at, [originOf(op)]: n },
  }
}

/** The right result, then something done to its cell. */
function afterwards(change: (cell: Cell, op: Op) => Cell): Merge {
  return (record, op) => {
    const right = applyOp(record, op)
    const cell = right.cells[op.p]
    if (right === record || cell === undefined) return right
    return { ...right, cells: { ...right.cells, [op.p]: change(cell, op) } }
  }
}

const heads = (change: (heads: readonly Op[], op: Op) => readonly Op[]): Merge =>
  afterwards((cell, op) => ({ ...cell, heads: change(cell.heads, op) }))

const isLater = (a: Op, b: Op): boolean => latestFirst(a, b) < 0

/** Merges that look right and lose edits, diverge or mislead; each must be caught. */
export const wrongMerges: Readonly<Record<string, Merge>> = {
  'the last writer by the clock wins': heads((all) => [...all].sort(latestFirst).slice(0, 1)),
  'the last one to arrive wins': withCell((_, op) => ({ heads: [op], awaited: [] })),
  'what is replaced before it arrives is not remembered': afterwards((cell) => ({ ...cell, awaited: [] })),
  'an op that replaces something unseen replaces nothing': withCell((cell, op, at) => ({
    ...cell,
    heads: op.o.every((id) => isSeen(at, id))
      ? [...cell.heads.filter((head) => !op.o.includes(opId(head))), op].sort(latestFirst)
      : [...cell.heads, op].sort(latestFirst),
  })),
  'a replaced value stays when its clock is later': withCell((cell, op) => ({
    ...cell,
    heads: [...cell.heads.filter((head) => !op.o.includes(opId(head)) || isLater(head, op)), op].sort(
      latestFirst,
    ),
  })),
  'ops are put in order by the wall clock and overwrite each other': withCell((cell, op) => {
    const [before] = cell.heads
    return { heads: before !== undefined && isLater(before, op) ? [before] : [op], awaited: [] }
  }),
  'a deletion gives way to any value': heads((all) =>
    all.some((head) => !head.del) ? all.filter((head) => !head.del) : all,
  ),
  'a deletion removes every value': heads((all, op) => (op.del ? [op] : all)),
  'a deletion is forgotten': heads((all) => all.filter((head) => !head.del)),
  'what comes again is taken again': (record, op) => fold(record, op, rightButForRepetition),
  'equal values are kept once': heads((all) => [
    ...new Map(all.map((head) => [head.del ? '' : canonicalJson(head.val ?? null), head])).values(),
  ]),
  'values are shown in the order of arrival': heads((all, op) => [...all.filter((head) => head !== op), op]),
  'the clock alone decides what is shown first': heads((all, op) =>
    [...all.filter((head) => head !== op), op].sort((a, b) => compareHlc(b.t, a.t)),
  ),
  'deletions are shown before values': heads((all) => [...all].sort(latestFirst)),
  'only the first replaced value goes': withCell((cell, op) => ({
    ...cell,
    heads: [...cell.heads.filter((head) => opId(head) !== op.o[0]), op].sort(latestFirst),
  })),
  'an op of another cell is replaced too': (record, op) => {
    const right = applyOp(record, op)
    const cells = Object.entries(right.cells).map(
      ([path, cell]) =>
        [
          path,
          path === op.p ? cell : { ...cell, heads: cell.heads.filter((h) => h.t[0] >= op.t[0]) },
        ] as const,
    )
    return { ...right, cells: Object.fromEntries(cells) }
  },
}

function rightButForRepetition(cell: Cell, op: Op): Cell {
  const left = cell.heads.filter((head) => !op.o.includes(opId(head)) && head !== op)
  return { heads: [...left, op].sort(latestFirst), awaited: cell.awaited }
}
