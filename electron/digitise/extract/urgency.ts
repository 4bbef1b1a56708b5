import type { FieldProposal } from '../../../domain/records/document.ts'
import type { urgencies } from '../../../domain/records/findings.ts'
import { capitalShare, editDistance, skeleton } from './fuzzy.ts'
import type { PageText, Piece } from './page-text.ts'
import { strictProposal } from './proposal.ts'

type Urgency = (typeof urgencies)[number]

/** What the stamp says, as skeletons; the longer before the shorter that they hold. */
const stamps: readonly (readonly [skeleton: string, code: Urgency])[] = [
  ['thuongkhan', 'thuong-khan'],
  ['hoatochengio', 'hoa-toc'],
  ['hoatoc', 'hoa-toc'],
  ['khan', 'khan'],
]
/** The stamp stands under the number or the abstract of a letter, and never further down. */
const LOWEST = 0.4
/** Nor in the right half, where the motto is. */
const RIGHTMOST = 0.62
/** A stamp that was read but for a letter. */
const MISREAD_FIT = 0.8

/** How soon the paper is to be dealt with, by its stamp. @see ND 30/2020, appendix I part 10b */
export function proposeUrgency(page: PageText): FieldProposal | null {
  for (const piece of page.pieces) {
    const code = stampOf(piece)
    if (code === null) continue
    const words = piece.words.filter((word) => /\p{L}/u.test(word.text))
    return strictProposal({ value: code.urgency, words, fit: code.fit, page: page.index }, page.layer)
  }
  return null
}

/** Is the piece such a stamp, and nothing else? */
export function isUrgencyStamp(piece: Piece): boolean {
  return stampOf(piece) !== null
}

function stampOf(piece: Piece): { readonly urgency: Urgency; readonly fit: number } | null {
  const isPlaced = piece.top < LOWEST && piece.right < RIGHTMOST
  if (!isPlaced || capitalShare(piece.text) < 0.8) return null
  const read = skeleton(piece.text)
  for (const [known, urgency] of stamps) {
    if (read === known) return { urgency, fit: 1 }
    if (known.length >= 6 && editDistance(read, known) <= 1) return { urgency, fit: MISREAD_FIT }
  }
  return null
}
