import type { DocumentType } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { FoundCode } from './document-code.ts'
import { capitalShare, editDistance, skeleton } from './fuzzy.ts'
import type { Head } from './head.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { type Candidate, phraseProposal, strictProposal } from './proposal.ts'

export interface Title {
  readonly piece: Piece
  /** Null for a title that the list of types does not have. */
  readonly type: DocumentType | null
  /** What the title line says after the name of the type: "TÌNH HÌNH ..." of "BÁO CÁO TÌNH HÌNH ...". */
  readonly rest: string
}

const LETTER = 'Công văn'
const OTHER = 'Khác'
/** Title and notation, or two signs of a letter, say the same. */
const BORNE_OUT = 0.97
/** How far down a title may stand, and how far from the middle of the text its middle may lie. */
const LOWEST_TITLE = 0.6
const OFF_CENTRE = 0.06

/** The line in capitals under the head that names the type. @see ND 30/2020, appendix I part 5a */
export function findTitle(head: Head, page: PageText, types: readonly DocumentType[]): Title | null {
  const centre = (page.margins.left + page.margins.right) / 2
  const lines = page.pieces.filter((piece) => piece.top >= head.bottom - 0.005 && piece.top < LOWEST_TITLE)
  for (const piece of lines) {
    const isTitle = capitalShare(piece.text) > 0.8 && Math.abs(middleX(piece) - centre) < OFF_CENTRE
    const letters = piece.text.match(/\p{L}/gu)?.length ?? 0
    if (!isTitle || letters < 5) {
      if (isRunningText(piece)) return null
      continue
    }
    const type = bestType(piece.text, types)
    if (type !== null) return { piece, type, rest: restOf(piece.text.replace(/^[^\p{L}]+/u, ''), type.name) }
    return isOffice(piece.text) ? null : { piece, type: null, rest: '' }
  }
  return null
}

function isRunningText(piece: Piece): boolean {
  return piece.right - piece.left > 0.5 && capitalShare(piece.text) < 0.5
}

/** "ỦY BAN NHÂN DÂN XÃ ..." in the middle is the authority that decides, not what the paper is. */
function isOffice(text: string): boolean {
  return /^(uy ban|hoi dong|chu tich|ban |dang uy|thuong truc)/.test(foldText(text))
}

/** The type whose name the line begins with; marks decide between names that differ by little (ĐỀ ÁN, DỰ ÁN). */
function bestType(line: string, types: readonly DocumentType[]): DocumentType | null {
  const folded = skeleton(line)
  const ranked = types
    .filter((type) => type.name !== OTHER && type.name !== LETTER)
    .map((type) => {
      const name = skeleton(type.name)
      const begun = folded.slice(0, name.length)
      const marks = editDistance(line.slice(0, type.name.length).toLowerCase(), type.name.toLowerCase())
      return { type, distance: editDistance(begun, name), marks, allowed: name.length < 8 ? 0 : 1 }
    })
    .filter(({ distance, allowed }) => distance <= allowed)
    .toSorted(
      (a, b) => a.distance - b.distance || a.marks - b.marks || b.type.name.length - a.type.name.length,
    )
  return ranked[0]?.type ?? null
}

/** The line after the name of the type; "CỦA ..." only says whose it is. */
function restOf(line: string, name: string): string {
  const rest = line.split(' ').slice(name.split(' ').length).join(' ').trim()
  return /^(cua\b|\W*$|\W*so\b)/.test(foldText(rest)) ? '' : rest
}

interface TypeEvidence {
  readonly head: Head
  readonly page: PageText
  readonly types: readonly DocumentType[]
  readonly title: Title | null
  readonly code: FoundCode | null
}

/** The type by its title and by the abbreviation in the notation: surest when both say the same. */
export function proposeType(evidence: TypeEvidence): FieldProposal | null {
  const { head, types, title, code } = evidence
  const byNotation = typeOfNotation(code?.code.notation ?? '', types)
  if (title !== null) return titledType(evidence, title, byNotation)
  const letter = types.find((type) => type.name === LETTER)
  const about = head.left.find((piece) => isAbout(piece.text))
  if (letter !== undefined && about !== undefined) {
    return letterType(evidence, { letter, about, byNotation })
  }
  if (byNotation === null || code === null) return null
  const found = { value: byNotation.code, words: code.piece.words, fit: 0.85, page: evidence.page.index }
  return strictProposal(found, evidence.page.layer)
}

function titledType(
  { page, types }: TypeEvidence,
  title: Title,
  byNotation: DocumentType | null,
): FieldProposal | null {
  const type = title.type ?? types.find((candidate) => candidate.name === OTHER)
  if (type === undefined) return null
  const isAgreed = byNotation !== null && byNotation.code === type.code
  return phraseProposal(
    {
      value: type.code,
      words: title.piece.words,
      page: page.index,
      fit: fitOfTitle(title, byNotation),
      borneOut: isAgreed ? BORNE_OUT : 0,
      candidates: asCandidate(byNotation),
    },
    page.layer,
  )
}

interface LetterEvidence {
  readonly letter: DocumentType
  readonly about: Piece
  readonly byNotation: DocumentType | null
}

function letterType(
  { page, code }: TypeEvidence,
  { letter, about, byNotation }: LetterEvidence,
): FieldProposal | null {
  const isLetter = byNotation === null || byNotation.code === letter.code
  return phraseProposal(
    {
      value: letter.code,
      words: about.words.slice(0, 1),
      page: page.index,
      fit: isLetter ? 1.05 : 0.7,
      // Whatever the sign was read as: a paper without a title whose notation begins with its office is a letter.
      borneOut: isLetter && code !== null ? BORNE_OUT : 0,
      candidates: asCandidate(byNotation),
    },
    page.layer,
  )
}

function asCandidate(type: DocumentType | null): readonly Candidate[] {
  return type === null ? [] : [{ value: type.code, confidence: 0.6 }]
}

function fitOfTitle(title: Title, byNotation: DocumentType | null): number {
  if (title.type === null) return byNotation === null ? 0.75 : 0.5
  if (byNotation === null) return 0.98
  return byNotation.code === title.type.code ? 1.06 : 0.75
}

/** "QĐ" of "QĐ-UBND", after the year of a normative paper. */
export function typeOfNotation(notation: string, types: readonly DocumentType[]): DocumentType | null {
  const first = notation.replace(/^\d{4}\//, '').split(/[-/]/)[0] ?? ''
  // Letters of before 2005 had an abbreviation too.
  const name = first === 'CV' ? LETTER : null
  return types.find((type) => (type.abbreviation ?? type.name) === (name ?? first)) ?? null
}

/** "V/v ..." under the number, however the stroke was read: the abstract of a letter. */
export function isAbout(text: string): boolean {
  return ABOUT.test(foldText(text))
}

/** What the abstract of a letter says, without its sign. */
export function afterAbout(text: string): string {
  const sign = ABOUT.exec(foldText(text))
  // Folding keeps the number of characters.
  return sign === null ? text : text.slice(sign[0].length).replace(/^[\s:.]+/, '')
}

const ABOUT = /^\W{0,2}(v\s*[/|il1.!⁄\\]\s*[vy]\b|v[iyjl]?[vy]\b|v[^\W\d]v\b|ve viec\b)/
