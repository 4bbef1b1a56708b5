import { foldText } from '../../../domain/fold-text.ts'
import { capitalShare, resembles } from './fuzzy.ts'
import { asSeen } from './other-readings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { type FullName, fullName } from './person-name.ts'

/** The lines that say in whose name and as what somebody signs, and the name below the signature. */
export interface SignatureBlock {
  /** From top to bottom: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"; none where a seal hides them. */
  readonly titles: readonly Piece[]
  readonly name: { readonly piece: Piece; readonly read: FullName } | null
}

/** In whose name one signs, and the offices one signs as. @see ND 30/2020, appendix I part 7 */
const authority =
  /^\W*((t\s*[./]?\s*m|k\s*[./]?\s*t|t\s*[./]?\s*l|t\s*[./]?\s*u\s*[./]?\s*q|q)\s*[./]|(t\/m|k\/t|t\/l)\b)/
const office =
  /\b(chu tich|pho chu tich|giam doc|truong (phong|ban|thon|cong an|doan|tram|khoa)|bi thu|chu tri|chu toa|chanh van phong|hieu truong|cong chuc|thu truong|bo truong|chi huy truong|chu nhiem|doi truong|tram truong|ke toan|thu ky|nguoi (lam|viet|ky|khai|de nghi|lap|xac nhan|bao cao)|dai dien|thu tuong|cuc truong|chi cuc truong|truong)\b/

/** The title most papers of a commune are signed with; a seal often lies over a part of it. */
const CHAIRMAN = 'chutich'
/** How far below its title a name may stand: room for the signature and the seal. */
const REACH = 0.2
/** How far the middles of lines over each other may lie apart. */
const OFF_CENTRE = 0.11
/** Lines over a signature stand closer than this many times their height. */
const CLOSE = 1.3

/** The signatures in the right half of a page, from the lowest up, and of those side by side the right one first. */
export function signatureBlocks(page: PageText): readonly SignatureBlock[] {
  const titles = page.pieces.filter((piece) => middleX(piece) > 0.5 && isTitle(piece))
  const ordered = titles.toSorted((a, b) =>
    Math.abs(a.top - b.top) < 0.01 ? b.left - a.left : b.top - a.top,
  )
  const blocks: SignatureBlock[] = []
  for (const lowest of ordered) {
    if (blocks.some((block) => block.titles.includes(lowest))) continue
    blocks.push({ titles: linesAbove(lowest, page), name: nameUnder(lowest, page) })
  }
  return blocks
}

/** A seal can hide the title: a name alone, right of the addressees and with nothing beside it, is still a guess worth a look. */
export function nameWithoutTitle(page: PageText): SignatureBlock | null {
  const addressees = page.pieces.findLast((piece) => /^\W*noi\s?nhan/.test(foldText(piece.text)))
  if (addressees === undefined) return null
  for (const piece of page.pieces.toReversed()) {
    const isPlaced = piece.top > addressees.top && piece.left > 0.45 && middleX(piece) > 0.58
    const read = isPlaced ? nameIn(piece) : null
    if (read !== null && read.fit >= 0.9) return { titles: [], name: { piece, read } }
  }
  return null
}

function isTitle(piece: Piece): boolean {
  if (capitalShare(piece.text) <= 0.65) return false
  const folded = foldText(piece.text).trim()
  const lastWords = piece.text.split(' ').slice(-2).join(' ')
  return authority.test(folded) || office.test(folded) || resembles(lastWords, CHAIRMAN)
}

/** The lines of capitals close above each other that end with this one; the place of a committee may be one of them. */
function linesAbove(lowest: Piece, page: PageText): readonly Piece[] {
  const lines = [lowest]
  for (const piece of page.pieces.slice(0, page.pieces.indexOf(lowest)).toReversed()) {
    const [top = lowest] = lines
    if (top.top - piece.bottom > (top.bottom - top.top) * CLOSE) break
    const isOver = piece.bottom <= top.top + (top.bottom - top.top) * 0.4
    if (isOver && capitalShare(piece.text) > 0.65 && isUnderEachOther(piece, top)) lines.unshift(piece)
  }
  const first = lines.findIndex((line) => isTitle(line))
  return lines.slice(Math.max(0, first))
}

function nameUnder(title: Piece, page: PageText): SignatureBlock['name'] {
  for (const piece of page.pieces) {
    const read = isUnder(piece, title) ? nameIn(piece) : null
    if (read !== null) return { piece, read }
  }
  return null
}

/** The name as it was read; where its family is none, and another reading of that word is one, with that. */
function nameIn({ words }: Piece): FullName | null {
  const read = fullName(asSeen(words))
  if (read === null || read.isKnownFamily) return read
  const place = words.length - read.wordCount
  const others = (words[place]?.alternatives ?? []).map((text) =>
    fullName(asSeen(words.map((word, at) => (at === place ? { ...word, text } : word)))),
  )
  return others.find((other) => other?.isKnownFamily === true) ?? read
}

function isUnder(piece: Piece, title: Piece): boolean {
  return (
    piece.top >= title.bottom - 0.004 &&
    piece.top - title.bottom < REACH &&
    isUnderEachOther(piece, title) &&
    !isTitle(piece)
  )
}

function isUnderEachOther(one: Piece, other: Piece): boolean {
  return Math.abs(middleX(one) - middleX(other)) < OFF_CENTRE
}
