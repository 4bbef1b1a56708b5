import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import type { ViewedPage } from '../../../domain/viewer-api.ts'
import type { Zoom } from '../../state/viewer-state.ts'

/** Pixels of the window to an inch, at a zoom of 1. */
const CSS_DPI = 96
const MM_PER_INCH = 25.4
/** Room around and between pages. */
const EDGE_PX = 16
const GAP_PX = 14

/** A page of which nothing is known yet is taken for a sheet of A4 at 200 dpi. */
export const assumedPage: ViewedPage = { widthPx: 1654, heightPx: 2339, dpi: 200, scanDpi: null }

export interface Size {
  readonly width: number
  readonly height: number
}

/** A page as it stands upright for the eye. */
export interface UprightPage {
  readonly page: ViewedPage
  readonly turn: QuarterTurn
}

/** Where every page lies on the long sheet that is scrolled; pixels of the window. */
export interface Layout {
  readonly scale: number
  readonly width: number
  readonly height: number
  /** Tops of the pages, ascending. */
  readonly tops: readonly number[]
  readonly sizes: readonly Size[]
}

const isAside = (turn: QuarterTurn): boolean => turn === 90 || turn === 270

/** How large a page is on paper, in inches, turned upright. */
function paperSize({ page: { widthPx, heightPx, dpi }, turn }: UprightPage): Size {
  const [width, height] = [widthPx / dpi, heightPx / dpi]
  return isAside(turn) ? { width: height, height: width } : { width, height }
}

/** What a zoom comes to, in parts of the real size. Most pages of the document fit; a single larger one does not make all small. */
export function scaleFor(zoom: Zoom, pages: readonly UprightPage[], room: Size): number {
  if (typeof zoom === 'number') return zoom
  const sizes = pages.map(paperSize)
  const usual = (side: keyof Size): number => {
    const sorted = sizes.map((size) => size[side]).toSorted((a, b) => a - b)
    return sorted[Math.floor((sorted.length - 1) * 0.75)] ?? 1
  }
  const across = (room.width - 2 * EDGE_PX) / (usual('width') * CSS_DPI)
  const down = (room.height - 2 * EDGE_PX) / (usual('height') * CSS_DPI)
  return Math.max(0.05, Math.min(8, zoom === 'width' ? across : Math.min(across, down)))
}

export function layoutOf(pages: readonly UprightPage[], scale: number, room: Size): Layout {
  const tops: number[] = []
  const sizes: Size[] = []
  let top = EDGE_PX
  let widest = 0
  for (const each of pages) {
    const paper = paperSize(each)
    const size = {
      width: Math.max(1, Math.round(paper.width * CSS_DPI * scale)),
      height: Math.max(1, Math.round(paper.height * CSS_DPI * scale)),
    }
    tops.push(top)
    sizes.push(size)
    top += size.height + GAP_PX
    widest = Math.max(widest, size.width)
  }
  const height = Math.max(room.height, top - GAP_PX + EDGE_PX)
  return { scale, width: Math.max(room.width, widest + 2 * EDGE_PX), height, tops, sizes }
}

/** Pages stand in the middle of the sheet. */
export function leftOf(layout: Layout, page: number): number {
  return Math.round((layout.width - (layout.sizes[page]?.width ?? 0)) / 2)
}

/** The last page that begins above a height of the sheet. */
export function pageAt({ tops }: Pick<Layout, 'tops'>, y: number): number {
  let [first, end] = [0, tops.length]
  while (end - first > 1) {
    const middle = (first + end) >> 1
    if ((tops[middle] ?? 0) <= y) first = middle
    else end = middle
  }
  return first
}

export interface Sight {
  readonly first: number
  readonly last: number
  /** The page that fills most of it. */
  readonly page: number
}

export function sightOf(layout: Layout, top: number, roomHeight: number): Sight {
  const first = pageAt(layout, top)
  const last = pageAt(layout, top + roomHeight)
  const shown = (page: number): number => {
    const begins = layout.tops[page] ?? 0
    const ends = begins + (layout.sizes[page]?.height ?? 0)
    return Math.max(0, Math.min(ends, top + roomHeight) - Math.max(begins, top))
  }
  let page = first
  for (let at = first + 1; at <= last; at += 1) if (shown(at) > shown(page)) page = at
  // A page of which only the gap below is left is no longer seen.
  return { first: shown(first) > 0 || first === last ? first : first + 1, last, page }
}

/** A place on a page as shares of it, seen at a point of the room. */
export interface Anchor {
  readonly page: number
  readonly x: number
  readonly y: number
  readonly atX: number
  readonly atY: number
}

export interface Scroll {
  readonly left: number
  readonly top: number
}

/** What lies under a point of the room. */
export function anchorAt(
  layout: Layout,
  scroll: Scroll,
  { x, y }: { readonly x: number; readonly y: number },
): Anchor {
  const page = pageAt(layout, scroll.top + y)
  const size = layout.sizes[page] ?? { width: 1, height: 1 }
  return {
    page,
    x: (scroll.left + x - leftOf(layout, page)) / size.width,
    y: (scroll.top + y - (layout.tops[page] ?? 0)) / size.height,
    atX: x,
    atY: y,
  }
}

/** How to scroll so that the place is seen at its point again. */
export function scrollTo(layout: Layout, anchor: Anchor): Scroll {
  const size = layout.sizes[anchor.page] ?? { width: 1, height: 1 }
  return {
    left: leftOf(layout, anchor.page) + anchor.x * size.width - anchor.atX,
    top: (layout.tops[anchor.page] ?? 0) + anchor.y * size.height - anchor.atY,
  }
}

/** How to scroll to the top of a page, or so that a box of it, as it lies on the upright page, is in the middle. */
export function scrollToPage(
  layout: Layout,
  { page, box }: { readonly page: number; readonly box: PageBox | null },
  room: Size,
): Scroll {
  const top = layout.tops[page] ?? 0
  if (box === null) return { left: (layout.width - room.width) / 2, top: top - GAP_PX / 2 }
  const middle = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }
  return scrollTo(layout, { page, ...middle, atX: room.width / 2, atY: room.height / 2 })
}

/** The pictures that there are of a page, coarse to fine. */
export const rungs = ['small', 'full', 'fine'] as const
export type Rung = (typeof rungs)[number]

/** A picture may be enlarged a little before the next finer one is worth its bytes. */
const TOLERATED_ENLARGING = 1.15
const SMALL_PX = 320
const LEAST_GAIN = 1.1

/** The coarsest picture that is sharp where the page's picture is so many pixels of the screen wide. */
export function rungFor(page: ViewedPage, shownPx: number): Rung {
  if (shownPx <= SMALL_PX * TOLERATED_ENLARGING) return 'small'
  if (shownPx <= page.widthPx * TOLERATED_ENLARGING) return 'full'
  // A written page has any number of pixels; a scan has those it was scanned with.
  const isFiner = page.scanDpi === null || page.scanDpi > page.dpi * LEAST_GAIN
  return isFiner ? 'fine' : 'full'
}

/** A place on an upright page, as shares of it. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** How large a page is on paper, turned upright; millimetres. */
export function paperMm(upright: UprightPage): Size {
  const { width, height } = paperSize(upright)
  return { width: width * MM_PER_INCH, height: height * MM_PER_INCH }
}

/** Millimetres of paper between two places of a page. */
export function millimetres(upright: UprightPage, from: Spot, to: Spot): number {
  const paper = paperMm(upright)
  return Math.hypot((to.x - from.x) * paper.width, (to.y - from.y) * paper.height)
}
