import type { PixelBox } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'

/** Where the figures a word begins with stand; pixels. */
export interface FirstMarks {
  readonly left: number
  readonly bottom: number
  readonly heightPx: number
}

const INK_BELOW = 128
/** Beyond the box by so much of its height: the engine's boxes are drawn tight or a little beside. */
const ROOM = 0.2
/** Lower marks are points, strokes and dirt. */
const LEAST_HEIGHT = 0.5

/** Where the first marks of a word stand, the middle ones of their heights and feet; null where there is no ink. */
export function firstMarks(image: GreyImage, box: PixelBox, count: number): FirstMarks | null {
  const marks = tallMarks(image, box).slice(0, count)
  const [first] = marks
  if (first === undefined) return null
  const middle = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  return {
    left: first.left,
    bottom: middle(marks.map((mark) => mark.bottom)),
    heightPx: middle(marks.map((mark) => mark.bottom - mark.top)),
  }
}

interface Mark {
  left: number
  top: number
  right: number
  bottom: number
}

function tallMarks(image: GreyImage, box: PixelBox): readonly Mark[] {
  const [left, top, right, bottom] = box
  const marks = joinedMarks(marksIn(image, box)).filter((mark) => {
    const [x, y] = [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2]
    return x > left - 2 && x < right + 2 && y > top - 2 && y < bottom + 2
  })
  const tallest = Math.max(...marks.map((mark) => mark.bottom - mark.top))
  return marks.filter((mark) => mark.bottom - mark.top > tallest * LEAST_HEIGHT)
}

/** The pieces of a broken figure stand over each other. */
function joinedMarks(marks: readonly Mark[]): readonly Mark[] {
  const joined: Mark[] = []
  for (const mark of marks.toSorted((a, b) => a.left - b.left)) {
    const last = joined.at(-1)
    const shared = last === undefined ? 0 : Math.min(last.right, mark.right) - mark.left
    if (last === undefined || shared < 0.6 * (mark.right - mark.left)) joined.push({ ...mark })
    else {
      last.top = Math.min(last.top, mark.top)
      last.right = Math.max(last.right, mark.right)
      last.bottom = Math.max(last.bottom, mark.bottom)
    }
  }
  return joined
}

/** What hangs together in and right round a box. */
function marksIn(
  { pixels, widthPx, heightPx }: GreyImage,
  [left, top, right, bottom]: PixelBox,
): readonly Mark[] {
  const room = Math.ceil((bottom - top) * ROOM)
  const [x0, y0] = [Math.max(0, left - room), Math.max(0, top - room)]
  const [columns, rows] = [Math.min(widthPx, right + room) - x0, Math.min(heightPx, bottom + room) - y0]
  const ink = new Uint8Array(Math.max(0, columns * rows))
  for (let at = 0; at < ink.length; at += 1) {
    const [x, y] = [at % columns, Math.floor(at / columns)]
    ink[at] = (pixels[(y + y0) * widthPx + x + x0] ?? 255) < INK_BELOW ? 1 : 0
  }
  const marks: Mark[] = []
  for (let start = ink.indexOf(1); start >= 0; start = ink.indexOf(1, start + 1)) {
    const mark: Mark = { left: columns, top: rows, right: 0, bottom: 0 }
    const waiting = [start]
    ink[start] = 0
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const [x, y] = [at % columns, Math.floor(at / columns)]
      grow(mark, x, y)
      for (const next of neighboursOf(x, y, columns)) {
        if (ink[next] !== 1) continue
        ink[next] = 0
        waiting.push(next)
      }
    }
    marks.push({ left: mark.left + x0, top: mark.top + y0, right: mark.right + x0, bottom: mark.bottom + y0 })
  }
  return marks
}

function grow(mark: Mark, x: number, y: number): void {
  mark.left = Math.min(mark.left, x)
  mark.top = Math.min(mark.top, y)
  mark.right = Math.max(mark.right, x + 1)
  mark.bottom = Math.max(mark.bottom, y + 1)
}

function neighboursOf(x: number, y: number, columns: number): readonly number[] {
  const at = y * columns + x
  const beside = [x > 0 ? -1 : null, 0, x < columns - 1 ? 1 : null].filter((step) => step !== null)
  return beside
    .flatMap((step) => [at - columns + step, at + step, at + columns + step])
    .filter((next) => next >= 0)
}
