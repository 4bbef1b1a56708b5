import { entriesBelow, type RecordState, shownValue } from './merge.ts'
import { type Edit, kindOf, type RecordId } from './op.ts'
import { asidePath, lateEdits } from './page-edits.ts'
import { allPages, type KeyedInsertion, layoutIn, MERGED_INTO, type PageLayout } from './page-layout.ts'
import { type Document, documentView } from './records/document.ts'
import { type Page, pageId, pageIndex } from './records/page.ts'
import { referencesOf } from './references.ts'
import { documentBegunBy, insertionEdits } from './split-document.ts'
import { joinCuts } from './split-overlap.ts'

type Look = (id: RecordId) => RecordState

/**
 * The documents whose pages may have to be put right after a document was changed: itself, those that any PC says took
 * pages of it or of the one it was cut from, and those that were cut from it with a page that somebody put elsewhere.
 */
export function takersOf(id: RecordId, look: Look): readonly RecordId[] {
  if (kindOf(id) !== 'doc') return []
  const record = look(id)
  const from = valuesIn(record, '/splitFrom')
  const takers = [record, ...from.map(look)].flatMap((giver) => [
    ...valuesIn(giver, MERGED_INTO),
    ...asidePaths(giver).flatMap((path) => valuesIn(giver, path)),
  ])
  const hasOwn = from.length > 0 || entriesBelow(record, '/inserted/').length > 0
  return [...new Set([...(hasOwn ? [id] : []), ...takers, ...heirsOf(record, look)])]
}

function asidePaths({ cells }: RecordState): readonly string[] {
  return Object.keys(cells).filter((path) => path.startsWith('/aside/'))
}

/** Every record that any of the values beside each other in a cell names. */
function valuesIn({ id, cells }: RecordState, path: string): readonly RecordId[] {
  return (cells[path]?.heads ?? []).flatMap((head) =>
    head.del === true ? [] : referencesOf({ f: id, p: path, val: head.val }).records,
  )
}

/** The documents that were cut from this one and hold a page of which it still says something. */
function heirsOf(record: RecordState, look: Look): readonly RecordId[] {
  const paths = asidePaths(record)
  const layout = layoutIn(documentView(record))
  if (paths.length === 0 && layout.inserted.length === 0) return []
  const here = new Set(allPages(layout).map(({ id }) => id))
  const [first] = layout.base
  if (first === undefined) return []
  const named = [
    ...paths.map((path) => path.slice(asidePath('').length)),
    ...layout.inserted.map(({ after }) => after ?? first.id),
  ]
  const gone = named.filter((page) => !here.has(page))
  return gone.flatMap((page) => {
    const index = pageIndex(first, page)
    if (index === null) return []
    // Whatever page before it begins a document may begin the one that it lies in.
    return Array.from({ length: index + 1 }, (_, back) =>
      documentBegunBy({ id: pageId(pageId(first.id, first.index), index - back) }),
    ).filter((begun) => documentView(look(begun)).pages.some(({ id }) => id === page))
  })
}

/**
 * What puts the pages of a document right after the edits of several PCs met: a page that another document took instead,
 * that went to the bin where it came from, or that begins a document by now, does not stand here as well; what was put
 * into a document that this one took whole comes along. The same edits wherever the same ops are; empty where nothing
 * overlaps.
 */
export function joinMoves(id: RecordId, look: Look): readonly Edit[] {
  const document = documentView(look(id))
  if (document.isolated !== undefined) return []
  const edits = overlapEdits(document, id, look)
  if (edits.length === 0) return []
  // The machine makes them again from the pages that are left.
  const stale = ['/proposals', '/findings']
    .filter((path) => shownValue(look(id), path) !== undefined)
    .map((path): Edit => ({ record: id, path, remove: true }))
  return [...edits, ...stale]
}

/** One kind after the other: each changes what the next looks at. */
function overlapEdits(document: Document, id: RecordId, look: Look): readonly Edit[] {
  const inherited = [...inheritedAside(document, id, look), ...takenFromParent(document, id, look)]
  const { layout } = document
  if (isCutWithin(document, id, look)) return joinCuts(id, look)
  if (inherited.length > 0 || layout === undefined) return inherited
  if (isFirstOfCircle(id, look)) return [{ record: id, path: MERGED_INTO, remove: true }]
  const lost = layout.inserted.flatMap((insertion) => {
    const gone = goneFrom(id, insertion, look)
    return [...insertionEdits(id, insertion, (page) => !gone.has(page.id)), ...goneFromBase(layout, id, gone)]
  })
  return lost.length > 0 ? lost : latePages(document, look)
}

/** A PC cut at a page that was put in later, another right behind it: the pages that the first cut off begin two documents. */
function isCutWithin({ pages }: Document, id: RecordId, look: Look): boolean {
  const [parent] = valuesIn(look(id), '/splitFrom')
  const hadInsertions =
    parent !== undefined && Object.keys(look(parent).cells).some((path) => path.startsWith('/inserted/'))
  return hadInsertions && pages.slice(1).some((page) => beginsAnother(page, { id, from: id }, look))
}

/** What was said of pages of a document while another PC cut them off goes with them. */
function inheritedAside({ pages }: Document, id: RecordId, look: Look): readonly Edit[] {
  const [from] = valuesIn(look(id), '/splitFrom')
  const aside = from === undefined ? undefined : documentView(look(from)).layout?.aside
  if (aside === undefined) return []
  return pages.flatMap((page): Edit[] => {
    const said = aside[page.id]
    const path = asidePath(page.id)
    // Where anything was ever said of it here, that stands.
    return said === undefined || path in look(id).cells ? [] : [{ record: id, path, value: { ...said } }]
  })
}

/** What stands here since the document was cut does not stand in the one it was cut from, where another PC left it. */
function takenFromParent({ pages }: Document, id: RecordId, look: Look): readonly Edit[] {
  const [parent] = valuesIn(look(id), '/splitFrom')
  const { layout, isolated } = parent === undefined ? {} : documentView(look(parent))
  if (parent === undefined || layout === undefined || isolated !== undefined) return []
  const here = new Set(pages.map((page) => page.id))
  return layout.inserted
    .filter(({ from }) => from !== id)
    .flatMap((insertion) => insertionEdits(parent, insertion, (page) => !here.has(page.id)))
}

/** Documents that took each other whole: the first by its id takes the others. */
function isFirstOfCircle(id: RecordId, look: Look): boolean {
  const takers = takenBy(id, look)
  return takers.includes(id) && takers.every((other) => id <= other)
}

/** The document that took this one whole, the one that took that, and so on; each once. */
function takenBy(id: RecordId, look: Look): readonly RecordId[] {
  const takers: RecordId[] = []
  for (let at = id; ; ) {
    const next = documentView(look(at)).layout?.mergedInto ?? null
    if (next === null || takers.includes(next)) return takers
    takers.push(next)
    at = next
  }
}

/** What somebody put into a document while another PC gave all its pages to this one. */
function latePages(document: Document, look: Look): readonly Edit[] {
  const sources = new Set((document.layout?.inserted ?? []).map(({ from }) => from))
  for (const from of sources) {
    const source = documentView(look(from))
    if (source.layout?.mergedInto !== document.id) continue
    const edits = lateEdits(document, source)
    // One source after the other: what is brought in first changes where the next goes.
    if (edits.length > 0) return edits
  }
  return []
}

/** A page that had come home lies among those of its own document as well. */
function goneFromBase(
  { base, aside }: PageLayout,
  record: RecordId,
  gone: ReadonlyMap<string, RecordId>,
): readonly Edit[] {
  return base.flatMap(({ id }): Edit[] => {
    const to = gone.get(id)
    return to === undefined || id in aside
      ? []
      : [{ record, path: asidePath(id), value: { kind: 'moved', to } }]
  })
}

/** The pages of an insertion that are not here any more, each with the document that has it. */
function goneFrom(id: RecordId, { pages, from }: KeyedInsertion, look: Look): ReadonlyMap<string, RecordId> {
  const source = documentView(look(from)).layout
  const cut = pages.findIndex(
    (page) => source?.aside[page.id]?.kind !== 'moved' && beginsAnother(page, { id, from }, look),
  )
  const begun = pages[cut]
  const there = new Set(source === undefined ? [] : allPages(source).map((page) => page.id))
  const whereTo = (page: Page, at: number): RecordId => {
    const aside = source?.aside[page.id]
    if (aside?.kind === 'moved') return aside.to
    if (begun !== undefined && at >= cut) return documentBegunBy(begun)
    const mergedInto = source?.mergedInto ?? null
    // What was cut off from there since did not go with the rest.
    if (mergedInto !== null && there.has(page.id)) return mergedInto
    // Where nothing is said there, the rest of the group of edits is still to come.
    return aside === undefined ? id : from
  }
  return new Map(
    pages.flatMap((page, at) => {
      const to = whereTo(page, at)
      return to === id ? [] : [[page.id, to] as const]
    }),
  )
}

/** Somebody cut the document that the page came from right there, without knowing that it was given away. */
function beginsAnother(
  page: Page,
  { id, from }: { readonly id: RecordId; readonly from: RecordId },
  look: Look,
): boolean {
  const begun = documentBegunBy(page)
  if (begun === id || begun === from) return false
  return documentView(look(begun)).pages.some((each) => each.id === page.id)
}
