import { Check } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import type { ListRow } from '../../state/list-state.ts'
import { classes } from '../../ui/classes.ts'
import styles from './grid.module.css'
import type { GridColumn } from './grid-head.tsx'

interface GridRowProps {
  readonly id: string
  readonly index: number
  /** Undefined until it was fetched. */
  readonly row: ListRow | undefined
  readonly columns: readonly GridColumn[]
  readonly isChosen: boolean
  readonly activeColumn: number | null
  readonly topPx: number
  readonly heightPx: number
  readonly onPress: (row: number, event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) => void
  readonly onToggle: (row: number) => void
  readonly onOpen: (row: number) => void
}

/** Drawn anew only where something of it is another: while one scrolls, most rows stay. */
export const GridRow = memo(function GridRow({ id, index, row, columns, isChosen, ...rest }: GridRowProps) {
  const { activeColumn, topPx, heightPx, onPress, onToggle, onOpen } = rest
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys for the row at its place
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      aria-busy={row === undefined ? true : undefined}
      className={classes(
        styles['row'],
        isChosen && styles['chosen'],
        activeColumn !== null && styles['activeRow'],
      )}
      style={{ transform: `translateY(${topPx}px)`, height: `${heightPx}px` }}
      onClick={(event) => onPress(index, event)}
      onDoubleClick={() => onOpen(index)}
    >
      <span
        className={styles['boxCell']}
        role="presentation"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          onToggle(index)
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <span className={classes(styles['box'], isChosen && styles['ticked'])}>
          {isChosen ? <Check /> : null}
        </span>
      </span>
      {columns.map((column, at) => (
        <span
          key={column.id}
          id={`${id}-${index}-${at}`}
          role="gridcell"
          aria-colindex={at + 1}
          className={classes(
            styles['cell'],
            column.isNumber && styles['number'],
            activeColumn === at && styles['active'],
          )}
        >
          {row === undefined ? <span className={styles['waiting']} /> : column.render(row)}
        </span>
      ))}
    </div>
  )
})
