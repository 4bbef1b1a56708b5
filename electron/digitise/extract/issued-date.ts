import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { Head } from './head.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { strictProposal } from './proposal.ts'

const EARLIEST_YEAR = 1930
const LATEST_YEAR = 2099

// "ngày 12 tháng 3 năm 2021" with whatever the reading made of the three words' marks; digits may stick to them.
const written = /\bng.y\s*(\S{1,3}?)\s*th\S{1,2}ng\s*(\S{1,3}?)\s*n.m\s*(\S{4})/
const short = /\bng.y\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/

/**
 * The date of issue: the one below the motto or, on papers without it there, the one above the signature. Dates of
 * cited papers stand elsewhere and are never looked at.
 */
export function proposeIssuedDate(head: Head, pages: readonly PageText[]): FieldProposal | null {
  const first = pages[0]
  if (first === undefined) return null
  const above = head.right.filter((piece) => isPlaceAndDate(piece.text))
  if (above.length > 0) return fromPieces(above, first, 1)
  const last = pages.at(-1) ?? first
  const below = last.pieces.filter(
    (piece) => middleX(piece) > 0.5 && piece.left > 0.38 && isPlaceAndDate(piece.text),
  )
  return fromPieces(below.slice(-1), last, 0.9)
}

/** "Cẩm Hoà, ngày ...": nothing but a place before the date, nothing after it. */
function isPlaceAndDate(text: string): boolean {
  return (
    /^[^\d;:()]{0,40}\bng.y\b.{4,40}$/.test(foldText(text)) &&
    !/^\W*(can cu|theo|tai|tu|den)\b/.test(foldText(text))
  )
}

function fromPieces(pieces: readonly Piece[], page: PageText, trust: number): FieldProposal | null {
  for (const piece of pieces) {
    const date = parseDate(piece.text)
    if (date === null) continue
    const words = piece.words.filter((word) => /\d|ngày|tháng|năm/iu.test(word.text))
    const digits = words.filter((word) => /\d/.test(word.text))
    const fit = date.fit * trust
    const proposal = strictProposal(
      { value: date.iso, words: digits.length > 0 ? digits : words, fit, page: page.index },
      page.layer,
    )
    if (proposal !== null) return proposal
  }
  return null
}

/** ISO 8601; null for what is no date, or cannot be one. `fit` is lower where a letter stood for a digit. */
function parseDate(text: string): { readonly iso: string; readonly fit: number } | null {
  const folded = foldText(text)
  const match = written.exec(folded) ?? short.exec(folded)
  if (match === null) return null
  const [day, month, year] = match.slice(1).map(toNumber)
  if (day === undefined || month === undefined || year === undefined) return null
  if (!isPossible(year.value, month.value, day.value)) return null
  const pad = (value: number): string => String(value).padStart(2, '0')
  const isSure = day.isPrinted && month.isPrinted && year.isPrinted
  return { iso: `${year.value}-${pad(month.value)}-${pad(day.value)}`, fit: isSure ? 1 : 0.5 }
}

function toNumber(token: string): { value: number; isPrinted: boolean } {
  const digits = token.replaceAll('o', '0').replace(/[li|]/g, '1').replaceAll('s', '5').replace(/[.,]/g, '')
  return { value: /^\d+$/.test(digits) ? Number(digits) : Number.NaN, isPrinted: digits === token }
}

function isPossible(year: number, month: number, day: number): boolean {
  if (!(year >= EARLIEST_YEAR && year <= LATEST_YEAR)) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
