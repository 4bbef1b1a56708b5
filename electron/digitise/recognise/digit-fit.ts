import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import {
  blurredRows,
  CELL_ROWS,
  type DigitShape,
  PAD_ROWS,
  SHAPE_ROWS,
  type Typeface,
} from './digit-shapes.ts'
import { firstMarks } from './first-marks.ts'

/** How well some digits on a page are those of a typeface, set in one size, on one line, as far apart as type is. */
export interface DigitFit {
  readonly typeface: Typeface
  /** 0..1, the digits on the whole and the worst of them: 0 where each pixel agrees. */
  readonly meanMiss: number
  readonly worstMiss: number
  readonly heightPx: number
}

interface DigitsAt {
  /** The word's; the digits are its first ones. */
  readonly box: PixelBox
  readonly digits: string
  readonly typefaces: readonly Typeface[]
}

/** Heights that are tried, as shares of what the first marks of the word have, and places of the line they stand on. */
const HEIGHTS = [0.92, 1, 1.08]
const SHIFTS = [-0.06, 0, 0.06]
/** Then those about the best of them. */
const FINER_HEIGHTS = [-0.05, -0.025, 0, 0.025, 0.05]
const FINER_SHIFTS = [-0.03, 0, 0.03]
/** Columns of a shape by which a digit may stand off its place: type is set more evenly than hands write. */
const MOST_OFF = 4
const START_COLUMN = 8
const COLUMNS_A_DIGIT = 24

/**
 * Lays the shapes of each typeface over the digits a word begins with, and gives the best fit; null where no mark stands
 * there. A stroke of the digit that broke or touches the next one costs little, since no digit is cut out.
 */
export function fitDigits(image: GreyImage, { box, digits, typefaces }: DigitsAt): DigitFit | null {
  const first = firstMarks(image, box, digits.length)
  if (first === null) return null
  const fitAt = (place: FitPlace, among: readonly Typeface[]): PlacedFit => {
    const heightPx = first.heightPx * place.height
    const strip = stripAt(image, {
      left: first.left - (START_COLUMN * heightPx) / SHAPE_ROWS,
      top: first.bottom - heightPx * (1 - place.shift),
      scale: heightPx / SHAPE_ROWS,
      columns: digits.length * COLUMNS_A_DIGIT + 2 * START_COLUMN,
    })
    const fits = among.map((typeface) => ({
      ...missesOf(strip, digits, typeface),
      typeface,
      heightPx,
      place,
    }))
    return bestOf(fits)
  }
  const coarse = bestOf(
    HEIGHTS.flatMap((height) => SHIFTS.map((shift) => fitAt({ height, shift }, typefaces))),
  )
  const { height, shift } = coarse.place
  const fine = FINER_HEIGHTS.flatMap((more) =>
    FINER_SHIFTS.map((off) => fitAt({ height: height + more, shift: shift + off }, [coarse.typeface])),
  )
  const { place: _, ...best } = bestOf(fine)
  return best
}

interface FitPlace {
  /** Shares of the height of the first marks. */
  readonly height: number
  readonly shift: number
}

interface PlacedFit extends DigitFit {
  readonly place: FitPlace
}

function bestOf(fits: readonly PlacedFit[]): PlacedFit {
  return fits.reduce((best, fit) => (fit.meanMiss < best.meanMiss ? fit : best))
}

function missesOf(strip: Strip, digits: string, typeface: Typeface) {
  const misses = missesAlong(strip, digits, typeface)
  return {
    meanMiss: misses.reduce((sum, miss) => sum + miss, 0) / misses.length,
    worstMiss: Math.max(...misses),
  }
}

interface Strip {
  readonly cells: Float32Array
  readonly columns: number
}

/** How badly each digit fits where it fits best, from left to right. */
function missesAlong(strip: Strip, digits: string, typeface: Typeface): readonly number[] {
  const misses: number[] = []
  let expected = 0
  for (const [place, digit] of Array.from(digits).entries()) {
    const shape = typeface.digits[Number(digit)]
    if (shape === undefined) throw new RangeError(`${digit} is no digit`)
    if (place === 0) expected = START_COLUMN - shape.left
    let likeness = 0
    let at = expected
    for (let column = expected - MOST_OFF; column <= expected + MOST_OFF; column += 1) {
      const found = likenessAt(strip, shape, column)
      if (found <= likeness) continue
      likeness = found
      at = column
    }
    misses.push(1 - likeness)
    expected = at + Math.round(typeface.advance)
  }
  return misses
}

/** Normalised correlation of a strip and a shape whose cell begins at a column, 0..1. */
function likenessAt({ cells, columns }: Strip, shape: DigitShape, column: number): number {
  let both = 0
  let ofStrip = 0
  let ofShape = 0
  for (let row = 0; row < CELL_ROWS; row += 1) {
    for (let x = 0; x < shape.columns; x += 1) {
      const at = column + shape.left - 1 + x
      const seen = at >= 0 && at < columns ? (cells[row * columns + at] ?? 0) : 0
      const wanted = shape.cells[row * shape.columns + x] ?? 0
      both += seen * wanted
      ofStrip += seen * seen
      ofShape += wanted * wanted
    }
  }
  return ofStrip === 0 ? 0 : both / Math.sqrt(ofStrip * ofShape)
}

interface StripPlace {
  readonly left: number
  readonly top: number
  /** Pixels of the picture to a cell. */
  readonly scale: number
  readonly columns: number
}

const SAMPLES = 2

/** The picture's ink on the grid of the shapes. */
function stripAt(image: GreyImage, { left, top, scale, columns }: StripPlace): Strip {
  const { pixels, widthPx, heightPx } = image
  const cells = new Float32Array(CELL_ROWS * columns)
  for (let row = 0; row < CELL_ROWS * SAMPLES; row += 1) {
    const y = Math.floor(top + ((row + 0.5) / SAMPLES - PAD_ROWS) * scale)
    if (y < 0 || y >= heightPx) continue
    for (let column = 0; column < columns * SAMPLES; column += 1) {
      const x = Math.floor(left + ((column + 0.5) / SAMPLES) * scale)
      if (x < 0 || x >= widthPx) continue
      const cell = Math.floor(row / SAMPLES) * columns + Math.floor(column / SAMPLES)
      cells[cell] = (cells[cell] ?? 0) + 255 - (pixels[y * widthPx + x] ?? 255)
    }
  }
  return { cells: blurredRows(cells, columns), columns }
}
