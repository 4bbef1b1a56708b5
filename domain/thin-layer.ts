import type { TextLayer, TextLine } from './text-layer.ts'

/** Documents up to this size are looked at whole. */
const WHOLE_DOCUMENT_PAGES = 20
const FIRST_PAGES = 3
const LAST_PAGES = 2
/** A head with motto, number, title and subject takes fewer lines, and so does what stands below the last sentence. */
const HEAD_LINES = 18
const FOOT_LINES = 12

/**
 * The part of a page that the fields of its document are taken from: all of it near both ends of a document, else its
 * head and foot, so that five hundred pages can be in memory at once.
 * @param place the page's index and how many its document has
 */
export function thinLayer(
  layer: TextLayer,
  place: { readonly page: number; readonly pageCount: number },
): TextLayer {
  const { page, pageCount } = place
  const isNearEnd = page < FIRST_PAGES || page >= pageCount - LAST_PAGES
  if (pageCount <= WHOLE_DOCUMENT_PAGES || isNearEnd) return layer
  const { lines } = layer
  const kept =
    lines.length <= HEAD_LINES + FOOT_LINES
      ? lines
      : [...lines.slice(0, HEAD_LINES), ...lines.slice(-FOOT_LINES)]
  return { ...layer, lines: kept.map(thinLine) }
}

function thinLine({ box, words }: TextLine): TextLine {
  return {
    box,
    words: words.map(({ text, box: place, confidence, isHandwritten }) => ({
      text,
      box: place,
      confidence,
      ...(isHandwritten === undefined ? {} : { isHandwritten }),
    })),
  }
}
