import { foldText } from '../../../domain/fold-text.ts'
import type { IncomingStamp } from '../../../domain/records/findings.ts'
import { parseDate } from './date-grammar.ts'
import { capitalShare } from './fuzzy.ts'
import { beginsOffice } from './office-names.ts'
import { joinedRows, middleX, type PageText, type Piece } from './page-text.ts'
import { shareBox, trustIn, wordsOf } from './proposal.ts'

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
  const stamped = new Set(stampsOn(pieces).flat())
  return pieces.filter((piece) => !stamped.has(piece))
}

/** The lines of each stamp on a page. */
function stampsOn(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  return pieces
    .filter((piece) => stampHead.test(foldText(piece.text).trim()))
    .map((head) => stampFrom(head, pieces))
}

/** Number and day of a stamp are filled in by hand or with loose types: they are never sure. */
const MOST = 0.8
const NOTHING_READ = 0.5

/** What the stamp of an office that received the paper says; null where there is none. */
export function findIncomingStamp(page: PageText): IncomingStamp | null {
  const [stamp] = stampsOn(page.pieces)
  if (stamp === undefined) return null
  const rows = joinedRows(stamp)
  const numbered = rows.find((row) => numberOf(row) !== null)
  const dated = rows.find((row) => parseDate(row.text) !== null)
  const figures = wordsOf([numbered, dated].filter((row) => row !== undefined)).filter((word) =>
    /\d/.test(word.text),
  )
  const trust = figures.length === 0 ? NOTHING_READ : Math.min(...figures.map(trustIn))
  return {
    page: page.index,
    box: shareBox(wordsOf(stamp), page.layer),
    confidence: Math.round(Math.min(MOST, trust) * 1000) / 1000,
    number: numbered === undefined ? null : numberOf(numbered),
    date: parseDate(dated?.text ?? '')?.iso ?? null,
  }
}

function numberOf(row: Piece): string | null {
  return numberLine.exec(foldText(row.text))?.groups?.['number'] ?? null
}

/** "Số: 742", "Số đến 742": figures and nothing after them. */
const numberLine = /^\W*(?:so|den)\b(?: den)?\W*(?<number>\d{1,5})\W*$/

function stampFrom(head: Piece, pieces: readonly Piece[]): readonly Piece[] {
  const stamp = [...receiverAbove(head, pieces), head]
  for (const piece of pieces) {
    const last = stamp.at(-1) ?? head
    const height = last.bottom - last.top
    const isNext = piece.top > last.top + height * 0.3 && piece.top < last.bottom + height * 2.5
    const isBelow =
      piece.left > head.left - 0.12 && piece.left < head.right + 0.03 && middleX(piece) < head.right + 0.1
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
