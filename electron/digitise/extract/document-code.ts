import type { DocumentType } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { Word } from '../../../domain/text-layer.ts'
import { type DocumentCode, isKnownNotation, parseCode } from './code-grammar.ts'
import { editDistance } from './fuzzy.ts'
import { withHandMarked } from './handwriting.ts'
import type { Head } from './head.ts'
import { lettersOf } from './office-names.ts'
import { otherReadings } from './other-readings.ts'
import { joinedRows, type PageText, type Piece } from './page-text.ts'
import { type Candidate, strictProposal } from './proposal.ts'

/** The engine is never sure of a code, for it is no word: many of those it doubts most are right. */
const LEAST = 0.3
/** A notation of the title's type and the issuer's letters could not be another, however its letters were read. */
const BORNE_OUT = 0.96
/** One whose groups are all known and that only its office bears out. */
const PARTLY_BORNE_OUT = 0.8

const WORTH_A_LOOK = 0.4

/** A code in the head of a page, as it was read. */
export interface FoundCode {
  readonly code: DocumentCode
  /** What stands after "Số:". */
  readonly words: readonly Word[]
  /** Where it stands; the abstract of a letter is looked for below it. */
  readonly piece: Piece
}

export interface CodeProposals {
  readonly number: FieldProposal | null
  readonly notation: FieldProposal | null
}

/** Number and notation below the agency's name. */
export function findCode(head: Head): FoundCode | null {
  for (const piece of joinedRows(head.left)) {
    const after = afterLabel(piece)
    const code = after === null ? null : parseCode(after.text)
    if (code !== null && after !== null) return { code, words: after.words, piece }
  }
  return null
}

interface Labelled {
  readonly text: string
  readonly words: readonly Word[]
}

/** "Số", however its mark was read; dirt at the edge of the page may stand before it. */
const label = /(?:^|\s)\P{L}{0,2}[s5$§][o0ôóe6][^\p{L}\d/]{0,3}(?=[\d\p{L}/\s.…_]|$)/iu

/** What follows the label. */
function afterLabel(piece: Piece): Labelled | null {
  const found = label.exec(foldText(piece.text))
  if (found === null) return null
  // Folding keeps the number of characters: every Vietnamese letter is one in NFC.
  const end = found.index + found[0].length
  let seen = 0
  const words = piece.words.filter((word) => {
    seen += word.text.length + 1
    return seen > end + 1
  })
  return { text: piece.text.slice(end), words }
}

interface CodeEvidence {
  readonly found: FoundCode | null
  readonly page: PageText
  /** By the title of the paper. */
  readonly type: DocumentType | null
  /** As proposed; empty where none was found. */
  readonly issuer: string
}

/** Number and notation as proposals; what the title and the issuer say of the notation is weighed in. */
export function proposeCode({ found, page, type, issuer }: CodeEvidence): CodeProposals {
  if (found === null) return { number: null, notation: null }
  const { code, piece } = found
  const label = piece.words.find((word) => /\p{L}/u.test(word.text))
  const words = withHandMarked(found.words, label, page.slope)
  const { ofNumber, ofNotation } = partsOf(words, code)
  const notation = borneOut(code.notation ?? '', { type, issuer })
  const other = otherCodes(found, code)
  const common = { page: page.index, least: LEAST }
  return {
    number: strictProposal(
      {
        ...common,
        value: code.number ?? '',
        words: ofNumber,
        fit: code.fit,
        // A code whose letters are right was read in its place, however little the engine thinks of it.
        borneOut: notation.trust > 0 && code.fit >= 0.75 ? WORTH_A_LOOK : 0,
        candidates: [...withoutStroke(code, words), ...other.numbers],
      },
      page.layer,
    ),
    notation: strictProposal(
      {
        ...common,
        value: notation.value,
        words: ofNotation,
        fit: code.fit * notationFit(notation, code.notation ?? ''),
        borneOut: notation.trust,
        candidates: [{ value: code.notation ?? '', confidence: 0.4 }, ...other.notations],
      },
      page.layer,
    ),
  }
}

const REPAIRED_FIT = 0.8
/** A group that notations are not made of was misread, or is of an office nobody knows. */
const UNKNOWN_FIT = 0.85

function notationFit({ value, trust }: Borne, read: string): number {
  if (value !== read) return REPAIRED_FIT
  return trust > 0 || isKnownNotation(value) ? 1 : UNKNOWN_FIT
}

/** The words before the stroke are the number's, those from it on the notation's; the one with the stroke is both. */
function partsOf(words: readonly Word[], code: DocumentCode) {
  const stroke = words.findIndex((word) => word.text.includes('/'))
  const isApart = stroke === -1 && words.length > 1 && code.number !== null
  const start = isApart ? 1 : stroke
  const ofNumber = start <= 0 ? words.slice(0, 1) : words.slice(0, isApart ? 1 : start + 1)
  const ofNotation = start === -1 ? words : words.slice(start)
  // Where a hand filled in the number before the stroke, the letters after it are printed all the same.
  return { ofNumber, ofNotation: ofNotation.map(asPrinted) }
}

function asPrinted(word: Word): Word {
  if (word.isHandwritten !== true || !word.text.includes('/')) return word
  const { isHandwritten: _, ...printed } = word
  return printed
}

interface Borne {
  readonly value: string
  /** 0 where nothing else speaks for it. */
  readonly trust: number
}

interface Bearers {
  readonly type: DocumentType | null
  readonly issuer: string
}

/** "QĐ" is what QUYẾT ĐỊNH is shortened to, "UBND" what the committee is: both together leave no doubt. */
function borneOut(notation: string, { type, issuer }: Bearers): Borne {
  const [kind = '', ...rest] = notation.split('-')
  const office = nearOffice(rest.join('-'), issuer)
  if (office !== rest.join('-')) return { value: `${kind}-${office}`, trust: OFFICE_REPAIRED }
  const isOfOffice = isOffice(office, issuer)
  if (type !== null && type.abbreviation !== null && isOfOffice) {
    const titled = withKind(kind, office, type.abbreviation)
    if (titled !== null) return titled
  }
  const isPartly = isKnownNotation(notation) && (isOfOffice || isOffice(kind, issuer))
  return { value: notation, trust: isPartly ? PARTLY_BORNE_OUT : 0 }
}

/** A letter of the office was put right: worth a look. */
const OFFICE_REPAIRED = 0.6

/** The thin letters of "TTr" are read in many ways; the title leaves no choice. */
function withKind(kind: string, office: string, abbreviation: string): Borne | null {
  const distance = editDistance(kind, abbreviation)
  const value = `${abbreviation}-${office}`
  if (distance <= 1) return { value, trust: BORNE_OUT }
  return kind.length <= 3 ? { value, trust: PARTLY_BORNE_OUT } : null
}

/** The letters of the committee, where what was read is no notation's but for one letter: "LB", "LUBND". */
function nearOffice(letters: string, issuer: string): string {
  if (letters === '' || lettersOf(issuer) !== 'UBND' || isKnownNotation(letters)) return letters
  return ['UBND', 'UB'].find((own) => editDistance(letters, own) <= 1) ?? letters
}

/** Committees of before 2005 were "UB". */
function isOffice(letters: string, issuer: string): boolean {
  if (issuer === '') return false
  const own = lettersOf(issuer)
  return letters === own || (own === 'UBND' && letters === 'UB')
}

/** Where no stroke was read, the last figure may be one. */
function withoutStroke({ number }: DocumentCode, words: readonly Word[]): readonly Candidate[] {
  const isApart = words.some((word) => /[/⁄∕]/.test(word.text))
  return isApart || number === null || number.length < 2
    ? []
    : [{ value: number.slice(0, -1), confidence: 0.35 }]
}

function otherCodes({ words }: FoundCode, code: DocumentCode) {
  const codes = otherReadings(words).map(({ text, share }) => ({ other: parseCode(text), share }))
  const candidates = (name: 'number' | 'notation'): readonly Candidate[] =>
    codes.flatMap(({ other, share }) =>
      other === null || other[name] === null
        ? []
        : [{ value: other[name], confidence: share * Math.min(other.fit, code.fit) }],
    )
  return { numbers: candidates('number'), notations: candidates('notation') }
}
