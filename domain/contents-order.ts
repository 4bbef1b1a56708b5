import type { Edit, RecordId } from './op.ts'
import { type Document, fieldValue } from './records/document.ts'

/** What documents of a case file can be sorted by; what lacks it comes last, in the order it had. */
export const contentsOrders = ['date', 'number'] as const
export type ContentsOrder = (typeof contentsOrders)[number]

type Placed = Pick<Document, 'id' | 'position'>

/** The documents sorted; the same order wherever the same documents are. */
export function sortedContents(documents: readonly Document[], by: ContentsOrder): readonly Document[] {
  const keys = new Map(documents.map((document) => [document.id, keysOf(document, by)]))
  return documents.toSorted((a, b) => {
    const [left, right] = [keys.get(a.id) ?? [], keys.get(b.id) ?? []]
    for (const [at, key] of left.entries()) {
      const other = right[at] ?? ''
      if (key !== other) return key === '' ? 1 : other === '' ? -1 : key < other ? -1 : 1
    }
    return 0
  })
}

/** Digits that a number of a document has at most; more are compared as text. */
const NUMBER_DIGITS = 12

function keysOf(document: Document, by: ContentsOrder): readonly string[] {
  const date = fieldValue(document, 'issuedDate')
  const number = fieldValue(document, 'number')
    .trim()
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(NUMBER_DIGITS, '0'))
  return by === 'date' ? [date, number] : [number, date]
}

/** Some documents one place up (-1) or down (1), keeping the order among them; at the end they stay. */
export function steppedContents<T extends Placed>(
  documents: readonly T[],
  ids: readonly string[],
  by: -1 | 1,
): readonly T[] {
  const chosen = new Set(ids)
  const order = by === -1 ? [...documents] : documents.toReversed()
  // What stands first already is a wall for those behind it.
  let wall = 0
  for (let at = 0; at < order.length; at += 1) {
    const [document, before] = [order[at], order[at - 1]]
    if (document === undefined || !chosen.has(document.id)) continue
    if (at > wall && before !== undefined) {
      order[at - 1] = document
      order[at] = before
      wall = at
    } else wall = at + 1
  }
  return by === -1 ? order : order.toReversed()
}

/** Some documents put before another, or at the end where `before` is null, keeping the order among them. */
export function droppedContents<T extends Placed>(
  documents: readonly T[],
  ids: readonly string[],
  before: string | null,
): readonly T[] {
  const chosen = new Set(ids)
  const moved = documents.filter(({ id }) => chosen.has(id))
  const left = documents.filter(({ id }) => !chosen.has(id))
  // Dropped on one of themselves they go before what follows it.
  const start = before === null ? documents.length : documents.findIndex(({ id }) => id === before)
  const next = documents.slice(start === -1 ? documents.length : start).find(({ id }) => !chosen.has(id))
  const at = next === undefined ? left.length : left.indexOf(next)
  return [...left.slice(0, at), ...moved, ...left.slice(at)]
}

/** Positions closer than this are spread anew: halving them goes on only so long. */
const LEAST_GAP = 1e-6

/**
 * The edits that let documents stand in this order: as few as possible, since each is a cell that another PC may write as
 * well. A document that keeps its place among its neighbours keeps its position.
 */
export function positionEdits(wanted: readonly Placed[]): readonly Edit[] {
  const kept = longestAscending(wanted)
  const positions: number[] = []
  for (let at = 0; at < wanted.length; ) {
    const next = wanted.findIndex(({ id }, place) => place >= at && kept.has(id))
    const end = next === -1 ? wanted.length : next
    const between = positionsBetween(positions.at(-1), wanted[end]?.position, end - at)
    if (between === null) return spread(wanted)
    positions.push(...between)
    const [anchor] = wanted.slice(end, end + 1)
    if (anchor !== undefined) positions.push(anchor.position)
    at = end + 1
  }
  return changed(wanted, positions)
}

/** So many positions between two, or beyond the one there is; null where there is no room. */
function positionsBetween(
  before: number | undefined,
  after: number | undefined,
  count: number,
): readonly number[] | null {
  if (count === 0) return []
  const gap = before === undefined || after === undefined ? 1 : (after - before) / (count + 1)
  if (gap < LEAST_GAP) return null
  const from = before ?? (after === undefined ? 0 : after - count - 1)
  return Array.from({ length: count }, (_, step) => from + gap * (step + 1))
}

function spread(wanted: readonly Placed[]): readonly Edit[] {
  return changed(
    wanted,
    wanted.map((_, at) => at + 1),
  )
}

function changed(wanted: readonly Placed[], positions: readonly number[]): readonly Edit[] {
  return wanted.flatMap(({ id, position }, at) => {
    const value = positions[at] ?? position
    // A view's id came from a record, so it is a record id.
    return value === position ? [] : [{ record: id as RecordId, path: '/position', value }]
  })
}

/** The most documents that stand in a strictly ascending order already (patience sorting). */
function longestAscending(wanted: readonly Placed[]): ReadonlySet<string> {
  const piles: Chain[] = []
  for (const document of wanted) {
    const at = firstNotBelow(piles, document.position)
    piles[at] = { document, before: piles[at - 1] ?? null }
  }
  const kept = new Set<string>()
  for (let link: Chain | null = piles.at(-1) ?? null; link !== null; link = link.before)
    kept.add(link.document.id)
  return kept
}

interface Chain {
  readonly document: Placed
  readonly before: Chain | null
}

/** By halving: the piles ascend. */
function firstNotBelow(piles: readonly Chain[], position: number): number {
  let [low, high] = [0, piles.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((piles[middle]?.document.position ?? 0) < position) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Where new documents go among those of a case file: one with an ordinal to that place, the others to the end.
 * @param ordinals of the new ones in their order, from 1; null without one
 */
export function filedContents<T extends Placed>(
  documents: readonly T[],
  added: readonly { readonly document: T; readonly ordinal: number | null }[],
): readonly T[] {
  const order = [...documents]
  const placed = added.toSorted(
    (a, b) => (a.ordinal ?? Number.POSITIVE_INFINITY) - (b.ordinal ?? Number.POSITIVE_INFINITY) || 0,
  )
  for (const { document, ordinal } of placed)
    order.splice(ordinal === null ? order.length : ordinal - 1, 0, document)
  return order
}
