import { boxAround, type TextLayer, type TextLine, type Word } from '../../domain/text-layer.ts'
import type { TinyLine } from './tiny-sources.ts'

const WIDTH_PX = 1654
const HEIGHT_PX = 2339
const PIXELS_PER_POINT = WIDTH_PX / 595

/** Words whose text ends in `~` were read badly: the sign is taken off, the confidence is low. */
const DOUBTFUL = 0.5
const SURE = 0.96

/** The text layer that a perfect reading of tiny lines would give; lines at one height become one line, as in a real one. */
export function plainLayer(lines: readonly TinyLine[]): TextLayer {
  const rows = new Map<number, Word[]>()
  for (const line of lines) rows.set(line.y, [...(rows.get(line.y) ?? []), ...wordsOf(line)])
  const textLines = [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([, words]) => lineOf(words.toSorted((a, b) => a.box[0] - b.box[0])))
  return { version: 1, widthPx: WIDTH_PX, heightPx: HEIGHT_PX, engine: 'test', lines: textLines }
}

function wordsOf({ text, x, y, isCentred, sizePt = 13 }: TinyLine): readonly Word[] {
  const size = sizePt * PIXELS_PER_POINT
  const letter = size * (text === text.toUpperCase() ? 0.62 : 0.46)
  const start = x * WIDTH_PX - (isCentred === true ? (text.length * letter) / 2 : 0)
  const baseline = y * HEIGHT_PX
  return [...text.matchAll(/\S+/g)].map((found) => {
    const word = found[0].replace(/~$/, '')
    const left = start + found.index * letter
    return {
      text: word,
      box: [left, baseline - size * 0.8, left + word.length * letter, baseline + size * 0.2],
      confidence: found[0] === word ? SURE : DOUBTFUL,
    }
  })
}

function lineOf(words: readonly Word[]): TextLine {
  return { box: boxAround(words.map((word) => word.box)), words: [...words] }
}
