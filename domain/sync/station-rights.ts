import * as z from 'zod'
import type { RecordState } from '../merge.ts'
import { kindOf, type Op, type OpId, opId, originOf, type RecordId } from '../op.ts'

/** What a station may do at the province: `clerk` writes what its commune's people write, `reader` only reads. */
const stationRoles = ['clerk', 'reader'] as const
export const StationRole = z.enum(stationRoles)
export type StationRole = z.infer<typeof StationRole>

/**
 * What is asked about an op. All but `record` and `decisionOn` can be told from the op alone, so that an op is not
 * refused only because of the order in which ops arrive: a refused op keeps all later ones of its origin waiting.
 */
export interface RightsFacts {
  readonly role: StationRole
  /** The record of what belongs to this PC alone. */
  readonly ownRecord: RecordId
  /** The id under which the province writes. */
  readonly archive: string
  readonly record: (id: RecordId) => RecordState
  /** What the province decided on a case file; null where nothing. */
  readonly decisionOn: (caseFile: RecordId) => readonly ('accepted' | 'returned')[]
}

interface Rule {
  readonly name: string
  readonly forbids: (op: Op, facts: RightsFacts) => boolean
}

const decided = z.object({ name: z.enum(['accepted', 'returned']) })

/** What no station may write; an op that no rule forbids is allowed. The first rule that fits is told. */
const rules: readonly Rule[] = [
  {
    name: 'reader',
    forbids: (op, { role, ownRecord }) => role === 'reader' && op.f !== ownRecord,
  },
  {
    name: 'other-station',
    forbids: (op, { ownRecord }) => kindOf(op.f) === 'station' && op.f !== ownRecord,
  },
  {
    name: 'verdict',
    forbids: ({ f, p }) => kindOf(f) === 'deposit' && (p === '/outcome' || p.startsWith('/verdict/')),
  },
  {
    name: 'fixed-deposit',
    forbids: (op, { archive }) => kindOf(op.f) === 'deposit' && replacesOf(op, archive),
  },
  {
    name: 'archive-state',
    // Settling a dispute in favour of what the archive decided repeats it.
    forbids: (op, { decisionOn }) => {
      const said = stateOf(op)
      return said !== null && !(op.o.length > 0 && decisionOn(op.f).includes(said))
    },
  },
  {
    name: 'accepted-state',
    // What was given back is opened again; what was accepted stays.
    forbids: (op, { archive, decisionOn }) =>
      isCaseState(op) &&
      stateOf(op) === null &&
      replacesOf(op, archive) &&
      decisionOn(op.f).includes('accepted'),
  },
  {
    name: 'sent-authority',
    forbids: (op, { archive, record }) =>
      kindOf(op.f) === 'authority' && (replacesOf(op, archive) || isWrittenBy(record(op.f), archive)),
  },
]

/** The rule that forbids a station this op, or null where it may write it. */
export function forbiddenBy(op: Op, facts: RightsFacts): string | null {
  return rules.find(({ forbids }) => forbids(op, facts))?.name ?? null
}

/** Does an op replace one of this station, which its author must have seen then? */
function replacesOf({ o }: Op, station: string): boolean {
  return o.some((id: OpId) => id.startsWith(`${station}:`))
}

function isCaseState({ f, p }: Op): boolean {
  return kindOf(f) === 'case' && p === '/state'
}

function stateOf(op: Op): 'accepted' | 'returned' | null {
  return isCaseState(op) ? (decided.safeParse(op.val).data?.name ?? null) : null
}

/** Has only this station written the record so far? */
function isWrittenBy({ at }: RecordState, station: string): boolean {
  const origins = Object.keys(at)
  return origins.length > 0 && origins.every((origin) => origin.startsWith(`${station}.`))
}

/** Most values of one origin that stand beside each other in one cell; an honest one replaces its own. */
export const MOST_OWN_HEADS = 64

/**
 * Counts what the ops of one origin leave standing beside each other, cell by cell in their order.
 * @param look the records before the first op
 * @returns whether the next op is one too many for its cell
 */
export function createHeadsLimit(look: (id: RecordId) => RecordState): (op: Op) => boolean {
  const cells = new Map<string, Set<OpId>>()
  return (op) => {
    const cell = `${op.f}${op.p}`
    const own = cells.get(cell) ?? earlierHeads(op, look(op.f))
    cells.set(cell, own)
    for (const id of op.o) own.delete(id)
    if (own.size >= MOST_OWN_HEADS) return true
    own.add(opId(op))
    return false
  }
}

function earlierHeads(op: Op, record: RecordState): Set<OpId> {
  const heads = record.cells[op.p]?.heads ?? []
  return new Set(
    heads.filter((head) => originOf(head) === originOf(op) && head.n < op.n).map((head) => opId(head)),
  )
}
