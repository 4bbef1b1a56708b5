import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { remScale } from './rem-scale.ts'
import styles from './strip.module.css'

/** Until the place has been measured. */
const assumedRect = { width: 1200, height: 200 }

/** A row of many things that scrolls sideways; only those in sight are drawn. It follows its end while that is in sight. */
export function Strip({
  label,
  count,
  itemWidthPx: usualPx,
  onSee,
  render,
}: {
  readonly label: string
  readonly count: number
  /** At the usual size of the text. */
  readonly itemWidthPx: number
  /** Hears which of them are in sight, when that changes. */
  readonly onSee?: (first: number, last: number) => void
  readonly render: (index: number) => ReactNode
}) {
  const place = useRef<HTMLDivElement>(null)
  const itemWidthPx = usualPx * remScale()
  // oxlint-disable-next-line react/incompatible-library -- its functions change with every render, and none is memoised here
  const virtualizer = useVirtualizer({
    count,
    horizontal: true,
    estimateSize: () => itemWidthPx,
    getScrollElement: () => place.current,
    overscan: 4,
    initialRect: assumedRect,
    onChange: ({ range }) => {
      if (range !== null) onSee?.(range.startIndex, range.endIndex)
    },
  })
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const left = element.scrollWidth - element.scrollLeft - element.clientWidth
    if (element.scrollLeft > 0 && left < itemWidthPx * 2) virtualizer.scrollToIndex(count - 1)
  }, [count, itemWidthPx, virtualizer])
  return (
    <div ref={place} className={styles['place']}>
      <div
        role="list"
        aria-label={label}
        className={styles['row']}
        style={{ width: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            role="listitem"
            aria-setsize={count}
            aria-posinset={item.index + 1}
            className={styles['item']}
            style={{ width: itemWidthPx, transform: `translateX(${item.start}px)` }}
          >
            {render(item.index)}
          </div>
        ))}
      </div>
    </div>
  )
}
