import type { GreyImage } from './grey-image.ts'

/** Where nothing round a pixel is darker there is only paper, and one is as good as the other. */
const PAPER = 240

/** The columns of three pixels round a row, each sorted. */
interface Columns {
  readonly low: Uint8Array
  readonly middle: Uint8Array
  readonly high: Uint8Array
}

/** Each pixel becomes the median of the 3 x 3 around it: dots vanish, edges stay. The outermost pixels are kept. */
export function median3(image: GreyImage): GreyImage {
  const { pixels, widthPx, heightPx } = image
  const result = pixels.slice()
  const columns = {
    low: new Uint8Array(widthPx),
    middle: new Uint8Array(widthPx),
    high: new Uint8Array(widthPx),
  }
  for (let y = 1; y < heightPx - 1; y += 1) {
    sortColumns(image, y, columns)
    fillRow(columns, result.subarray(y * widthPx, (y + 1) * widthPx))
  }
  return { pixels: result, widthPx, heightPx }
}

function sortColumns({ pixels, widthPx }: GreyImage, y: number, { low, middle, high }: Columns): void {
  for (let x = 0; x < widthPx; x += 1) {
    const at = y * widthPx + x
    const a = pixels[at - widthPx] ?? 0
    const b = pixels[at] ?? 0
    const c = pixels[at + widthPx] ?? 0
    low[x] = least(a, b, c)
    middle[x] = median(a, b, c)
    high[x] = most(a, b, c)
  }
}

/** The median of nine is the median of the greatest low, the median middle and the least high of its three columns. */
function fillRow({ low, middle, high }: Columns, row: Uint8Array): void {
  const last = row.length - 1
  let [lowBefore = 0, low0 = 0] = low
  let [middleBefore = 0, middle0 = 0] = middle
  let [highBefore = 0, high0 = 0] = high
  for (let x = 1; x < last; x += 1) {
    const lowAfter = low[x + 1] ?? 0
    const middleAfter = middle[x + 1] ?? 0
    const highAfter = high[x + 1] ?? 0
    row[x] =
      least(lowBefore, low0, lowAfter) >= PAPER
        ? middle0
        : median(
            most(lowBefore, low0, lowAfter),
            median(middleBefore, middle0, middleAfter),
            least(highBefore, high0, highAfter),
          )
    lowBefore = low0
    low0 = lowAfter
    middleBefore = middle0
    middle0 = middleAfter
    highBefore = high0
    high0 = highAfter
  }
}

// Without a branch: which of two greys of dirt is the darker one no processor can foresee.

/** The difference where it is less than nothing, else 0. */
function below(difference: number): number {
  return difference & (difference >> 31)
}

function most(a: number, b: number, c: number): number {
  const more = a - below(a - b)
  return more - below(more - c)
}

function least(a: number, b: number, c: number): number {
  const less = b + below(a - b)
  return c + below(less - c)
}

function median(a: number, b: number, c: number): number {
  const by = below(a - b)
  const less = b + by
  const upTo = c + below(a - by - c)
  return less - below(less - upTo)
}
