import type { PageBox } from '../../domain/records/page-box.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { Corrections } from '../../domain/word-corrections.ts'
import type { AppState, PageTextSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

/** What was read on the page under review. */
export interface PageText {
  /** Hash of the text. */
  readonly text: string
  readonly layer: Remote<TextLayer>
  /** Where the middles of the words lie that are written by hand, as shares of the page's width and height. */
  readonly byHand: readonly Middle[]
}

type Middle = readonly [x: number, y: number]

export function createPageTextSlice(ports: Ports): Slice<PageTextSlice> {
  return (set, get) => ({
    pageText: null,
    isTextShown: false,
    wordPlace: null,
    lookAtWord: (wordPlace) => set({ wordPlace }),
    toggleText: () => set({ isTextShown: !get().isTextShown }),
    loadPageText: async () => {
      const text = textUnderReview(get())
      if (text === (get().pageText?.text ?? null)) return
      if (text === null) return set({ pageText: null, wordPlace: null })
      set({ pageText: { text, layer: loading, byHand: [] }, wordPlace: null })
      const layer = await fetchRemote(ports, async () => (await ports.client.pageText({ text })).layer)
      // Another page may be shown by now.
      if (get().pageText?.text === text)
        set({ pageText: { text, layer, byHand: byHandIn(readyValue(layer)) } })
    },
    correctWord: async (word, text) => {
      const { review } = get()
      const page = review?.document.pages[review.page]
      if (review === null || page === undefined) return
      const said = { id: review.document.id, page: page.id, place: word.place, text }
      const result = await attempt(ports, () => ports.client.correctWord(said))
      if (!result.ok) return get().tell(result.fault)
      if (text === null) get().confirm('correction-taken-back', word.word.text)
      else get().confirm('word-corrected', text)
      await get().refresh()
    },
  })
}

function textUnderReview({ review }: AppState): string | null {
  if (review === null) return null
  const page = review.document.pages[review.page]
  return review.document.texts[page?.id ?? ''] ?? null
}

/** What people say of the words of the page under review. */
export function correctionsUnderReview({ review }: Pick<AppState, 'review'>): Corrections | undefined {
  return review?.document.corrections[review.document.pages[review.page]?.id ?? '']
}

function byHandIn(layer: TextLayer | null): readonly Middle[] {
  if (layer === null) return []
  const words = layer.lines.flatMap((line) => line.words).filter(({ isHandwritten: isByHand }) => isByHand)
  return words.map(({ box: [left, top, right, bottom] }) => [
    (left + right) / 2 / layer.widthPx,
    (top + bottom) / 2 / layer.heightPx,
  ])
}

/** Is there a word written by hand in this part of the page? */
export function isHandwritten(
  { pageText, review }: Pick<AppState, 'pageText' | 'review'>,
  { page, box }: { readonly page: number; readonly box: PageBox | null },
): boolean {
  if (pageText === null || box === null || review?.page !== page) return false
  const [left, top, right, bottom] = box
  return pageText.byHand.some(([x, y]) => x >= left && x <= right && y >= top && y <= bottom)
}
