import type { ReactNode } from 'react'
import { Table as AriaTable, Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components'
import { classes } from './classes.ts'
import { type RowChoice, useRowChoice } from './row-choice.ts'
import { RowHandles, RowHandlesHead } from './row-handles.tsx'
import styles from './table.module.css'

/** One column of a table; the text of the first is the name of its row. */
export interface TableColumn<T> {
  readonly id: string
  readonly name: string
  /** CSS width; a column without one takes what is left. */
  readonly width?: string
  readonly align?: 'start' | 'end'
  readonly render: (row: T) => ReactNode
}

/** Rows in a grid that is walked with the arrow keys. Text wraps, it is never cut. */
export function Table<T>({
  label,
  columns,
  rows,
  rowId,
  rowText,
  rowRef,
  rowIndex,
  empty,
  choice = null,
  onOpen,
}: {
  readonly label: string
  readonly columns: readonly TableColumn<T>[]
  readonly rows: readonly T[]
  readonly rowId: (row: T) => string
  /** What a row is found by when somebody types in the table. */
  readonly rowText: (row: T) => string
  /** Measures the rows of a table that draws only those in sight, with the place of each in the whole. */
  readonly rowRef?: (element: Element | null) => void
  readonly rowIndex?: (row: T) => number
  readonly empty: ReactNode
  /** Lets rows be chosen, and put elsewhere. */
  readonly choice?: RowChoice | null
  /** Enter, or a click on a row while none is chosen. */
  readonly onOpen?: (row: T) => void
}) {
  const open = (id: string): void => rows.filter((row) => rowId(row) === id).forEach((row) => onOpen?.(row))
  const canOpen = onOpen !== undefined
  const chosen = useRowChoice(choice, rows.map(rowId))
  return (
    <div className={rowRef === undefined ? styles['scroller'] : ''}>
      <AriaTable
        // A table that takes drops is another one: it has more hooks.
        key={'dragAndDropHooks' in chosen ? 'drops' : 'plain'}
        aria-label={label}
        className={styles['table'] ?? ''}
        {...(canOpen ? { onRowAction: (key) => open(String(key)) } : {})}
        {...chosen}
      >
        <TableHeader>
          {choice === null ? null : <RowHandlesHead choice={choice} />}
          {headsOf(columns)}
        </TableHeader>
        <TableBody renderEmptyState={() => <div className={styles['empty']}>{empty}</div>}>
          {rows.map((row) => (
            <Row
              key={rowId(row)}
              id={rowId(row)}
              textValue={rowText(row)}
              {...(rowRef === undefined ? {} : { ref: rowRef })}
              {...(rowIndex === undefined ? {} : { 'data-index': rowIndex(row) })}
              className={classes(styles['row'], canOpen && styles['opens'])}
            >
              {choice === null ? null : <RowHandles choice={choice} rowText={rowText(row)} />}
              {cellsOf(row, columns)}
            </Row>
          ))}
        </TableBody>
      </AriaTable>
    </div>
  )
}

/** A width in px is meant for text of the usual size and grows with it. */
function inText(width: string): string {
  const px = /^(\d+)px$/.exec(width)?.[1]
  return px === undefined ? width : `${Number(px) / 16}rem`
}

function headsOf<T>(columns: readonly TableColumn<T>[]): ReactNode {
  return columns.map((column, index) => (
    <Column
      key={column.id}
      id={column.id}
      isRowHeader={index === 0}
      className={classes(styles['head'], column.align === 'end' && styles['end'])}
      style={column.width === undefined ? {} : { width: inText(column.width) }}
    >
      {column.name}
    </Column>
  ))
}

function cellsOf<T>(row: T, columns: readonly TableColumn<T>[]): ReactNode {
  return columns.map((column) => (
    <Cell key={column.id} className={classes(styles['cell'], column.align === 'end' && styles['end'])}>
      {column.render(row)}
    </Cell>
  ))
}
