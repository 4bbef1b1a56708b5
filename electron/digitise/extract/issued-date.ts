import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { parseDate } from './date-grammar.ts'
import { withHandMarked } from './handwriting.ts'
import type { Head } from './head.ts'
import { otherReadings } from './other-readings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { type Candidate, strictProposal, withCandidates } from './proposal.ts'

/** "Cẩm Hoà, ngày ...": the line that says where and when. */
export interface PlaceAndDate {
  readonly piece: Piece
  readonly page: PageText
  /** 0..1: lower away from the head. */
  readonly trust: number
}

/**
 * The lines that may say when a paper was issued, the likeliest first: below the motto or, on papers without one there,
 * above the signature. Dates of cited papers stand elsewhere and are never looked at.
 */
export function placesAndDates(head: Head, pages: readonly PageText[]): readonly PlaceAndDate[] {
  const [first] = pages
  const last = pages.at(-1)
  if (first === undefined || last === undefined) return []
  const above = head.right.filter((piece) => isPlaceAndDate(piece.text))
  const below = last.pieces.filter(
    (piece) =>
      middleX(piece) > 0.5 && piece.left > 0.38 && isPlaceAndDate(piece.text) && !above.includes(piece),
  )
  return [
    ...above.map((piece) => ({ piece, page: first, trust: 1 })),
    ...below.slice(-1).map((piece) => ({ piece, page: last, trust: 0.9 })),
  ]
}

/** The date of issue; one that stands over the signature besides it is a candidate. */
export function proposeIssuedDate(lines: readonly PlaceAndDate[]): FieldProposal | null {
  const inHead = lines.filter((line) => line.trust === 1)
  // With a date in the head that cannot be read, another one is not it.
  const [found, ...others] = (inHead.length > 0 ? inHead : lines)
    .map(dateOfLine)
    .filter((proposal) => proposal !== null)
  if (found === undefined) return null
  const seen = [...others, ...lines.filter((line) => line.trust < 1).map(dateOfLine)]
  return withCandidates(
    found,
    seen.flatMap((other) =>
      other === null ? [] : [{ value: other.value, confidence: other.confidence / 2 }],
    ),
  )
}

/** The year of the first line that has one, where day and month were not read; null where none has. */
export function yearOf(lines: readonly PlaceAndDate[]): number | null {
  for (const { piece } of lines) {
    const year = /\bn.m\s*((?:19|20)\d{2})\b/.exec(foldText(piece.text))?.[1]
    if (year !== undefined) return Number.parseInt(year, 10)
  }
  return null
}

/** Nothing but a place before the date, nothing after it. */
function isPlaceAndDate(text: string): boolean {
  return (
    /^[^\d;:()]{0,40}\bng.y\b.{4,40}$/.test(foldText(text)) &&
    !/^\W*(can cu|theo|tai|tu|den)\b/.test(foldText(text))
  )
}

function dateOfLine({ piece, page, trust }: PlaceAndDate): FieldProposal | null {
  const date = parseDate(piece.text)
  if (date === null) return null
  const words = dateWords(piece, page)
  return strictProposal(
    {
      value: date.iso,
      words,
      fit: date.fit * trust,
      page: page.index,
      candidates: otherDates(piece, words),
    },
    page.layer,
  )
}

/** The figures of the date; those of day and month that are higher than the printed year are written by hand. */
function dateWords(piece: Piece, page: PageText): readonly Word[] {
  const words = afterPlace(piece.words)
  const digits = words.filter((word) => /\d/.test(word.text) || isShort(word.text))
  if (digits.length === 0) return words
  const year = digits.findLast((word) => /\d{4}/.test(word.text))
  return withHandMarked(digits, year, page.slope)
}

/** The words from "ngày" on. */
function afterPlace(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex((word) => /^\W*ng.y/.test(foldText(word.text)))
  return start === -1 ? words : words.slice(start)
}

/** A figure read as a letter. */
function isShort(text: string): boolean {
  return text.length <= 2 && !/^\W+$/.test(text)
}

function otherDates(piece: Piece, digits: readonly Word[]): readonly Candidate[] {
  return otherReadings(piece.words)
    .map(({ text, share }) => ({ date: parseDate(text), share }))
    .flatMap(({ date, share }) =>
      date === null
        ? []
        : [
            {
              value: date.iso,
              confidence: share * date.fit * Math.min(...digits.map((word) => word.confidence)),
            },
          ],
    )
}
