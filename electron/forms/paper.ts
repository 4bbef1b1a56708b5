import { type PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib'
import type { FaceName, Faces } from './form-font.ts'
import { layText } from './lay-text.ts'

/** Points of a millimetre. */
export const MM = 72 / 25.4
export const BODY_SIZE = 13
/** Of the size of the letters. */
const LINE_HEIGHT = 1.3
const A4 = { short: 210 * MM, long: 297 * MM }
/** As official papers have them. @see ND 30/2020, appendix I */
const margins = { left: 30 * MM, right: 15 * MM, top: 20 * MM, bottom: 20 * MM }
const black = rgb(0, 0, 0)
const FOOT_SIZE = 11

export interface TextStyle {
  readonly face: FaceName
  readonly size: number
  readonly align: 'left' | 'center' | 'right'
}

/** A place to write from the top of the first page down; a page that is full is followed by another. Points, y downwards. */
export interface Paper {
  readonly left: number
  readonly width: number
  /** Where the next thing goes. */
  readonly y: () => number
  /** Room that is left on the page. */
  readonly room: () => number
  /** Room of a whole page. */
  readonly height: number
  down(height: number): void
  turnPage(): void
  /** Writes lines into a column at a height, without going down. @returns the height they took */
  write(
    lines: readonly string[],
    at: { readonly x: number; readonly y: number; readonly width: number },
    style: TextStyle,
  ): number
  lay(text: string, width: number, style: Pick<TextStyle, 'face' | 'size'>): string[]
  line(from: readonly [x: number, y: number], to: readonly [x: number, y: number]): void
  /** Numbers the pages when everything is written. */
  finish(): void
}

export function createPaper(pdf: PDFDocument, faces: Faces, isLandscape: boolean): Paper {
  const [pageWidth, pageHeight] = isLandscape ? [A4.long, A4.short] : [A4.short, A4.long]
  const pages: PDFPage[] = []
  const state = { y: margins.top }
  const page = (): PDFPage => pages.at(-1) ?? addPage()
  const addPage = (): PDFPage => {
    const added = pdf.addPage([pageWidth, pageHeight])
    pages.push(added)
    state.y = margins.top
    return added
  }
  addPage()
  const bottom = pageHeight - margins.bottom
  return {
    left: margins.left,
    width: pageWidth - margins.left - margins.right,
    height: bottom - margins.top,
    y: () => state.y,
    room: () => bottom - state.y,
    down: (height) => {
      state.y += height
    },
    turnPage: () => void addPage(),
    lay: (text, width, { face, size }) => layText(text, { face: faces[face], size, width }),
    write: (lines, { x, y, width }, { face, size, align }) => {
      lines.forEach((text, at) => {
        const free = width - faces[face].widthOf(text, size)
        const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2
        const baseline = pageHeight - y - size - at * size * LINE_HEIGHT
        faces[face].draw(page(), text, { x: x + shift, y: baseline, size })
      })
      return lines.length * size * LINE_HEIGHT
    },
    line: ([fromX, fromY], [toX, toY]) =>
      page().drawLine({
        start: { x: fromX, y: pageHeight - fromY },
        end: { x: toX, y: pageHeight - toY },
        thickness: 0.6,
        color: black,
      }),
    finish: () => {
      if (pages.length === 1) return
      pages.forEach((each, at) => {
        // The first page of an official paper has no number.
        if (at === 0) return
        const text = String(at + 1)
        const x = (pageWidth - faces.regular.widthOf(text, FOOT_SIZE)) / 2
        faces.regular.draw(each, text, {
          x,
          y: pageHeight - margins.top / 2 - FOOT_SIZE / 2,
          size: FOOT_SIZE,
        })
      })
    },
  }
}

/** Height of so many lines of a size. */
export function heightOf(lines: number, size: number): number {
  return lines * size * LINE_HEIGHT
}
