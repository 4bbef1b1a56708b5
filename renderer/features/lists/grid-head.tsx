import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, type PointerEvent, type ReactNode, useRef } from 'react'
import type { ListRow } from '../../state/list-state.ts'
import { classes } from '../../ui/classes.ts'
import { remScale } from '../../ui/rem-scale.ts'
import styles from './grid.module.css'
import { HEAD } from './grid-keys.ts'

export interface GridColumn {
  readonly id: string
  readonly name: string
  /** In the design's own pixels. */
  readonly width: number
  readonly isNumber: boolean
  readonly sorted: 'ascending' | 'descending' | null
  readonly render: (row: ListRow) => ReactNode
}

interface GridHeadProps {
  readonly id: string
  readonly columns: readonly GridColumn[]
  /** The column of the head that one stands at. */
  readonly activeColumn: number | null
  readonly isAllChosen: boolean
  readonly onToggleAll: () => void
  readonly onSort: (column: string) => void
  /** While it is dragged, and once more when that is done. */
  readonly onResize: (column: string, width: number, isDone: boolean) => void
}

/** The names of the columns; a press sorts by one, its right edge makes it wider. */
export const GridHead = memo(function GridHead({ id, columns, isAllChosen, ...rest }: GridHeadProps) {
  const { activeColumn, onToggleAll, onSort, onResize } = rest
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['headRow']}>
        <span className={styles['boxCell']} role="presentation" aria-hidden="true" onClick={onToggleAll}>
          <span className={classes(styles['box'], isAllChosen && styles['ticked'])} />
        </span>
        {columns.map((column, at) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays on the grid, which hears the keys for the cell at its place
          <div
            key={column.id}
            id={`${id}-${HEAD}-${at}`}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={column.sorted ?? 'none'}
            className={classes(
              styles['headCell'],
              column.isNumber && styles['number'],
              activeColumn === at && styles['active'],
            )}
            onClick={() => onSort(column.id)}
          >
            <span className={styles['headName']}>{column.name}</span>
            <SortSign sorted={column.sorted} />
            <Edge column={column} onResize={onResize} />
          </div>
        ))}
      </div>
    </div>
  )
})

function SortSign({ sorted }: Pick<GridColumn, 'sorted'>) {
  if (sorted === null) return null
  return sorted === 'ascending' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />
}

/** Is dragged by the pointer; by keys a column is made wider with Shift and an arrow. */
function Edge({
  column,
  onResize,
}: {
  readonly column: GridColumn
  readonly onResize: GridHeadProps['onResize']
}) {
  const start = useRef<number | null>(null)
  const move = (event: PointerEvent<HTMLSpanElement>, isDone: boolean): void => {
    if (start.current === null) return
    onResize(column.id, Math.max(0, event.clientX / remScale() - start.current), isDone)
    if (isDone) start.current = null
  }
  return (
    <span
      className={styles['edge']}
      aria-hidden="true"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = event.clientX / remScale() - column.width
      }}
      onPointerMove={(event) => move(event, false)}
      onPointerUp={(event) => move(event, true)}
    />
  )
}
