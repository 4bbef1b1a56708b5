import { foldText } from '../../../domain/fold-text.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { greatFamilies, isFamily } from './family-names.ts'
import { type FamilyRoom, familyRoom } from './family-room.ts'
import { beginsLike, capitalShare, resembles } from './fuzzy.ts'
import { asSeen } from './other-readings.ts'
import { joinedRows, middleX, middleY, type PageText, type Piece } from './page-text.ts'
import { type FullName, fullName, nameOfSpoiltFamily } from './person-name.ts'
import { HARDLY_READ } from './proposal.ts'

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
    const lines = linesAbove(lowest, page)
    blocks.push({ titles: lines, name: nameUnder(lowest, page, familyRoom(lines, page)) })
  }
  return blocks
}

/**
 * A seal can hide the title: a name alone, right of the addressees or beside another signature, with nothing over it, is
 * still a guess worth a look.
 */
export function nameWithoutTitle(page: PageText): SignatureBlock | null {
  const addressees = page.pieces.findLast((piece) => beginsLike(piece.text, 'noinhan') && piece.left < 0.4)
  for (const piece of page.pieces.toReversed()) {
    const isPlaced = piece.left > 0.45 && middleX(piece) > 0.58
    if (!isPlaced || !(isBelow(piece, addressees) || isBesideName(piece, page))) continue
    const name = nameAt(piece, page)
    if (name !== null && (name.read.fit >= 0.9 || name.read.isFamilyGuessed)) return { titles: [], name }
  }
  return null
}

function isBelow(piece: Piece, other: Piece | undefined): boolean {
  return other !== undefined && piece.top > other.top
}

/** Minutes are signed by two, on the left by who wrote them. */
function isBesideName(piece: Piece, page: PageText): boolean {
  return page.pieces.some((other) => {
    const isLeft = middleX(other) < 0.45 && Math.abs(other.top - piece.top) < piece.bottom - piece.top
    return isLeft && fullName(asSeen(other.words))?.isKnownFamily === true
  })
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

function nameUnder(title: Piece, page: PageText, roomOf: FamilyRoom): SignatureBlock['name'] {
  for (const piece of page.pieces) {
    const name = isUnder(piece, title) ? nameAt(piece, page, roomOf) : null
    if (name !== null) return name
  }
  return null
}

/** What a seal took of a family name parts the rest of it from the name as wide as two columns are parted. */
const TORN = 0.05

function nameAt(piece: Piece, page: PageText, roomOf?: FamilyRoom): SignatureBlock['name'] {
  const before = page.pieces.find((other) => isJustBefore(other, piece))
  const [whole = piece] = before === undefined ? [] : joinedRows([before, piece])
  const read = nameIn(whole, roomOf)
  if (read !== null) return { piece: whole, read }
  const alone = whole === piece ? null : nameIn(piece, roomOf)
  return alone === null ? null : { piece, read: alone }
}

function isJustBefore(other: Piece, piece: Piece): boolean {
  const isLevel = Math.abs(middleY(other) - middleY(piece)) < (piece.bottom - piece.top) / 2
  return isLevel && other.left > 0.45 && other.left < piece.left && piece.left - other.right < TORN
}

/** The name as it was read; where its family is none, with what another reading of that word is, or most likely was. */
function nameIn({ words }: Piece, roomOf?: FamilyRoom): FullName | null {
  const read = fullName(asSeen(withoutStray(words)))
  if (read === null) return nameOfSpoiltFamily(words, roomOf)
  if (!read.isRareFamily) return read
  // Of a family that few bear, or none, another reading may be one that many do.
  const likelier = nameOfSpoiltFamily(words, roomOf)
  if (likelier !== null || read.isKnownFamily) return likelier ?? read
  const place = words.length - read.wordCount
  const others = (words[place]?.alternatives ?? []).map((text) =>
    fullName(asSeen(words.map((word, at) => (at === place ? { ...word, text } : word)))),
  )
  return others.find((other) => other?.isKnownFamily === true) ?? read
}

/** Of strokes of a signature or a seal a word is made before the name, which nearly all begin with one of a few families. */
function withoutStray(words: readonly Word[]): readonly Word[] {
  const [stray, ...name] = words
  const isStray = stray !== undefined && stray.confidence < HARDLY_READ && !isFamily(stray.text)
  if (!isStray || name.length < 3) return words
  return greatFamilies.includes(name[0]?.text ?? '') ? name : words
}

function isUnder(piece: Piece, title: Piece): boolean {
  // Capitals close under a title go on with it: "XÃ" over "THẠCH SƠN". Over a name is room for the signature.
  const isCapitals = piece.text === piece.text.toUpperCase()
  if (isCapitals && piece.top - title.bottom < (title.bottom - title.top) * CLOSE) return false
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
