import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  useVirtualizer,
} from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import { remScale } from '../../ui/rem-scale.ts'

/** In the design's own pixels; text does not wrap in a row. */
const ROW_PX = 36
const HEAD_PX = 36
const OVERSCAN = 6
/** Browsers draw no box higher than some thirty million pixels: longer lists scroll faster than they are. */
const MOST_PX = 15_000_000
/** Until the place has been measured. */
const assumedRect = { width: 1200, height: 800 }

interface GridRowsWish {
  readonly total: number
  /** Is always drawn, so that it can be told of. */
  readonly active: number
  readonly onSee: (first: number, last: number) => void
}

export interface GridRows {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rows: readonly { readonly index: number; readonly topPx: number }[]
  readonly rowPx: number
  readonly bodyPx: number
  /** Whole rows in sight. */
  readonly page: number
}

/** Which rows of a list of any length are drawn, and where; all are of one height. */
export function useGridRows({ total, active, onSee }: GridRowsWish): GridRows {
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = ROW_PX * remScale()
  const headPx = HEAD_PX * remScale()
  const faster = useRef(1)
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and none is memoised here
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    estimateSize: () => rowPx,
    getScrollElement: () => scroller.current,
    overscan: OVERSCAN,
    scrollPaddingEnd: headPx,
    initialRect: assumedRect,
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (offset, isScrolling) => tell(offset * faster.current, isScrolling)),
    scrollToFn: (offset, options, instance) => elementScroll(offset / faster.current, options, instance),
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      const isDrawn = active < 0 || active >= total || drawn.includes(active)
      return isDrawn ? drawn : [...drawn, active].sort((a, b) => a - b)
    },
    onChange: ({ range }) => {
      if (range !== null) onSee(range.startIndex, range.endIndex)
    },
  })
  const heightPx = virtualizer.scrollRect?.height ?? assumedRect.height
  const wholePx = total * rowPx
  const bodyPx = Math.min(wholePx, MOST_PX)
  faster.current = bodyPx < wholePx ? (wholePx - heightPx) / (bodyPx - heightPx) : 1
  const offset = virtualizer.scrollOffset ?? 0
  const shift = offset - offset / faster.current
  const goTo = virtualizer.scrollToIndex
  useEffect(() => {
    if (active >= 0) goTo(active, { align: 'auto' })
  }, [active, goTo])
  return {
    scroller,
    rows: virtualizer.getVirtualItems().map(({ index, start }) => ({ index, topPx: start - shift })),
    rowPx,
    bodyPx,
    page: Math.max(1, Math.floor((heightPx - headPx) / rowPx) - 1),
  }
}
