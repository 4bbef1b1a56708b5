import { Fault } from './fault.ts'
import type { Json } from './json.ts'
import { type Edit, type RecordId, recordId } from './op.ts'
import type { Document, Extraction } from './records/document.ts'
import { type Page, pagesValue } from './records/page.ts'

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
  readonly extraction: Extraction
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
export function linkEdits(document: Document, parts: readonly (readonly Page[])[]): readonly Edit[] {
  return parts.slice(1).flatMap(([page]) => {
    if (page === undefined) return []
    return [{ record: documentBegunBy(page), path: '/splitFrom', value: document.id }]
  })
}

function newPart(document: Document, { pages, extraction }: Part, position: number): readonly Edit[] {
  const [begin] = pages
  if (begin === undefined) return []
  const record = documentBegunBy(begin)
  const put = (path: string, value: Json): Edit => ({ record, path, value })
  return [
    put('/batch', document.batch),
    put('/pages', pagesValue(pages)),
    ...pageCells(document, pages).map(([path, value]) => put(path, value)),
    ...extracted(record, extraction),
    put('/isOneDocument', true),
    ...(document.caseFile === null ? [] : [put('/caseFile', document.caseFile), put('/position', position)]),
  ]
}

function shortened(document: Document, { pages, extraction }: Part): readonly Edit[] {
  // A view's id came from a record, so it is a record id.
  const record = document.id as RecordId
  const kept = new Set(pages.map(({ id }) => id))
  const moved = document.pages.filter(({ id }) => !kept.has(id))
  return [
    ...pageCells(document, moved).map(([path]): Edit => ({ record, path, remove: true })),
    ...extracted(record, extraction),
    { record, path: '/isOneDocument', value: true },
    { record, path: '/pages', value: pagesValue(pages) },
  ]
}

function extracted(record: RecordId, { proposals, findings }: Extraction): readonly Edit[] {
  return [
    { record, path: '/proposals', value: { ...proposals } },
    { record, path: '/findings', value: findings },
  ]
}

/** The cells that say something of single pages. */
export function pageCells(
  { texts, unread, turns }: Pick<Document, 'texts' | 'unread' | 'turns'>,
  pages: readonly Page[],
): readonly (readonly [path: string, value: Json])[] {
  const kinds = { text: texts, unread, turn: turns } as const
  return Object.entries(kinds).flatMap(([kind, cells]) =>
    pages.flatMap(({ id }) => {
      const value = cells[id]
      return value === undefined ? [] : [[`/${kind}/${id}`, value] as const]
    }),
  )
}
