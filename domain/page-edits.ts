import { orderEdit } from './batch-pages.ts'
import { Fault } from './fault.ts'
import type { Json } from './json.ts'
import type { Edit, RecordId } from './op.ts'
import {
  type Aside,
  allPages,
  binnedPages,
  type Insertion,
  insertionKey,
  insertionPath,
  layoutIn,
  MERGED_INTO,
  type PageLayout,
} from './page-layout.ts'
import {
  type Document,
  type Extraction,
  type FieldName,
  fieldNames,
  furtherFieldNames,
} from './records/document.ts'
import { type Page, pagesValue } from './records/page.ts'
import { pageCells } from './split-document.ts'

/** Pages of one document on their way into another. */
interface Move {
  readonly target: Document
  readonly source: Document
  /** Ids of shown pages of the source. */
  readonly pages: readonly string[]
  /** The shown page of the target behind which they go; null for the beginning. */
  readonly after: string | null
}

/**
 * The edits that put pages of a document into another, with all that is said of them. A source that gives all its pages
 * away is there no more until that is taken back.
 * @throws Fault 'not-found' for a page that is not shown there, 'invalid-input' for a document that takes its own pages
 */
export function insertEdits({ target, source, pages: ids, after }: Move): readonly Edit[] {
  const pages = pagesNamed(source, ids)
  if (target.id === source.id || pages.length === 0)
    throw new Fault('invalid-input', `${target.id} cannot take these pages`)
  if (after !== null) pagesNamed(target, [after])
  const isWhole = pages.length === source.pages.length
  return [
    ...(isWhole ? takeWhole(target, source, after) : takeSome(target, source, { pages, after })),
    ...leaveSource(source, idOf(target), isWhole ? null : pages),
  ]
}

/** The edits that make one document of several: the first stays, with all that people said of it. */
export function mergeEdits(
  documents: readonly Document[],
  values: Readonly<Partial<Record<FieldName, string>>>,
): readonly Edit[] {
  const [first, ...others] = documents
  if (
    first === undefined ||
    others.length === 0 ||
    new Set(documents.map(({ id }) => id)).size < documents.length
  )
    throw new Fault('invalid-input', 'there are no two documents to merge')
  const record = idOf(first)
  let after = allPages(layoutIn(first)).at(-1)?.id ?? null
  const edits: Edit[] = []
  for (const other of others) {
    edits.push(...takeWhole(first, other, after), ...leaveSource(other, record, null))
    after = carriedPages(other).at(-1)?.id ?? after
  }
  const said = Object.entries(values).map(
    ([name, value]): Edit => ({ record, path: `/field/${name}`, value: value.normalize('NFC').trim() }),
  )
  return [...edits, ...said, { record, path: '/isOneDocument', value: true }]
}

/** The edits that put one page of another document in the place of a page, which goes to the bin. */
export function replaceEdits(
  target: Document,
  old: string,
  from: { readonly source: Document; readonly page: string },
): readonly Edit[] {
  const { source, page } = from
  return [...insertEdits({ target, source, pages: [page], after: old }), ...binEdits(target, [old], true)]
}

/**
 * The edits that lay pages into the bin of their document.
 * @throws Fault 'conflict' reason `last-page` where none would be left
 */
export function binEdits(document: Document, ids: readonly string[], isReplaced = false): readonly Edit[] {
  const pages = pagesNamed(document, ids)
  if (!isReplaced && pages.length >= document.pages.length)
    throw new Fault('conflict', `${document.id} would have no page left`, { detail: { reason: 'last-page' } })
  return pages.map(({ id }) => asideEdit(document, id, { kind: 'bin' }))
}

/** The edits that bring pages back from the bin. @throws Fault 'not-found' for one that does not lie there */
export function restoreEdits(document: Document, ids: readonly string[]): readonly Edit[] {
  const binned = new Set(binnedPages(document).map(({ id }) => id))
  return ids.map((id) => {
    if (!binned.has(id)) throw new Fault('not-found', `${id} is not in the bin of ${document.id}`)
    return { record: idOf(document), path: asidePath(id), remove: true }
  })
}

/** What the machine makes of the pages after a change of them. */
export function extractionEdits(document: RecordId, { proposals, findings }: Extraction): readonly Edit[] {
  return [
    { record: document, path: '/proposals', value: { ...proposals } },
    { record: document, path: '/findings', value: findings },
  ]
}

/** A field of which the documents of a merge say different things. */
export interface MergeChoice {
  readonly field: FieldName
  /** What the first says; empty where it says nothing. */
  readonly kept: string
  /** What the others say instead, each once. */
  readonly offered: readonly string[]
}

/** What people said of the others and is lost unless it is chosen. */
export function mergeChoices(documents: readonly Document[]): readonly MergeChoice[] {
  const [first, ...others] = documents
  if (first === undefined) return []
  return [...fieldNames, ...furtherFieldNames].flatMap((field) => {
    const kept = first.values[field] ?? ''
    const said = others.map(({ values }) => values[field] ?? '')
    const offered = [...new Set(said)].filter((value) => value !== '' && value !== kept)
    return offered.length === 0 ? [] : [{ field, kept, offered }]
  })
}

function takeWhole(target: Document, source: Document, after: string | null): readonly Edit[] {
  return takeSome(target, source, { pages: carriedPages(source), after })
}

/**
 * What brings the pages into a document that took another whole, and did not know of these: somebody put them into the
 * other meanwhile. Empty where it has them all.
 */
export function lateEdits(target: Document, source: Document): readonly Edit[] {
  const { inserted, carried } = layoutIn(source)
  const known = new Set(carried)
  const later = new Set(inserted.flatMap(({ pages }) => pages.map(({ id }) => id)))
  const pages = carriedPages(source).filter(({ id }) => later.has(id) && !known.has(id))
  if (pages.length === 0) return []
  const after = allPages(layoutIn(target)).at(-1)?.id ?? null
  return [...takeSome(target, source, { pages, after }), ...leaveSource(source, idOf(target), null)]
}

/** Its pages with those of its bin, which lie in the bin of the other afterwards. */
function carriedPages(document: Document): readonly Page[] {
  const { aside } = layoutIn(document)
  return allPages(layoutIn(document)).filter(({ id }) => (aside[id]?.kind ?? 'bin') === 'bin')
}

function takeSome(
  target: Document,
  source: Document,
  { pages, after }: { readonly pages: readonly Page[]; readonly after: string | null },
): readonly Edit[] {
  const record = idOf(target)
  const layout = layoutIn(target)
  if (pages.length === 0) return []
  const insertion: Insertion = { pages: [...pages], after, rank: nextRank(layout, after), from: idOf(source) }
  const value: Json = { ...insertion, pages: pagesValue(pages) }
  const cells = pageCells(source, pages)
  const written = new Set(cells.map(([path]) => path))
  // A page that comes back to where it once lay is no longer gone from there.
  const back = pages
    .filter(({ id }) => id in layout.aside && !written.has(asidePath(id)))
    .map(({ id }): Edit => ({ record, path: asidePath(id), remove: true }))
  const moved = new Set(pages.map(({ id }) => id))
  return [
    ...cells.map(([path, cell]): Edit => ({ record, path, value: cell })),
    ...back,
    // A page that comes back stands where it is put now, not where it was laid once.
    ...(layout.order?.some((id) => moved.has(id)) === true
      ? [
          orderEdit(
            target,
            allPages(layout).filter(({ id }) => !moved.has(id)),
          ),
        ]
      : []),
    { record, path: insertionPath(insertionKey(pages)), value },
  ]
}

function nextRank({ inserted }: PageLayout, after: string | null): number {
  return 1 + Math.max(0, ...inserted.filter((each) => each.after === after).map(({ rank }) => rank))
}

/** Last, so that whoever gets only the beginning of the group has pages twice for a while and lacks none. */
function leaveSource(source: Document, to: RecordId, pages: readonly Page[] | null): readonly Edit[] {
  if (pages === null) {
    const later = new Set(layoutIn(source).inserted.flatMap((each) => each.pages.map(({ id }) => id)))
    const carried = pagesValue(carriedPages(source).filter(({ id }) => later.has(id)))
    return [{ record: idOf(source), path: MERGED_INTO, value: { to, carried } }]
  }
  return pages.map(({ id }) => asideEdit(source, id, { kind: 'moved', to }))
}

function asideEdit(document: Document, page: string, aside: Aside): Edit {
  return { record: idOf(document), path: asidePath(page), value: { ...aside } }
}

export function asidePath(page: string): string {
  return `/aside/${page}`
}

function pagesNamed({ id, pages }: Document, ids: readonly string[]): readonly Page[] {
  const known = new Map(pages.map((page) => [page.id, page]))
  const wanted = new Set(ids)
  const missing = ids.find((page) => !known.has(page))
  if (missing !== undefined) throw new Fault('not-found', `${missing} is no page of ${id}`)
  return pages.filter((page) => wanted.has(page.id))
}

/** A view's id came from a record, so it is a record id. */
function idOf({ id }: Pick<Document, 'id'>): RecordId {
  return id as RecordId
}
