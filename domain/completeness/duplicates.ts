import { fieldValue } from '../records/document.ts'
import { type CompletenessFault, faultOf } from './completeness-fault.ts'
import { codeKeyOf, officeKey } from './document-key.ts'
import type { NamedDocument } from './named-document.ts'
import { joinSketches, likeness, type Sketch } from './near-text.ts'
import type { PageFacts } from './page-facts.ts'

/** What was looked at of the pages: page id -> facts. */
export type KnownPages = ReadonlyMap<string, PageFacts>

/** From here on two texts count as near the same. */
const NEAR = 0.85
/** A document is known by its first pages. */
const SKETCHED_PAGES = 5
/** Every pair of these is compared; the others are only compared by bytes and codes. */
const MOST_COMPARED = 1500

/** Documents that lie in a case file twice: by their bytes, by number, date and office, or nearly by their text. */
export function duplicateFaults(
  documents: readonly NamedDocument[],
  pages: KnownPages,
): readonly CompletenessFault[] {
  const told = new Set<string>()
  const twice = (code: 'duplicate-bytes' | 'duplicate-code', keyOf: (named: NamedDocument) => string) =>
    repeated(documents, keyOf).flatMap(([first, second]) => {
      if (told.has(second.document.id)) return []
      told.add(second.document.id)
      return [faultOf(code, jumpTo(second), pairFacts(first, second))]
    })
  return [
    ...twice('duplicate-bytes', bytesKey),
    ...twice('duplicate-code', printedKey),
    ...nearTexts(
      documents.filter(({ document }) => !told.has(document.id)),
      pages,
    ),
  ]
}

function jumpTo({ document }: NamedDocument) {
  return { place: 'contents', document: document.id } as const
}

function pairFacts(first: NamedDocument, second: NamedDocument) {
  return { ...second.facts, otherName: first.facts.name, otherOrder: first.facts.order }
}

/** Each that has the key of one before it, with that one. */
function repeated(
  documents: readonly NamedDocument[],
  keyOf: (named: NamedDocument) => string,
): readonly (readonly [NamedDocument, NamedDocument])[] {
  const firsts = new Map<string, NamedDocument>()
  return documents.flatMap((named) => {
    const key = keyOf(named)
    const first = key === '' ? undefined : firsts.get(key)
    if (key !== '' && first === undefined) firsts.set(key, named)
    return first === undefined ? [] : [[first, named] as const]
  })
}

function bytesKey({ document: { pages } }: NamedDocument): string {
  return pages.map(({ source, index }) => `${source}/${index}`).join(' ')
}

/** Number, notation, day and office as somebody reads them. */
function printedKey({ document }: NamedDocument): string {
  const code = codeKeyOf(document)
  const [date, office] = [fieldValue(document, 'issuedDate'), officeKey(fieldValue(document, 'issuer'))]
  return code === '' || date === '' || office === '' ? '' : [code, date, office].join(' ')
}

function nearTexts(documents: readonly NamedDocument[], pages: KnownPages): readonly CompletenessFault[] {
  const sketched = documents.slice(0, MOST_COMPARED).flatMap((named) => {
    const sketch = sketchOfDocument(named, pages)
    return sketch === null ? [] : [{ named, sketch }]
  })
  return sketched.flatMap(({ named, sketch }, at) => {
    const before = sketched.slice(0, at).find((other) => isNear(other, { named, sketch }))
    if (before === undefined) return []
    const share = Math.round(likeness(before.sketch, sketch) * 100)
    return [faultOf('duplicate-text', jumpTo(named), { ...pairFacts(before.named, named), share })]
  })
}

interface Sketched {
  readonly named: NamedDocument
  readonly sketch: Sketch
}

/** Decisions of one form that go to many people say nearly the same and differ in their numbers. */
function isNear(a: Sketched, b: Sketched): boolean {
  const [codeA, codeB] = [codeKeyOf(a.named.document), codeKeyOf(b.named.document)]
  const isToldApart = codeA !== '' && codeB !== '' && codeA !== codeB
  return !isToldApart && likeness(a.sketch, b.sketch) >= NEAR
}

function sketchOfDocument({ document }: NamedDocument, pages: KnownPages): Sketch | null {
  const sketches = document.pages.slice(0, SKETCHED_PAGES).flatMap(({ id }) => pages.get(id)?.sketch ?? [])
  return sketches.length === 0 ? null : joinSketches(sketches)
}
