import { Fault } from './fault.ts'
import type { Json } from './json.ts'
import { type RecordState, shownValue } from './merge.ts'
import { type Edit, type RecordId, recordId } from './op.ts'
import {
  insertionPath,
  type KeyedInsertion,
  layoutIn,
  MERGED_INTO,
  ORDER,
  pagesWithAside,
} from './page-layout.ts'
import type { Document, Extraction } from './records/document.ts'
import { type Page, pagesValue } from './records/page.ts'
import { correctionPath } from './word-corrections.ts'

/**
 * The document that a page begins. The id is made of the page's own, so that two PCs that cut at the same page make one
 * and the same document.
 */
export function documentBegunBy(page: Pick<Page, 'id'>): RecordId {
  return recordId('doc', page.id)
}

/**
 * The pages of each part of a document.
 * @param at the pages that begin the parts but the first, as indexes
 * @throws Fault 'invalid-input' where a place is none, or named twice
 */
export function partsOf(
  { id, pages }: Pick<Document, 'id' | 'pages'>,
  at: readonly number[],
): readonly (readonly Page[])[] {
  const cuts = [...new Set(at)].sort((a, b) => a - b)
  const isWithin = cuts.every((cut) => Number.isInteger(cut) && cut > 0 && cut < pages.length)
  if (cuts.length === 0 || cuts.length !== at.length || !isWithin) {
    throw new Fault('invalid-input', `${id} cannot be cut at ${at.join(', ')}`)
  }
  return [0, ...cuts].map((from, place) => pages.slice(from, cuts[place]))
}

/** One part with what the machine makes of the texts of its pages. */
export interface Part {
  readonly pages: readonly Page[]
  /** Null where it is found later. */
  readonly extraction: Extraction | null
  /** The document that it becomes, where that is not the one that its first page begins. */
  readonly id?: RecordId
}

interface SplitPlan {
  readonly document: Document
  readonly parts: readonly Part[]
  /** Where the document behind it stands in the same case file; null where it is the last, or lies in none. */
  readonly nextPosition: number | null
}

/**
 * The edits that cut a document into its parts. The first part stays the document, with all that people said of it; each
 * other becomes one of its own, to be reviewed, in the same batch and case file and right behind it. The document itself
 * is shortened last: whoever gets only the beginning of the group has pages twice for a while and lacks none.
 */
export function splitEdits({ document, parts, nextPosition }: SplitPlan): readonly Edit[] {
  const [first, ...rest] = parts
  if (first === undefined) return []
  const step = nextPosition === null ? 1 : (nextPosition - document.position) / parts.length
  const made = rest.flatMap((part, place) => newPart(document, part, document.position + step * (place + 1)))
  return [...made, ...shortened(document, first)]
}

/** The link stays when a split is taken back: by it the machine finds what another PC did to the parts meanwhile. */
export function linkEdits(document: Document, parts: readonly Pick<Part, 'pages' | 'id'>[]): readonly Edit[] {
  return parts.slice(1).flatMap(({ pages: [page], id }) => {
    if (page === undefined) return []
    return [{ record: id ?? documentBegunBy(page), path: '/splitFrom', value: document.id }]
  })
}

function newPart(document: Document, { pages, extraction, id }: Part, position: number): readonly Edit[] {
  const [begin] = pages
  if (begin === undefined) return []
  const record = id ?? documentBegunBy(begin)
  const put = (path: string, value: Json): Edit => ({ record, path, value })
  return [
    put('/batch', document.batch),
    put('/pages', pagesValue(pagesWithAside(document, pages))),
    ...pageCells(document, pagesWithAside(document, pages)).map(([path, value]) => put(path, value)),
    ...extracted(record, extraction),
    put('/isOneDocument', true),
    ...(document.caseFile === null ? [] : [put('/caseFile', document.caseFile), put('/position', position)]),
  ]
}

function shortened(document: Document, { pages, extraction }: Part): readonly Edit[] {
  // A view's id came from a record, so it is a record id.
  const record = document.id as RecordId
  const kept = new Set(pagesWithAside(document, pages).map(({ id }) => id))
  const { base, inserted } = layoutIn(document)
  const moved = [...base, ...inserted.flatMap((insertion) => insertion.pages)].filter(
    ({ id }) => !kept.has(id),
  )
  return [
    ...pageCells(document, moved).map(([path]): Edit => ({ record, path, remove: true })),
    ...extracted(record, extraction),
    { record, path: '/isOneDocument', value: true },
    ...inserted.flatMap((insertion) => insertionEdits(record, insertion, (page) => kept.has(page.id))),
    { record, path: '/pages', value: pagesValue(base.filter(({ id }) => kept.has(id))) },
  ]
}

/** The edits that leave only some pages of an insertion; none where all stay. */
export function insertionEdits(
  record: RecordId,
  { key, ...insertion }: KeyedInsertion,
  isKept: (page: Page) => boolean,
): readonly Edit[] {
  const pages = insertion.pages.filter(isKept)
  if (pages.length === insertion.pages.length) return []
  const path = insertionPath(key)
  return pages.length === 0
    ? [{ record, path, remove: true }]
    : [{ record, path, value: { ...insertion, pages: pagesValue(pages) } }]
}

/**
 * What must go of a record before a part may begin anew in it: its pages went into another document once. Cells that
 * `edits` write anyway are left to them.
 */
export function staleEdits(record: RecordState, edits: readonly Edit[]): readonly Edit[] {
  const written = new Set(edits.filter((edit) => edit.record === record.id).map(({ path }) => path))
  return Object.keys(record.cells)
    .filter((path) => path === MERGED_INTO || path === ORDER || /^\/(inserted|aside)\//.test(path))
    .filter((path) => !written.has(path) && shownValue(record, path) !== undefined)
    .map((path) => ({ record: record.id, path, remove: true }))
}

function extracted(record: RecordId, extraction: Extraction | null): readonly Edit[] {
  if (extraction === null) return []
  const { proposals, findings } = extraction
  return [
    { record, path: '/proposals', value: { ...proposals } },
    { record, path: '/findings', value: findings },
  ]
}

/** The cells that say something of single pages. */
export function pageCells(
  document: Pick<Document, 'texts' | 'unread' | 'turns' | 'turned' | 'corrections' | 'layout'>,
  pages: readonly Page[],
): readonly (readonly [path: string, value: Json])[] {
  const { texts, unread, turns, turned = {}, corrections, layout } = document
  const kinds = { text: texts, unread, turn: turns, turned, aside: layout?.aside ?? {} } as const
  const said = pages.flatMap(({ id }) =>
    Object.entries(corrections[id] ?? {}).map(
      ([place, text]) => [correctionPath({ page: id, place }), text] as const,
    ),
  )
  const read = Object.entries(kinds).flatMap(([kind, cells]) =>
    pages.flatMap(({ id }) => {
      const value = cells[id]
      return value === undefined ? [] : [[`/${kind}/${id}`, value] as const]
    }),
  )
  return [...read, ...said]
}
