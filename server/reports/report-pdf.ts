import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import fontkit from '@cantoo/fontkit'
import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib'
import type { Report, ReportTable } from './report-model.ts'

const require = createRequire(import.meta.url)

/** A4 across, in points. */
const PAGE = { width: 841.89, height: 595.28, margin: 42 } as const
const SIZES = { title: 15, heading: 12, text: 10 } as const
const ROW_PT = 16
const FIRST_SHARE = 2.6
const ink = rgb(0.1, 0.1, 0.12)
const line = rgb(0.75, 0.75, 0.78)

/** The package cuts each face into parts by writing system; a letter is drawn with the part that has it. */
type Face = readonly { readonly font: PDFFont; readonly letters: ReadonlySet<number> }[]

async function embed(pdf: PDFDocument, style: string): Promise<Face> {
  const parts = ['latin', 'latin-ext', 'vietnamese'].map(async (subset) => {
    const bytes = await readFile(require.resolve(`@fontsource/tinos/files/tinos-${subset}-${style}.woff`))
    const font = await pdf.embedFont(bytes, { subset: true, features: { liga: false, kern: false } })
    return { font, letters: new Set(font.getCharacterSet()) }
  })
  return Promise.all(parts)
}

interface Piece {
  readonly font: PDFFont
  text: string
}

function piecesOf(face: Face, text: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const letter of text.normalize('NFC')) {
    const part = face.find(({ letters }) => letters.has(letter.codePointAt(0) ?? 0))
    const last = pieces.at(-1)
    if (part === undefined) continue
    if (last?.font === part.font) last.text += letter
    else pieces.push({ font: part.font, text: letter })
  }
  return pieces
}

function widthOf(face: Face, text: string, size: number): number {
  return piecesOf(face, text).reduce((sum, piece) => sum + piece.font.widthOfTextAtSize(piece.text, size), 0)
}

/** A text on one line, cut with an ellipsis where it is too wide: names of communes may be long. */
function fitted(face: Face, text: string, width: number): string {
  if (widthOf(face, text, SIZES.text) <= width) return text
  let cut = text
  while (cut.length > 1 && widthOf(face, `${cut}…`, SIZES.text) > width) cut = cut.slice(0, -1)
  return `${cut}…`
}

/** The tables of a report on A4 across, with the names of their columns on each page. */
export async function reportPdf(report: Report, madeAt: Date): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.registerFontkit(fontkit)
  pdf.setTitle(report.title)
  pdf.setCreationDate(madeAt)
  pdf.setModificationDate(madeAt)
  pdf.setLanguage('vi')
  const [regular, bold] = [await embed(pdf, '400-normal'), await embed(pdf, '700-normal')]
  const pen = createPen(pdf)
  pen.text(bold, report.title, SIZES.title)
  for (const each of report.lines) pen.text(regular, each, SIZES.text)
  for (const table of report.tables) drawTable(pen, table, { regular, bold })
  return Buffer.from(await pdf.save())
}

type Pen = ReturnType<typeof createPen>

function createPen(pdf: PDFDocument) {
  const at: { page: PDFPage; y: number } = { page: newPage(pdf), y: PAGE.height - PAGE.margin }
  const draw = (face: Face, text: string, place: { readonly x: number; readonly size: number }): void => {
    let { x } = place
    for (const { font, text: piece } of piecesOf(face, text)) {
      at.page.drawText(piece, { x, y: at.y, size: place.size, font, color: ink })
      x += font.widthOfTextAtSize(piece, place.size)
    }
  }
  return {
    draw,
    /** Goes down, or on to a new page. @returns whether it is a new one */
    down: (heightPt: number): boolean => {
      at.y -= heightPt
      if (at.y > PAGE.margin) return false
      at.page = newPage(pdf)
      at.y = PAGE.height - PAGE.margin - heightPt
      return true
    },
    rule: (): void => {
      const y = at.y - 4
      at.page.drawLine({
        start: { x: PAGE.margin, y },
        end: { x: PAGE.width - PAGE.margin, y },
        thickness: 0.5,
        color: line,
      })
    },
    text: (face: Face, text: string, size: number): void => {
      at.y -= size * 1.5
      draw(face, text, { x: PAGE.margin, size })
    },
  }
}

function newPage(pdf: PDFDocument): PDFPage {
  return pdf.addPage([PAGE.width, PAGE.height])
}

function drawTable(
  pen: Pen,
  { title, columns, rows }: ReportTable,
  { regular, bold }: { readonly regular: Face; readonly bold: Face },
): void {
  const shares = columns.length - 1 + FIRST_SHARE
  const unit = (PAGE.width - 2 * PAGE.margin) / shares
  const drawRow = (face: Face, cells: readonly (string | number)[]): void => {
    cells.forEach((cell, at) => {
      const width = (at === 0 ? FIRST_SHARE : 1) * unit
      const x = PAGE.margin + (at === 0 ? 0 : (FIRST_SHARE + at - 1) * unit)
      const text = fitted(face, typeof cell === 'number' ? cell.toLocaleString('vi-VN') : cell, width - 6)
      // Numbers stand below each other by their last digit.
      const indent = at === 0 ? 0 : width - 6 - widthOf(face, text, SIZES.text)
      pen.draw(face, text, { x: x + indent, size: SIZES.text })
    })
    pen.rule()
  }
  pen.down(ROW_PT * 2)
  pen.draw(bold, title, { x: PAGE.margin, size: SIZES.heading })
  pen.down(ROW_PT)
  drawRow(bold, columns)
  for (const row of rows) {
    if (pen.down(ROW_PT)) {
      drawRow(bold, columns)
      pen.down(ROW_PT)
    }
    drawRow(regular, row)
  }
}
