import { isConflicting } from './conflicts.ts'
import type { Json } from './json.ts'
import { type RecordState, shownValue } from './merge.ts'
import { type Edit, RecordId } from './op.ts'
import { layoutIn } from './page-layout.ts'
import { type Document, documentView } from './records/document.ts'
import { type Page, PagesValue, pagesValue } from './records/page.ts'
import { documentBegunBy, pageCells } from './split-document.ts'

type Look = (id: RecordId) => RecordState

const PAGES = '/pages'

/** Two PCs cut a document at different pages, or one took back what the other cut further. */
export function hasRivalCuts(record: RecordState): boolean {
  return isConflicting(record.cells[PAGES])
}

/**
 * What joins the cuts of all PCs after their edits met: every page at which somebody cut begins a document, each document
 * ends before the next begins, so no page is lost and none stands in two. The same edits wherever the same ops are.
 * Empty where nothing overlaps.
 */
export function joinCuts(id: RecordId, look: Look): readonly Edit[] {
  const family = familyOf(lineOf(id, look), look)
  const cells = new Map(
    family.flatMap(({ view, reach }) =>
      pageCells(view, reach).map(([path, value]) => [path, value] as const),
    ),
  )
  const batch = family.find(({ view }) => view.batch !== '')?.view.batch ?? ''
  return family.flatMap((member) => mended(member, { cells, batch }))
}

interface Member {
  readonly record: RecordState
  readonly view: Document
  /** All pages that any PC gave it. */
  readonly reach: readonly Page[]
  /** The pages that it has after the cuts of all. */
  readonly own: readonly Page[]
}

/** A document and those it was cut from, up to the scan. */
function lineOf(id: RecordId, look: Look): readonly RecordId[] {
  const line = [id]
  for (;;) {
    const from = RecordId.safeParse(shownValue(look(line.at(-1) ?? id), '/splitFrom'))
    if (!from.success || line.includes(from.data)) return line
    line.push(from.data)
  }
}

/** These documents and all that their pages begin, each once. */
function familyOf(line: readonly RecordId[], look: Look): readonly Member[] {
  const found = new Map<RecordId, Member>()
  const waiting = [...line]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue
    const record = look(id)
    const lists = pageLists(record)
    const reach = longest(lists)
    if (reach.length === 0) continue
    const begun = reach.slice(1).map((page) => documentBegunBy(page))
    const isCutAt = (place: number): boolean => {
      const child = begun[place - 1]
      return child !== undefined && pageLists(look(child)).length > 0
    }
    const shortest = lists.reduce((least, list) => (list.length < least.length ? list : least), reach)
    const end = shortest.findIndex((_, place) => place > 0 && isCutAt(place))
    const own = end === -1 ? shortest : shortest.slice(0, end)
    found.set(id, { record, view: documentView(record), reach, own })
    waiting.push(...begun.filter((_, place) => isCutAt(place + 1)))
  }
  return [...found.values()]
}

/** What each PC that did not know of the others says of the pages. */
function pageLists(record: RecordState): readonly (readonly Page[])[] {
  return (record.cells[PAGES]?.heads ?? []).flatMap((head) => {
    const pages = head.del === true ? null : PagesValue.safeParse(head.val)
    return pages?.success && pages.data.length > 0 ? [pages.data] : []
  })
}

function longest(lists: readonly (readonly Page[])[]): readonly Page[] {
  return lists.reduce((most, list) => (list.length > most.length ? list : most), [])
}

interface Known {
  readonly cells: ReadonlyMap<string, Json>
  readonly batch: string
}

function mended({ record, view, own }: Member, { cells, batch }: Known): readonly Edit[] {
  const { base } = layoutIn(view)
  const isShown = base.length === own.length && base.every(({ id }, at) => own[at]?.id === id)
  if (isShown && !hasRivalCuts(record)) return []
  const { id } = record
  const ids = new Set(own.map((page) => page.id))
  const gone = base.filter((page) => !ids.has(page.id))
  const has = new Set(pageCells(view, own).map(([path]) => path))
  const missing = [...cells].filter(
    // The page stands behind the kind: `/text/<page>`, `/word/<page>/<place>`.
    ([path]) => ids.has(path.split('/')[2] ?? '') && !has.has(path),
  )
  return [
    ...(view.batch === '' && batch !== '' ? [{ record: id, path: '/batch', value: batch }] : []),
    ...pageCells(view, gone).map(([path]): Edit => ({ record: id, path, remove: true })),
    ...missing.map(([path, value]): Edit => ({ record: id, path, value })),
    // The machine makes them again from the pages that are left.
    ...['/proposals', '/findings']
      .filter((path) => shownValue(record, path) !== undefined)
      .map((path): Edit => ({ record: id, path, remove: true })),
    { record: id, path: PAGES, value: pagesValue(own) },
  ]
}
