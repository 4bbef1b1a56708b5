import type { ReactNode } from 'react'
import { Table as AriaTable, Cell, Column, Row, TableBody, TableHeader } from 'react-aria-components'
import { classes } from './classes.ts'
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
  /** Enter, or a click on a row. */
  readonly onOpen?: (row: T) => void
}) {
  const open = (id: string): void => {
    const row = rows.find((candidate) => rowId(candidate) === id)
    if (row !== undefined) onOpen?.(row)
  }
  const canOpen = onOpen !== undefined
  return (
    <div className={rowRef === undefined ? styles['scroller'] : ''}>
      <AriaTable
        aria-label={label}
        className={styles['table'] ?? ''}
        {...(canOpen ? { onRowAction: (key) => open(String(key)) } : {})}
      >
        <TableHeader>{headsOf(columns)}</TableHeader>
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
              {cellsOf(row, columns)}
            </Row>
          ))}
        </TableBody>
      </AriaTable>
    </div>
  )
}

function headsOf<T>(columns: readonly TableColumn<T>[]): ReactNode {
  return columns.map((column, index) => (
    <Column
      key={column.id}
      id={column.id}
      isRowHeader={index === 0}
      className={classes(styles['head'], column.align === 'end' && styles['end'])}
      style={column.width === undefined ? {} : { width: column.width }}
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
