import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import { capitalShare, resembles } from './fuzzy.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { fullName } from './person-name.ts'
import { strictProposal } from './proposal.ts'

/** In whose name one signs, and the offices one signs as. @see ND 30/2020, appendix I part 7 */
const authority = /^\W*(t\s*[./]?\s*m|k\s*[./]?\s*t|t\s*[./]?\s*l|t\s*[./]?\s*u\s*[./]?\s*q|q)\s*[./]/
const office =
  /\b(chu tich|pho chu tich|giam doc|truong (phong|ban|thon|cong an|doan|tram|khoa)|bi thu|chu tri|chu toa|chanh van phong|hieu truong|cong chuc|thu truong|bo truong|chi huy truong|chu nhiem|doi truong|tram truong|ke toan|thu ky|nguoi (lam|viet|ky|khai|de nghi|lap|xac nhan|bao cao)|dai dien|thu tuong|cuc truong|chi cuc truong|truong)\b/

/** The title most papers of a commune are signed with; a seal often lies over a part of it. */
const CHAIRMAN = 'chutich'
/** How far below its title a name may stand: room for the signature and the seal. */
const REACH = 0.2

/** Who signed: the name under the title on the right, on the last page that has one. */
export function proposeSigner(pages: readonly PageText[]): FieldProposal | null {
  for (const page of pages.toReversed()) {
    const found = onPage(page)
    if (found !== null) return found
  }
  return null
}

function onPage(page: PageText): FieldProposal | null {
  const titles = page.pieces.filter((piece) => middleX(piece) > 0.5 && isTitle(piece))
  // From the lowest up, and of titles side by side the right one: the others sign with it.
  const ordered = titles.toSorted((a, b) =>
    Math.abs(a.top - b.top) < 0.01 ? b.left - a.left : b.top - a.top,
  )
  for (const title of ordered) {
    const name = page.pieces.find((piece) => isUnder(piece, title) && fullName(piece.text) !== null)
    if (name !== undefined) return proposalOf(name, page, 1)
  }
  return withoutTitle(page)
}

function isTitle(piece: Piece): boolean {
  if (capitalShare(piece.text) <= 0.65) return false
  const folded = foldText(piece.text).trim()
  const lastWords = piece.text.split(' ').slice(-2).join(' ')
  return authority.test(folded) || office.test(folded) || resembles(lastWords, CHAIRMAN)
}

function isUnder(piece: Piece, title: Piece): boolean {
  return (
    piece.top >= title.bottom - 0.004 &&
    piece.top - title.bottom < REACH &&
    Math.abs(middleX(piece) - middleX(title)) < 0.11 &&
    !isTitle(piece)
  )
}

/** A seal can hide the title: a name alone, right of the addressees and with nothing beside it, is still a guess worth a look. */
function withoutTitle(page: PageText): FieldProposal | null {
  const addressees = page.pieces.findLast((piece) => /^\W*noi\s?nhan/.test(foldText(piece.text)))
  if (addressees === undefined) return null
  const name = page.pieces.findLast(
    (piece) =>
      piece.top > addressees.top &&
      piece.left > 0.45 &&
      middleX(piece) > 0.58 &&
      (fullName(piece.text)?.fit ?? 0) >= 0.9,
  )
  return name === undefined ? null : proposalOf(name, page, 0.8)
}

function proposalOf(piece: Piece, page: PageText, trust: number): FieldProposal | null {
  const name = fullName(piece.text)
  if (name === null) return null
  const words = piece.words.slice(-name.wordCount)
  return strictProposal({ value: name.value, words, fit: trust * name.fit, page: page.index }, page.layer)
}
