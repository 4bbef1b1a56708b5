import { Fault } from '../../../domain/fault.ts'
import { type Hlc, tick } from '../../../domain/hlc.ts'
import { headIds } from '../../../domain/merge.ts'
import { type Edit, OP_LIMIT_BYTES, Op, type OpId, opBody, opId, SCHEMA_VERSION } from '../../../domain/op.ts'
import type { RecordLookup } from './record-lookup.ts'
import type { OpText } from './segment.ts'

/** Most values one op can replace; a cell with more heads is settled by several ops. */
const MOST_REPLACED = 64

/** An edit with the values that its author had before him when he asked for it. */
export interface SeenEdit {
  readonly edit: Edit
  readonly seen: ReadonlySet<OpId>
}

/** What one `append` asks for: all of it survives a crash, or none. */
export interface EditGroup {
  readonly edits: readonly SeenEdit[]
  readonly by: string
}

/** Notes what stands in the cells of the edits now. */
export function seeEdits(edits: readonly Edit[], book: RecordLookup): readonly SeenEdit[] {
  return edits.map((edit) => ({ edit, seen: new Set(headIds(book.get(edit.record), edit.path)) }))
}

export interface OpBuilder {
  /** The clock after the last op that was built. */
  readonly clock: Hlc
  /** The group's ops, following those built before. @throws Fault 'invalid-input', and the builder is as before. */
  build(group: EditGroup): readonly OpText[]
}

interface Draft {
  n: number
  clock: Hlc
  /** Heads of the cells that were written by ops of this draft. */
  readonly heads: Map<string, readonly OpId[]>
}

/** Turns edits into the next ops of the own origin, one after another, before any of them is in the records. */
export function createOpBuilder(start: {
  readonly station: { readonly id: string; readonly incarnation: number }
  readonly n: number
  readonly clock: Hlc
  readonly book: RecordLookup
  readonly nowMs: number
}): OpBuilder {
  const { station, book, nowMs } = start
  const own = `${station.id}:${station.incarnation}:`
  let draft: Draft = { n: start.n, clock: start.clock, heads: new Map() }

  const buildOp = (next: Draft, { edit, seen }: SeenEdit, by: string): OpText => {
    const cell = `${edit.record}${edit.path}`
    const heads = next.heads.get(cell) ?? headIds(book.get(edit.record), edit.path)
    // What came from elsewhere since the author looked is not his to replace: it stays, as a conflict.
    const replaced = heads.filter((id) => seen.has(id) || id.startsWith(own)).slice(0, MOST_REPLACED)
    next.n += 1
    next.clock = tick(next.clock, nowMs)
    const op = checkedOp({
      v: 1,
      s: station.id,
      i: station.incarnation,
      n: next.n,
      t: [next.clock[0], next.clock[1]],
      f: edit.record,
      p: edit.path,
      o: [...replaced],
      by,
      sv: SCHEMA_VERSION,
      ...('remove' in edit ? { del: true } : { val: edit.value }),
    })
    next.heads.set(cell, [opId(op.op), ...heads.filter((id) => !replaced.includes(id))])
    return op
  }
  return {
    get clock() {
      return draft.clock
    },
    build: ({ edits, by }) => {
      const next: Draft = { ...draft, heads: new Map(draft.heads) }
      const ops = edits.map((edit) => buildOp(next, edit, by))
      draft = next
      return ops
    },
  }
}

function checkedOp(candidate: Op): OpText {
  const parsed = Op.safeParse(candidate)
  const body = parsed.success ? opBody(parsed.data) : ''
  const isTooLong = Buffer.byteLength(body) > OP_LIMIT_BYTES
  if (!parsed.success || isTooLong) {
    throw new Fault('invalid-input', `no op can be made of an edit of ${candidate.p}`, {
      detail: { reason: isTooLong ? 'too-long' : 'edit', path: candidate.p },
    })
  }
  return { op: parsed.data, body }
}
