import { foldText } from '../../../domain/fold-text.ts'
import { beginsLike } from './fuzzy.ts'
import { withoutIncomingStamp } from './incoming-stamp.ts'
import { middleX, middleY, type PageText, type Piece } from './page-text.ts'

/** The two columns on top of the first page. @see ND 30/2020, appendix I: parts 1-4 */
export interface Head {
  /** Agency, number and, for a letter, its abstract; from top to bottom. */
  readonly left: readonly Piece[]
  /** Country, motto, place and date; from top to bottom. */
  readonly right: readonly Piece[]
  /** Where the lower of the two columns ends; 0 when the page has no such head. */
  readonly bottom: number
  /** Where the motto stands; null when there is none. */
  readonly mottoTop: number | null
}

/** The country's name, the motto, or the name of the party: one of them stands on every official paper. */
const mottoes = ['conghoaxahoichunghiavietnam', 'doclaptudohanhphuc', 'dangcongsanvietnam']
/** How far down the page the motto may begin, and how far below it the head may reach. */
const LOWEST_MOTTO = 0.4
const REACH = 0.16

export function findHead(page: PageText): Head {
  const pieces = withoutIncomingStamp(page.pieces)
  const motto = pieces.filter(
    (piece) => piece.top < LOWEST_MOTTO && mottoes.some((phrase) => beginsLike(piece.text, phrase)),
  )
  const first = motto[0]
  const last = motto.at(-1)
  if (first === undefined || last === undefined) return { left: [], right: [], bottom: 0, mottoTop: null }
  // The two lines of the motto are centred under each other; the wider one marks the column.
  const columnLeft = Math.min(...motto.map((piece) => piece.left)) - 0.02
  const end = Math.min(last.bottom + REACH, firstBodyTop(pieces, last))
  const inHead = pieces.filter((piece) => middleY(piece) > first.top - 0.03 && middleY(piece) < end)
  const left = inHead.filter((piece) => middleX(piece) < columnLeft && piece.right < columnLeft + 0.06)
  const right = inHead.filter((piece) => middleX(piece) >= columnLeft)
  return { left, right, bottom: Math.max(last.bottom, headEnd(left, right)), mottoTop: first.top }
}

/** A line across both columns below the motto is the text's: a title, an address, a paragraph. */
function firstBodyTop(pieces: readonly Piece[], motto: Piece): number {
  const body = pieces.find((piece) => piece.top > motto.bottom && beginsBody(piece))
  return body === undefined ? 1 : body.top
}

function beginsBody(piece: Piece): boolean {
  if (piece.right - piece.left > 0.6) return true
  return /^(kinh gui|can cu)\b/.test(foldText(piece.text))
}

/** The head ends with its date and number, or the agency where they are missing; titles are centred and come after. */
function headEnd(left: readonly Piece[], right: readonly Piece[]): number {
  const date = right.find((piece) => /ng.y.*th.{1,3}ng.*n.m/.test(foldText(piece.text)))
  const number = left.find((piece) => /^s.{0,2}\W*[:/\d]/.test(foldText(piece.text)))
  return Math.max(date?.bottom ?? 0, number?.bottom ?? 0)
}
