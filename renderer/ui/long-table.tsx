import type { ReactNode } from 'react'
import { type LongList, useLongRows } from './long-rows.ts'
import type { RowChoice } from './row-choice.ts'
import styles from './table.module.css'
import { Table, type TableColumn } from './table.tsx'

/** Up to so many rows stand as they are; more scroll in a place of their own. */
const MOST_AT_ONCE = 100
const ROW_PX = 41

interface LongTableProps<T> {
  readonly label: string
  readonly columns: readonly TableColumn<T>[]
  readonly list: LongList<T>
  readonly rowId: (row: T) => string
  readonly rowText: (row: T) => string
  /** Stands in a row until it was fetched. */
  readonly waitingText: string
  readonly empty: ReactNode
  /** Lets rows be chosen, and put elsewhere. */
  readonly choice?: RowChoice | null
  readonly onOpen?: (row: T) => void
}

/** A table of any number of rows. */
export function LongTable<T>({ list, ...table }: LongTableProps<T>) {
  if (list.total > MOST_AT_ONCE) return <ScrolledTable list={list} {...table} />
  const rows = Array.from({ length: list.total }, (_, index) => list.rowAt(index))
  const { waitingText: _, ...plain } = table
  return <Table {...plain} rows={rows.filter((row) => row !== undefined)} />
}

/** A row with its place; without content until it was fetched. */
interface PlacedRow<T> {
  readonly index: number
  readonly row: T | undefined
}

function ScrolledTable<T>(props: LongTableProps<T>) {
  const { list, columns, rowId, rowText, waitingText, onOpen, label, empty, choice = null } = props
  const { place, indexes, beforePx, afterPx, measure } = useLongRows(list, ROW_PX)
  const rows = indexes.map((index): PlacedRow<T> => ({ index, row: list.rowAt(index) }))
  const placed = columns.map(
    ({ render, ...column }, at): TableColumn<PlacedRow<T>> => ({
      ...column,
      render: ({ row }) => (row === undefined ? (at === 0 ? waitingText : '') : render(row)),
    }),
  )
  const open = ({ row }: PlacedRow<T>): void => {
    if (row !== undefined) onOpen?.(row)
  }
  return (
    <div ref={place} className={styles['long']}>
      <div style={{ paddingBlock: `${beforePx}px ${afterPx}px` }}>
        <Table
          label={label}
          columns={placed}
          rows={rows}
          rowId={({ index, row }) => (row === undefined ? `waiting-${index}` : rowId(row))}
          rowText={({ row }) => (row === undefined ? waitingText : rowText(row))}
          rowRef={measure}
          rowIndex={({ index }) => index}
          empty={empty}
          choice={choice}
          {...(onOpen === undefined ? {} : { onOpen: open })}
        />
      </div>
    </div>
  )
}
