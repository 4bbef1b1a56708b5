import type { Document } from './records/document.ts'

/** The numbers of the first and the last sheet of a document, from 1. */
export interface SheetSpan {
  readonly first: number
  readonly last: number
}

/** The sheets (tờ) of a case file. */
export interface SheetNumbering {
  /** Document id -> its sheets; null for one that has none. */
  readonly spans: ReadonlyMap<string, SheetSpan | null>
  /** Sheets of all documents together. */
  readonly total: number
  /** Numbers that stand on two sheets, ascending; the first thousand of them. */
  readonly doubled: readonly number[]
  /** Numbers that stand on no sheet below the highest that is used, ascending; the first thousand of them. */
  readonly missing: readonly number[]
}

/** Most numbers that are told as doubled or missing: one slip of the pen makes a million of them. */
const MOST_TOLD = 1000

type Counted = Pick<Document, 'id' | 'pages' | 'sheets' | 'isolated'>

/** How many sheets a document has: as somebody counted, else one for each page. */
export function sheetCount({ pages, sheets }: Pick<Document, 'pages' | 'sheets'>): number {
  return sheets?.count ?? pages.length
}

/**
 * Numbers the sheets of documents in the order of the contents list: each goes on where the one before ended, unless a
 * person set its first number. An isolated document has no sheets, and numbers that lack right where it lay are no fault.
 */
export function numberSheets(documents: readonly Counted[]): SheetNumbering {
  const spans = new Map<string, SheetSpan | null>()
  /** What may lack because something secret was taken out there. */
  const gaps: SheetSpan[] = []
  let next = 1
  let total = 0
  let isBehindIsolated = false
  for (const document of documents) {
    if (document.isolated !== undefined) {
      isBehindIsolated = true
      continue
    }
    const count = sheetCount(document)
    if (count === 0) {
      spans.set(document.id, null)
      continue
    }
    const first = document.sheets?.first ?? next
    if (isBehindIsolated && first > next) gaps.push({ first: next, last: first - 1 })
    isBehindIsolated = false
    const last = first + count - 1
    spans.set(document.id, { first, last })
    total += count
    next = last + 1
  }
  const used = [...spans.values()].filter((span) => span !== null)
  return { spans, total, doubled: doubledIn(used), missing: missingIn([...used, ...gaps]) }
}

function doubledIn(spans: readonly SheetSpan[]): readonly number[] {
  const told = new Set<number>()
  let highest = 0
  for (const { first, last } of ascending(spans)) {
    addNumbers(told, { first, last: Math.min(last, highest) })
    highest = Math.max(highest, last)
  }
  return [...told].sort((a, b) => a - b)
}

function missingIn(spans: readonly SheetSpan[]): readonly number[] {
  const told = new Set<number>()
  let highest = 0
  for (const { first, last } of ascending(spans)) {
    addNumbers(told, { first: highest + 1, last: first - 1 })
    highest = Math.max(highest, last)
  }
  return [...told]
}

function ascending(spans: readonly SheetSpan[]): readonly SheetSpan[] {
  return [...spans].sort((a, b) => a.first - b.first || a.last - b.last)
}

function addNumbers(told: Set<number>, { first, last }: SheetSpan): void {
  for (let number = first; number <= last && told.size < MOST_TOLD; number += 1) told.add(number)
}
