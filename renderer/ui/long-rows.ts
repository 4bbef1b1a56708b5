import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useRef } from 'react'
import { remScale } from './rem-scale.ts'

/** Until the place has been measured. */
const assumedRect = { width: 1200, height: 800 }
/** Rows drawn above and below those in sight. */
const OVERSCAN = 10

/** A list of which only the rows in sight are at hand. */
export interface LongList<T> {
  readonly total: number
  /** Undefined until it was fetched. */
  readonly rowAt: (index: number) => T | undefined
  /** Hears which rows are in sight, when that changes. */
  readonly onSee: (first: number, last: number) => void
}

/** Which rows are to be drawn, and how much room the others take. */
export interface ShownRows {
  readonly place: RefObject<HTMLDivElement | null>
  readonly indexes: readonly number[]
  readonly beforePx: number
  readonly afterPx: number
  /** Ref of each drawn row, which carries its index as `data-index`. */
  readonly measure: (element: Element | null) => void
}

/** Draws only what is in sight of many rows below each other; their heights are measured as they come. */
export function useLongRows(
  { total, onSee }: Pick<LongList<unknown>, 'total' | 'onSee'>,
  rowPx: number,
): ShownRows {
  const place = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and none is memoised here
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    estimateSize: () => rowPx * remScale(),
    getScrollElement: () => place.current,
    measureElement: (element) => element.getBoundingClientRect().height || rowPx * remScale(),
    overscan: OVERSCAN,
    initialRect: assumedRect,
    onChange: ({ range }) => {
      if (range !== null) onSee(range.startIndex, range.endIndex)
    },
  })
  const items = virtualizer.getVirtualItems()
  return {
    place,
    indexes: items.map(({ index }) => index),
    beforePx: items[0]?.start ?? 0,
    afterPx: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    measure: virtualizer.measureElement,
  }
}
