import { foldText } from '../../../domain/fold-text.ts'
import { capitalShare } from './fuzzy.ts'
import { beginsOffice } from './office-names.ts'
import { middleX, type Piece } from './page-text.ts'

/** The head of the stamp that the receiving office puts on a paper, and the words its lines begin with. */
const stampHead = /^(cong van|van ban)?\s*den\b\W*(so\b.*)?$/
const stampLine = /^(so\b|ngay\b|gio\b|chuyen\b|luu\b|ho so\b|so den|ngay den|so va ky hieu)/
/** A stamp is about a quarter of the page wide and has up to six lines. */
const MOST_LINES = 6

/**
 * What is left without the stamp "ĐẾN": it carries a second number and date, which are never the paper's own.
 * @see ND 30/2020, appendix IV
 */
export function withoutIncomingStamp(pieces: readonly Piece[]): readonly Piece[] {
  const stamped = new Set(
    pieces
      .filter((piece) => stampHead.test(foldText(piece.text).trim()))
      .flatMap((head) => stampFrom(head, pieces)),
  )
  return pieces.filter((piece) => !stamped.has(piece))
}

function stampFrom(head: Piece, pieces: readonly Piece[]): readonly Piece[] {
  const stamp = [...receiverAbove(head, pieces), head]
  for (const piece of pieces) {
    const last = stamp.at(-1) ?? head
    const height = last.bottom - last.top
    const isNext = piece.top > last.top + height * 0.3 && piece.top < last.bottom + height * 2.5
    const isBelow =
      piece.left > head.left - 0.06 && piece.left < head.right + 0.03 && middleX(piece) < head.right + 0.1
    if (isNext && isBelow && belongs(piece) && stamp.length < MOST_LINES) stamp.push(piece)
  }
  return stamp
}

/** The receiving office's own name, in the frame of the stamp right above "ĐẾN". */
function receiverAbove(head: Piece, pieces: readonly Piece[]): readonly Piece[] {
  const height = head.bottom - head.top
  return pieces.filter(
    (piece) =>
      piece.bottom <= head.top + height / 2 &&
      head.top - piece.bottom < height * 0.6 &&
      Math.abs(middleX(piece) - middleX(head)) < 0.04 &&
      capitalShare(piece.text) > 0.7 &&
      (beginsOffice(piece.text) || /(^| )(xa|phuong|thi tran|huyen) /.test(foldText(piece.text))),
  )
}

/** A line of the stamp has its own words; a number with a notation is the paper's. */
function belongs(piece: Piece): boolean {
  return stampLine.test(foldText(piece.text).trim()) && !/\/\s*\p{Lu}/u.test(piece.text)
}
