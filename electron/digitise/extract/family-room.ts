import type { Word } from '../../../domain/text-layer.ts'
import { middleX, middleY, type PageText, type Piece } from './page-text.ts'
import { printWidth, SPACE_WIDTH } from './print-width.ts'

/** How wide the family before these middle and given names was printed, in the measure of `printWidth`; null where nobody can tell. */
export type FamilyRoom = (given: readonly Word[]) => number | null

/** No family is narrower than "Lê" or wider than "Trương" by much: the line over the name was not read whole. */
const POSSIBLE = { least: 800, most: 4000 }

/**
 * What room a family has that a seal lies over. A name stands in the middle under the lines that say as what somebody signs:
 * where it ends and where the middle is tells where it begins. The highest of these lines is the one no seal reaches.
 */
export function familyRoom([first]: readonly Piece[], page: PageText): FamilyRoom {
  return (given) => {
    const [next, last] = [given[0], given.at(-1)]
    if (first === undefined || next === undefined || last === undefined) return null
    const scale = (last.box[2] - next.box[0]) / printWidth(given.map(({ text }) => text).join(' '))
    const begin = 2 * middleUnder(first, last, page) - last.box[2]
    const room = (next.box[0] - begin) / scale - SPACE_WIDTH
    return room >= POSSIBLE.least && room <= POSSIBLE.most ? room : null
  }
}

/** Where the middle of a line lies at the height of a word below it, in pixels: scans may be skewed. */
function middleUnder(line: Piece, word: Word, { layer, slope }: PageText): number {
  const below = (word.box[1] + word.box[3]) / 2 - middleY(line) * layer.heightPx
  return middleX(line) * layer.widthPx - slope * below
}
