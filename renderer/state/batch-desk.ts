import type { PageRef } from '../../domain/batch-pages-api.ts'
import type { BatchPage } from '../../domain/desk-rows.ts'
import { readyValue } from './attempt.ts'
import type { BatchDesk, Laying } from './batch-desk-state.ts'

type Rows = readonly BatchPage[]

const nothing: Rows = []

/** The pages of a batch that are laid out now. */
export function laidRows(desk: BatchDesk | null): Rows {
  return readyValue(desk?.pages ?? null)?.rows ?? nothing
}

export function chosenRows(desk: BatchDesk | null): Rows {
  if (desk === null || desk.chosen.length === 0) return nothing
  const chosen = new Set(desk.chosen)
  return laidRows(desk).filter(({ page }) => chosen.has(page.id))
}

export function refOf({ document, page }: BatchPage): PageRef {
  return { document, page: page.id }
}

/** Right before a page, behind the one that stands before it in its document; null where that is not laid out. */
export function placeBefore(
  rows: Rows,
  { document, index }: BatchPage,
  moved: ReadonlySet<string>,
): Laying | null {
  if (index === 0) return { to: document, after: null }
  const before = rows.filter((row) => row.document === document && row.index < index)
  const last = before.findLast(({ page }) => !moved.has(page.id))
  // What stands before it may all be moved with it, up to its first page.
  if (last !== undefined) return { to: document, after: last.page.id }
  return before[0]?.index === 0 ? { to: document, after: null } : null
}

/** Where pages go that step by one: past their neighbour, or to the end or the beginning of the document beside theirs. */
export function placeAtStep(rows: Rows, chosen: Rows, by: 1 | -1): Laying | null {
  const moved = new Set(chosen.map(({ page }) => page.id))
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (first === undefined || last === undefined) return null
  if (by === 1) {
    const next = rows[rows.indexOf(last) + 1]
    if (next === undefined) return null
    return next.document === last.document
      ? { to: next.document, after: next.page.id }
      : { to: next.document, after: null }
  }
  const before = rows[rows.indexOf(first) - 1]
  if (before === undefined) return null
  return before.document === first.document
    ? placeBefore(rows, before, moved)
    : { to: before.document, after: before.page.id }
}

/** The document that stands before another one; null where none is laid out. */
export function documentBefore(rows: Rows, document: string): string | null {
  const first = rows.findIndex((row) => row.document === document)
  return rows[first - 1]?.document ?? null
}

/** The documents that are laid out, each with its pages. */
export function laidDocuments(rows: Rows): readonly { readonly id: string; readonly pages: Rows }[] {
  const groups = new Map<string, BatchPage[]>()
  for (const row of rows) groups.set(row.document, [...(groups.get(row.document) ?? []), row])
  return [...groups].map(([id, pages]) => ({ id, pages }))
}
