import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './option-list.module.css'

/** Things one below the other, one of them the present one; Enter or a click opens one. */
export function OptionList<T>({
  label,
  items,
  itemId,
  itemText,
  itemRef,
  itemIndex,
  current = null,
  empty = null,
  render,
  onOpen,
}: {
  readonly label: string
  readonly items: readonly T[]
  readonly itemId: (item: T) => string
  /** Its name for screen readers and for typing in the list. */
  readonly itemText: (item: T) => string
  /** Measures the items of a list that draws only those in sight, with the place of each in the whole. */
  readonly itemRef?: (element: Element | null) => void
  readonly itemIndex?: (item: T) => number
  readonly current?: string | null
  readonly empty?: ReactNode
  readonly render: (item: T) => ReactNode
  readonly onOpen: (item: T) => void
}) {
  const open = (id: string): void => {
    const item = items.find((candidate) => itemId(candidate) === id)
    if (item !== undefined) onOpen(item)
  }
  return (
    <ListBox
      aria-label={label}
      className={styles['list'] ?? ''}
      selectionMode="none"
      renderEmptyState={() => empty}
      onAction={(key) => open(String(key))}
    >
      {items.map((item) => (
        <ListBoxItem
          key={itemId(item)}
          id={itemId(item)}
          textValue={itemText(item)}
          {...(itemRef === undefined ? {} : { ref: itemRef })}
          {...(itemIndex === undefined ? {} : { 'data-index': itemIndex(item) })}
          className={classes(styles['item'], itemId(item) === current && styles['current'])}
        >
          {render(item)}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}
