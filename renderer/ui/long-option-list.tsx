import type { ReactNode } from 'react'
import { type LongList, useLongRows } from './long-rows.ts'
import styles from './option-list.module.css'
import { OptionList } from './option-list.tsx'

/** Up to so many items stand as they are; more scroll in a place of their own. */
const MOST_AT_ONCE = 100
const ITEM_PX = 96

interface LongOptionListProps<T> {
  readonly label: string
  readonly list: LongList<T>
  readonly itemId: (item: T) => string
  readonly itemText: (item: T) => string
  /** Stands in an item until it was fetched. */
  readonly waitingText: string
  readonly current?: string | null
  readonly empty?: ReactNode
  readonly render: (item: T) => ReactNode
  readonly onOpen: (item: T) => void
}

/** Any number of things one below the other, one of them the present one. */
export function LongOptionList<T>({ list, ...options }: LongOptionListProps<T>) {
  if (list.total > MOST_AT_ONCE) return <ScrolledList list={list} {...options} />
  const items = Array.from({ length: list.total }, (_, index) => list.rowAt(index))
  const { waitingText: _, ...plain } = options
  return <OptionList {...plain} items={items.filter((item) => item !== undefined)} />
}

function ScrolledList<T>(props: LongOptionListProps<T>) {
  const { list, itemId, itemText, waitingText, render, onOpen, ...plain } = props
  const { place, indexes, beforePx, afterPx, measure } = useLongRows(list, ITEM_PX)
  const items = indexes.map((index) => ({ index, item: list.rowAt(index) }))
  return (
    <div ref={place} className={styles['long']}>
      <div style={{ paddingBlock: `${beforePx}px ${afterPx}px` }}>
        <OptionList
          {...plain}
          items={items}
          itemId={({ index, item }) => (item === undefined ? `waiting-${index}` : itemId(item))}
          itemText={({ item }) => (item === undefined ? waitingText : itemText(item))}
          itemRef={measure}
          itemIndex={({ index }) => index}
          render={({ item }) => (item === undefined ? waitingText : render(item))}
          onOpen={({ item }) => {
            if (item !== undefined) onOpen(item)
          }}
        />
      </div>
    </div>
  )
}
