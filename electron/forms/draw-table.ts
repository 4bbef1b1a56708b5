import type { FormRow, FormTable } from '../../domain/forms/form-model.ts'
import { heightOf, MM, type Paper, type TextStyle } from './paper.ts'

const SIZE = 12
const PADDING = 1.6 * MM
const head: TextStyle = { face: 'bold', size: SIZE, align: 'center' }

interface Column {
  readonly x: number
  readonly width: number
  readonly align: TextStyle['align']
}

/** Where the cells of a row stand, and how their texts look. */
interface Look {
  readonly columns: readonly Column[]
  readonly styleAt: (at: number) => TextStyle
}

/** A ruled table whose head stands again on every page. A row that is higher than a page goes on over the next. */
export function drawTable(paper: Paper, { columns, rows }: FormTable): void {
  const sum = columns.reduce((total, { share }) => total + share, 0)
  let x = paper.left
  const places = columns.map(({ share, align }): Column => {
    const width = (paper.width * share) / sum
    const place = { x, width, align }
    x += width
    return place
  })
  const ofHead: Look = { columns: places, styleAt: () => head }
  const headCells = layCells(
    paper,
    columns.map(({ name }) => name),
    ofHead,
  )
  const drawHead = (): void => drawCells(paper, headCells, ofHead)
  if (paper.room() < heightOfCells(headCells) * 3) paper.turnPage()
  drawHead()
  for (const row of rows) drawRow(paper, { places, row, drawHead })
  if (rows.length === 0)
    drawRow(paper, { places, row: { kind: 'cells', cells: columns.map(() => '') }, drawHead })
  paper.down(3 * MM)
}

function drawRow(
  paper: Paper,
  { places, row, drawHead }: { places: readonly Column[]; row: FormRow; drawHead: () => void },
): void {
  const across = [{ x: paper.left, width: paper.width, align: 'left' as const }]
  const isHeading = row.kind === 'heading'
  const columns = isHeading ? across : places
  const styleAt = (at: number): TextStyle => ({
    face: isHeading ? (row.level === 1 ? 'bold' : 'boldItalic') : 'regular',
    size: SIZE,
    align: columns[at]?.align ?? 'left',
  })
  const texts = isHeading ? [row.text] : row.cells
  const look: Look = { columns, styleAt }
  let cells = layCells(paper, texts, look)
  while (cells.some((lines) => lines.length > 0)) {
    const fitting = Math.floor((paper.room() - 2 * PADDING) / heightOf(1, SIZE))
    const most = Math.max(...cells.map((lines) => lines.length))
    const isTall = heightOf(most, SIZE) > paper.height / 2
    if (most > fitting && (!isTall || fitting < 3)) {
      paper.turnPage()
      drawHead()
      continue
    }
    drawCells(
      paper,
      cells.map((lines) => lines.slice(0, fitting)),
      look,
    )
    cells = cells.map((lines) => lines.slice(fitting))
  }
}

function layCells(paper: Paper, texts: readonly string[], { columns, styleAt }: Look): string[][] {
  return texts.map((text, at) =>
    paper.lay(text, (columns[at]?.width ?? paper.width) - 2 * PADDING, styleAt(at)),
  )
}

function heightOfCells(cells: readonly (readonly string[])[]): number {
  return heightOf(Math.max(1, ...cells.map((lines) => lines.length)), SIZE) + 2 * PADDING
}

function drawCells(paper: Paper, cells: readonly (readonly string[])[], { columns, styleAt }: Look): void {
  const top = paper.y()
  const height = heightOfCells(cells)
  const [right, bottom] = [paper.left + paper.width, top + height]
  columns.forEach(({ x, width }, at) => {
    paper.write(
      cells[at] ?? [],
      { x: x + PADDING, y: top + PADDING, width: width - 2 * PADDING },
      styleAt(at),
    )
    paper.line([x, top], [x, bottom])
  })
  paper.line([right, top], [right, bottom])
  paper.line([paper.left, top], [right, top])
  paper.line([paper.left, bottom], [right, bottom])
  paper.down(height)
}
