import { foldText } from '../../../domain/fold-text.ts'
import { type FieldProposal, SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { withPhrases } from '../recognise/set-phrases.ts'
import { afterAbout, isAbout, type Title } from './document-type.ts'
import { capitalShare } from './fuzzy.ts'
import type { Head } from './head.ts'
import { otherReadings } from './other-readings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { withSpelledNames } from './place-names.ts'
import { MOST_GUESSED, mostOn, phraseProposal, wordsOf } from './proposal.ts'
import { isEchoed, withEchoes } from './subject-echo.ts'
import { isUrgencyStamp } from './urgency.ts'

/** No abstract has more lines. */
const MOST_LINES = 8
/** The abstract is centred under the title; the first line of a paragraph is indented on the left only, and lies off by more. */
const OFF_CENTRE = 0.018
/** With these words the text itself begins, or its legal grounds. */
const beginsText =
  /^\W*(can cu|kinh gui|xet |theo de nghi|hom nay|thoi gian|ho va ten|ho, |ten toi|toi ten|dieu 1|i\.|1\.|(phan|chuong|muc) (thu|[ivx\d]+)\b)/

/** What the paper is about: below its title, or under the number of a letter. @see ND 30/2020, appendix I parts 5a, 5b */
export function proposeSubject(head: Head, title: Title | null, place: SubjectPlace): FieldProposal | null {
  if (title === null) return letterSubject(head, place)
  const lines = linesBelow(title, place.page)
  const restWords = title.rest === '' ? [] : title.piece.words.slice(-title.rest.split(' ').length)
  const text = [title.rest, ...lines.map((line) => line.text)].filter((part) => part !== '').join(' ')
  return subjectProposal(text, [...restWords, ...wordsOf(lines)], place)
}

interface SubjectPlace {
  readonly page: PageText
  /** All pages: what they say bears out names. */
  readonly layers: readonly TextLayer[]
}

function letterSubject(head: Head, place: SubjectPlace): FieldProposal | null {
  const start = head.left.findIndex((piece) => isAbout(piece.text))
  const first = head.left[start]
  if (first === undefined) return null
  const lines = [first]
  for (const piece of head.left.slice(start + 1, start + MOST_LINES)) {
    const last = lines.at(-1) ?? first
    const isFar = piece.top - last.bottom > (first.bottom - first.top) * 0.9
    if (isFar || isDirt(piece) || isUrgencyStamp(piece)) break
    lines.push(piece)
  }
  const words = wordsOf(lines)
  const text = afterAbout(textOf(words))
  // The sign itself is no part of the abstract, and is read badly more often than not.
  const said = words.slice(-text.split(' ').length)
  return subjectProposal(text, said, place)
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ')
}

/** The abstract with the names in it spelled as the text spells them. */
function subjectProposal(
  read: string,
  readWords: readonly Word[],
  { page, layers }: SubjectPlace,
): FieldProposal | null {
  // What a line break parted is a phrase as well; on a bad copy the engine is as sure of wrong marks as of right ones.
  const said = withPhrases(readWords, page.isClear ? SURE : 1)
  const phrased = withEchoes(said, layers)
  const isWhole = textOf(readWords) === read
  const [text, words] = isWhole ? [textOf(phrased), phrased] : [read, readWords]
  const printed = tidy(text)
  const { text: value, trust } = withSpelledNames(printed, layers)
  const candidates = otherReadings(words).map((other) => ({
    value: tidy(other.text),
    confidence: other.share * 0.9,
  }))
  return phraseProposal(
    {
      value,
      words,
      fit: fitOf(text) * trust,
      page: page.index,
      most: isWhole && isEchoed(said, phrased) ? MOST_GUESSED : mostOn(page),
      candidates: [{ value: printed, confidence: 0.4 }, ...candidates],
    },
    page.layer,
  )
}

/** The centred lines right below the title, up to a gap, a rule, or the start of the text. */
function linesBelow(title: Title, page: PageText): readonly Piece[] {
  const below = page.pieces.filter(
    (piece) => piece.top > (title.piece.top + title.piece.bottom) / 2 && piece !== title.piece,
  )
  const lines: Piece[] = []
  for (const piece of below.slice(0, MOST_LINES)) {
    const before = lines.at(-1) ?? title.piece
    if (!isAbstractLine(piece, { title: title.piece, before, first: lines[0] ?? null })) break
    lines.push(piece)
  }
  return lines
}

interface Context {
  readonly title: Piece
  readonly before: Piece
  readonly first: Piece | null
}

function isAbstractLine(piece: Piece, { title, before, first }: Context): boolean {
  if (isDirt(piece) || isUrgencyStamp(piece) || beginsText.test(foldText(piece.text))) return false
  const gap = piece.top - before.bottom
  const height = Math.min(piece.bottom - piece.top, before.bottom - before.top)
  // A short rule and a blank line stand between the abstract and the text.
  if (gap > height * (first === null ? 1.5 : 0.95)) return false
  if (Math.abs(middleX(piece) - middleX(title)) > OFF_CENTRE) return false
  // The authority that decides stands in capitals under an abstract in small letters.
  return first === null || capitalShare(first.text) > 0.7 || capitalShare(piece.text) < 0.7
}

function isDirt(piece: Piece): boolean {
  const letters = piece.text.match(/[\p{L}\d]/gu)?.length ?? 0
  return letters < piece.text.length * 0.5 || letters < 2
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\d("“]+/u, '')
    .replace(/[\s.;,:*_=-]+$/, '')
    .replace(/^V\p{Ll} vi\p{Ll}c (?=\p{L})/u, 'Về việc ')
    .trim()
}

/** Below a certain length it may be a part of the abstract only. */
function fitOf(text: string): number {
  return text.length >= 12 ? 1 : 0.8
}
