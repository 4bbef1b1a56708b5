import { Fault } from './fault.ts'
import type { Edit, RecordId } from './op.ts'
import { allPages, layoutIn, ORDER } from './page-layout.ts'
import type { Batch } from './records/batch.ts'
import type { Document } from './records/document.ts'
import { type Page, pagesValue } from './records/page.ts'

/**
 * The edits that lay pages of a document behind another of its pages, or first; none where they stand there already. The
 * pages keep the order in which they stood. @throws Fault 'not-found', 'invalid-input' for pages behind one of themselves
 */
export function orderEdits(
  document: Document,
  ids: readonly string[],
  after: string | null,
): readonly Edit[] {
  const own = new Set(document.pages.map(({ id }) => id))
  const missing = [...ids, ...(after === null ? [] : [after])].find((id) => !own.has(id))
  if (missing !== undefined) throw new Fault('not-found', `${missing} is no page of ${document.id}`)
  const meant = new Set(ids)
  if (after !== null && meant.has(after))
    throw new Fault('invalid-input', `${after} cannot stand behind itself`)
  const all = allPages(layoutIn(document))
  const rest = all.filter(({ id }) => !meant.has(id))
  const at = after === null ? 0 : rest.findIndex(({ id }) => id === after) + 1
  const next = [...rest.slice(0, at), ...all.filter(({ id }) => meant.has(id)), ...rest.slice(at)]
  return next.every(({ id }, place) => all[place]?.id === id) ? [] : [orderEdit(document, next)]
}

/** The edit that says in which order all pages of a document stand, those that are not shown among them. */
export function orderEdit(document: Pick<Document, 'id'>, pages: readonly Page[]): Edit {
  // A view's id came from a record, so it is a record id.
  return { record: document.id as RecordId, path: ORDER, value: pagesValue(pages) }
}

/**
 * Where a document stands in its batch: by the file that it came in and its place there, so that the parts of a scan stay
 * beside each other however it was cut. Compared as numbers, the first before the second.
 */
export function placeInBatch(
  document: Document,
  files: ReadonlyMap<string, number>,
): readonly [file: number, page: number] {
  const { base, inserted } = layoutIn(document)
  const pages = base.length > 0 ? base : inserted.flatMap((insertion) => insertion.pages)
  const places = pages.map(({ source, index }): readonly [number, number] => [
    files.get(source) ?? files.size,
    index,
  ])
  return places.reduce(
    (first, place) => (comparePlaces(place, first) < 0 ? place : first),
    [Number.POSITIVE_INFINITY, 0],
  )
}

export function comparePlaces(a: readonly [number, number], b: readonly [number, number]): number {
  // Infinity stands for a document without pages, and two of these are alike.
  return a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]
}

/**
 * How many documents a scan becomes that is cut at its separator sheets; sheets that lie on each other make none.
 * @param pages of the scan. @param sheets indexes of the sheets among them
 */
export function documentsAfter(pages: number, sheets: readonly number[]): number {
  const cuts = [-1, ...sheets.toSorted((a, b) => a - b), pages]
  return cuts.slice(1).filter((cut, at) => cut - (cuts[at] ?? 0) > 1).length
}

/** File -> its place among those of the batch. */
export function filesOf({ sources }: Pick<Batch, 'sources'>): ReadonlyMap<string, number> {
  return new Map(
    sources.flatMap(({ outcome }, at) => (outcome.kind === 'taken' ? [[outcome.source, at] as const] : [])),
  )
}
