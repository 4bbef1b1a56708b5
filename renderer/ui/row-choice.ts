import type { Key, Selection, TableProps } from 'react-aria-components'
import { useDragAndDrop } from 'react-aria-components'

/** Rows of a table that are chosen, and what is done when they are dragged elsewhere. */
export interface RowChoice {
  readonly chosen: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
  /** Names of the column of boxes, and of the box and the handle of a row. */
  readonly words: {
    readonly column: string
    readonly box: (row: string) => string
    readonly handle: (row: string) => string
  }
  /** Puts rows before another, or last; null where they keep their order. */
  readonly onDrop: ((ids: readonly string[], before: string | null) => void) | null
}

/** What the table of react-aria wants for it; nothing where rows cannot be chosen. */
export function useRowChoice(choice: RowChoice | null, ids: readonly string[]): TableProps {
  const onDrop = choice?.onDrop ?? null
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: onDrop === null,
    getItems: (keys: Iterable<Key>) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const at = ids.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0)
      // In the order of the table, however they were chosen.
      onDrop?.(
        ids.filter((id) => keys.has(id)),
        ids[at] ?? null,
      )
    },
  })
  if (choice === null) return {}
  const choose = (keys: Selection): void =>
    choice.onChoose(keys === 'all' ? ids : ids.filter((id) => keys.has(id)))
  return {
    selectionMode: 'multiple',
    selectionBehavior: 'toggle',
    selectedKeys: choice.chosen,
    onSelectionChange: choose,
    ...(onDrop === null ? {} : { dragAndDropHooks }),
  }
}
