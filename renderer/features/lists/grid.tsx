import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useId, useRef } from 'react'
import type { GridPlace, ListRow } from '../../state/list-state.ts'
import styles from './grid.module.css'
import { type GridColumn, GridHead } from './grid-head.tsx'
import { createTypeAhead, gridStep, HEAD } from './grid-keys.ts'
import { GridRow } from './grid-row.tsx'
import { type GridRows, useGridRows } from './grid-rows.ts'

export interface GridProps {
  readonly label: string
  readonly columns: readonly GridColumn[]
  readonly total: number
  readonly rowAt: (index: number) => ListRow | undefined
  readonly isChosen: (id: string) => boolean
  readonly isAllChosen: boolean
  readonly place: GridPlace
  readonly empty: ReactNode
  readonly onSee: (first: number, last: number) => void
  readonly onPlace: (place: GridPlace) => void
  readonly onChoose: (row: number, how: 'only' | 'toggle' | 'span') => void
  readonly onOpen: (row: number) => void
  readonly onSort: (column: string) => void
  readonly onResize: (column: string, width: number, isDone: boolean) => void
  readonly onType: (text: string) => void
  readonly onChooseAll: () => void
  readonly onChooseNone: () => void
}

/**
 * Any number of rows in a grid that is walked with the keyboard (WAI-ARIA grid): the focus stays on the grid, and what is
 * at the present place is told by `aria-activedescendant`, so that it is not lost when rows come and go. The tables of
 * react-aria hold all their rows, which a hundred thousand forbid.
 */
export function Grid(props: GridProps) {
  const { label, columns, total, isAllChosen, place, empty } = props
  const id = useId()
  const { scroller, rows, rowPx, bodyPx, page } = useGridRows({
    total,
    active: place.row,
    onSee: props.onSee,
  })
  const onKeyDown = useGridKeys(props, page)
  const active = `${id}-${place.row}-${place.column}`
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={total === 0 && place.row !== HEAD ? undefined : active}
      className={styles['grid']}
      style={{ '--columns': templateOf(columns) } as Record<string, string>}
      onKeyDown={onKeyDown}
    >
      <GridHead
        id={id}
        columns={columns}
        activeColumn={place.row === HEAD ? place.column : null}
        isAllChosen={isAllChosen}
        onToggleAll={isAllChosen ? props.onChooseNone : props.onChooseAll}
        onSort={props.onSort}
        onResize={props.onResize}
      />
      <GridBody {...props} id={id} rows={rows} rowPx={rowPx} bodyPx={bodyPx} />
      {total === 0 ? <div className={styles['empty']}>{empty}</div> : null}
    </div>
  )
}

/** What is read most takes the room that is left. */
function templateOf(columns: readonly GridColumn[]): string {
  const read = columns.findIndex(({ id }) => id === 'title' || id === 'subject')
  const widest = read === -1 ? columns.length - 1 : read
  const widths = columns.map(({ width }, at) =>
    at === widest ? `minmax(${width / 16}rem, 1fr)` : `${width / 16}rem`,
  )
  return ['2.25rem', ...widths].join(' ')
}

function GridBody(props: GridProps & Pick<GridRows, 'rows' | 'rowPx' | 'bodyPx'> & { readonly id: string }) {
  const { id, columns, rowAt, isChosen, place, rows, rowPx, bodyPx, onChoose, onOpen } = props
  const press = useCallback(
    (row: number, event: Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>) =>
      onChoose(row, event.shiftKey ? 'span' : event.ctrlKey || event.metaKey ? 'toggle' : 'only'),
    [onChoose],
  )
  const toggle = useCallback((row: number) => onChoose(row, 'toggle'), [onChoose])
  return (
    <div role="rowgroup" className={styles['body']} style={{ height: `${bodyPx}px` }}>
      {rows.map(({ index, topPx }) => {
        const row = rowAt(index)
        return (
          <GridRow
            key={index}
            id={id}
            index={index}
            row={row}
            columns={columns}
            isChosen={row !== undefined && isChosen(row.id)}
            activeColumn={index === place.row ? place.column : null}
            topPx={topPx}
            heightPx={rowPx}
            onPress={press}
            onToggle={toggle}
            onOpen={onOpen}
          />
        )
      })}
    </div>
  )
}

function useGridKeys(props: GridProps, page: number) {
  const typing = useRef(createTypeAhead())
  return (event: KeyboardEvent<HTMLDivElement>): void => {
    if (isElsewhere(event, props, page) || onRow(event, props)) return
    const text = typing.current.add(event)
    if (text !== null) return props.onType(text)
    if (event.key !== ' ') return
    event.preventDefault()
    props.onChoose(props.place.row, event.shiftKey ? 'span' : 'toggle')
  }
}

/** Keys that lead to another place, and those of the names of the columns. */
function isElsewhere(event: KeyboardEvent<HTMLDivElement>, props: GridProps, page: number): boolean {
  const { place, columns, total } = props
  const next = event.altKey ? null : gridStep(event, place, { rows: total, columns: columns.length, page })
  const isAll = event.ctrlKey && event.key.toLowerCase() === 'a'
  const isOfHead = place.row === HEAD && onHead(event, props)
  if (!isOfHead && next === null && !isAll) return place.row === HEAD || total === 0
  event.preventDefault()
  if (isOfHead) return true
  if (isAll) props.onChooseAll()
  else if (next !== null) goTo(next, event.shiftKey, props)
  return true
}

function goTo(next: GridPlace, isSpan: boolean, { place, onChoose, onPlace }: GridProps): void {
  if (isSpan && next.row !== place.row && next.row !== HEAD) onChoose(next.row, 'span')
  else onPlace(next)
}

/** Enter opens the row. */
function onRow(event: KeyboardEvent<HTMLDivElement>, { place, onOpen }: GridProps): boolean {
  if (event.key !== 'Enter' || event.ctrlKey) return false
  event.preventDefault()
  onOpen(place.row)
  return true
}

/** So much wider or narrower with each key press. */
const RESIZE_STEP = 16

/** Enter sorts, Shift and an arrow make a column wider or narrower. */
function onHead({ key, shiftKey }: KeyboardEvent, { place, columns, onSort, onResize }: GridProps): boolean {
  const column = columns[place.column]
  if (column === undefined) return false
  if (key === 'Enter' || key === ' ') {
    onSort(column.id)
    return true
  }
  if (!shiftKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false
  onResize(column.id, column.width + (key === 'ArrowLeft' ? -RESIZE_STEP : RESIZE_STEP), true)
  return true
}
