import * as z from 'zod'
import { entriesBelow, type RecordState, shownValue } from './merge.ts'
import { RecordId } from './op.ts'
import { Page, PagesValue } from './records/page.ts'

/** Pages that were put into a document later, as one cell below `/inserted/`. */
export const Insertion = z.object({
  pages: PagesValue,
  /** The page behind which they stand; null puts them first. They stand last where that page is here no more. */
  after: z.string().nullable(),
  /** Of several behind one page the highest stands nearest to it. */
  rank: z.int(),
  /** The document that they came from. */
  from: RecordId,
})
export type Insertion = z.infer<typeof Insertion>

/** With the name of its cell, which says what pages it began with: no two PCs write different ones into one cell. */
const KeyedInsertion = Insertion.extend({ key: z.string() })
export type KeyedInsertion = z.infer<typeof KeyedInsertion>

export function insertionPath(key: string): string {
  return `/inserted/${key}`
}

/** The first page, and a number made of all of them (FNV-1a, 32 bit). */
export function insertionKey(pages: readonly Page[]): string {
  let hash = 0x811c9dc5
  for (const letter of pages.map(({ id }) => id).join(' '))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return `${pages[0]?.id ?? ''}-${(hash >>> 0).toString(16)}`
}

/**
 * Why a page of a document is not shown: it lies in the document's bin, is a separator sheet, or went into another document.
 * The cell stands below `/aside/`, named by the page; nothing is ever deleted.
 */
export const Aside = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bin') }),
  z.object({ kind: z.literal('separator') }),
  z.object({ kind: z.literal('moved'), to: RecordId }),
])
export type Aside = z.infer<typeof Aside>

/** How the pages of a document came to stand as they do, where people did more than cut it. */
export const PageLayout = z.object({
  /** As they were taken in or cut. */
  base: z.array(Page),
  inserted: z.array(KeyedInsertion),
  /** By page. */
  aside: z.record(z.string(), Aside),
  /** The document that took all its pages, so that none is left here. */
  mergedInto: RecordId.nullable(),
  /** Of the pages put in later those that it took: others came from a PC that did not know of it. */
  carried: z.array(z.string()),
  /** The pages, by their ids, in the order in which somebody laid them; only where somebody did. */
  order: z.array(z.string()).exactOptional(),
})
export type PageLayout = z.infer<typeof PageLayout>

/** The cell that says which document took all pages of this one, and which of those that were put in later. */
export const MERGED_INTO = '/mergedInto'
export const Merge = z.object({ to: RecordId, carried: PagesValue })
/** The cell that says in which order somebody laid the pages. */
export const ORDER = '/order'

/** Null for a document whose pages stand as they came. */
export function layoutOf(record: RecordState, base: readonly Page[]): PageLayout | null {
  const merged = Merge.safeParse(shownValue(record, MERGED_INTO))
  const inserted = entriesBelow(record, '/inserted/').flatMap(([key, value]) => {
    const insertion = Insertion.safeParse(value)
    return insertion.success && insertion.data.pages.length > 0 ? [{ ...insertion.data, key }] : []
  })
  const aside = entriesBelow(record, '/aside/').flatMap(([page, value]) => {
    const parsed = Aside.safeParse(value)
    return parsed.success ? [[page, parsed.data] as const] : []
  })
  const order = PagesValue.safeParse(shownValue(record, ORDER))
  if (!merged.success && !order.success && inserted.length === 0 && aside.length === 0) return null
  const { to = null, carried = [] } = merged.success ? merged.data : {}
  return {
    base: [...base],
    inserted,
    aside: Object.fromEntries(aside),
    mergedInto: to,
    carried: carried.map(({ id }) => id),
    ...(order.success ? { order: order.data.map(({ id }) => id) } : {}),
  }
}

/** All pages in their order, those that are not shown among them. */
export function allPages(layout: Pick<PageLayout, 'base' | 'inserted' | 'order'>): readonly Page[] {
  return inOrder(asTheyCame(layout), layout.order ?? [])
}

/** A page of which the order knows nothing stays behind the one before it, or first. */
function inOrder(pages: readonly Page[], order: readonly string[]): readonly Page[] {
  if (order.length === 0) return pages
  const ranks = new Map(order.map((id, rank) => [id, rank]))
  const groups: { readonly rank: number; readonly pages: Page[] }[] = [{ rank: -1, pages: [] }]
  for (const page of pages) {
    const rank = ranks.get(page.id)
    if (rank === undefined) groups.at(-1)?.pages.push(page)
    else groups.push({ rank, pages: [page] })
  }
  return groups.toSorted((a, b) => a.rank - b.rank).flatMap((group) => group.pages)
}

function asTheyCame({ base, inserted }: Pick<PageLayout, 'base' | 'inserted'>): readonly Page[] {
  const later = new Set(inserted.flatMap(({ pages }) => pages.map(({ id }) => id)))
  const arranged = base.filter(({ id }) => !later.has(id))
  let waiting = inserted.toSorted(byRank)
  for (;;) {
    const left = waiting.filter((insertion) => !putIn(arranged, insertion))
    if (left.length === 0) return distinct(arranged)
    if (left.length === waiting.length) return distinct([...arranged, ...left.flatMap(({ pages }) => pages)])
    waiting = left
  }
}

/** The same wherever the same cells are. */
function byRank(a: KeyedInsertion, b: KeyedInsertion): number {
  return a.rank - b.rank || (a.key < b.key ? 1 : -1)
}

function putIn(arranged: Page[], { pages, after }: Insertion): boolean {
  const at = after === null ? -1 : arranged.findIndex(({ id }) => id === after)
  if (after !== null && at === -1) return false
  arranged.splice(at + 1, 0, ...pages)
  return true
}

function distinct(pages: readonly Page[]): readonly Page[] {
  return [...new Map(pages.map((page) => [page.id, page])).values()]
}

export function shownPages(layout: PageLayout): readonly Page[] {
  return layout.mergedInto === null ? allPages(layout).filter(({ id }) => !(id in layout.aside)) : []
}

interface Laid {
  readonly pages: readonly Page[]
  readonly layout?: PageLayout
}

/** The layout of any document, also of one whose pages stand as they came. */
export function layoutIn({ pages, layout }: Laid): PageLayout {
  return layout ?? { base: [...pages], inserted: [], aside: {}, mergedInto: null, carried: [] }
}

/** The pages in the bin of a document, in the order in which they would stand. */
export function binnedPages(document: Laid): readonly Page[] {
  const { layout } = document
  if (layout === undefined || layout.mergedInto !== null) return []
  return allPages(layout).filter(({ id }) => layout.aside[id]?.kind === 'bin')
}

/** These shown pages with what is not shown between and behind them: what goes along when a document is cut there. */
export function pagesWithAside(document: Laid, shown: readonly Page[]): readonly Page[] {
  if (document.layout === undefined) return shown
  const all = allPages(document.layout)
  const [first] = shown
  const isOfFirstPart = first?.id === document.pages[0]?.id
  const begin = isOfFirstPart ? 0 : all.findIndex(({ id }) => id === first?.id)
  const ends = new Set(document.pages.slice(indexBehind(document.pages, shown)).map(({ id }) => id))
  const end = all.findIndex(({ id }, at) => at > begin && ends.has(id))
  return all.slice(begin, end === -1 ? all.length : end)
}

function indexBehind(pages: readonly Page[], part: readonly Page[]): number {
  const last = part.at(-1)?.id
  return pages.findIndex(({ id }) => id === last) + 1
}
