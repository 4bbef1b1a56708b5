import type { DocumentType } from '../../../domain/authority.ts'
import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { CodeProposals } from './document-code.ts'
import { capitalShare, editDistance, skeleton } from './fuzzy.ts'
import type { Head } from './head.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { phraseProposal, strictProposal } from './proposal.ts'

export interface Title {
  readonly piece: Piece
  /** Null for a title that the list of types does not have. */
  readonly type: DocumentType | null
  /** What the title line says after the name of the type: "TÌNH HÌNH ..." of "BÁO CÁO TÌNH HÌNH ...". */
  readonly rest: string
}

const LETTER = 'Công văn'
const OTHER = 'Khác'
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
    if (type !== null) return { piece, type, rest: restOf(piece.text, type.name) }
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
  readonly code: CodeProposals
}

/** The type by its title and by the abbreviation in the notation: surest when both say the same. */
export function proposeType({ head, page, types, title, code }: TypeEvidence): FieldProposal | null {
  const byNotation = typeOfNotation(code.notation?.value ?? '', types)
  if (title !== null) {
    const type = title.type ?? types.find((candidate) => candidate.name === OTHER)
    if (type === undefined) return null
    const fit = fitOfTitle(title, byNotation)
    return phraseProposal({ value: type.code, words: title.piece.words, fit, page: page.index }, page.layer)
  }
  const letter = types.find((type) => type.name === LETTER)
  const about = head.left.find((piece) => isAbout(piece.text))
  if (letter !== undefined && about !== undefined) {
    const words = about.words.slice(0, 1)
    return phraseProposal(
      { value: letter.code, words, fit: byNotation === null ? 1.05 : 0.7, page: page.index },
      page.layer,
    )
  }
  if (byNotation === null || code.piece === null) return null
  return strictProposal(
    { value: byNotation.code, words: code.piece.words, fit: 0.85, page: page.index },
    page.layer,
  )
}

function fitOfTitle(title: Title, byNotation: DocumentType | null): number {
  if (title.type === null) return byNotation === null ? 0.75 : 0.5
  if (byNotation === null) return 0.98
  return byNotation.code === title.type.code ? 1.06 : 0.75
}

/** "QĐ" of "QĐ-UBND", after the year of a normative paper. */
function typeOfNotation(notation: string, types: readonly DocumentType[]): DocumentType | null {
  const first = notation.replace(/^\d{4}\//, '').split(/[-/]/)[0] ?? ''
  return types.find((type) => type.abbreviation !== null && type.abbreviation === first) ?? null
}

/** "V/v ..." under the number: the abstract of a letter. */
export function isAbout(text: string): boolean {
  return /^\W{0,2}v\s*[/|il1.]\s*v\b/.test(foldText(text))
}
