import { foldText } from '../../../domain/fold-text.ts'
import { type FieldProposal, SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { capitalShare } from './fuzzy.ts'
import type { Head } from './head.ts'
import { beginsOffice, spelledOffice } from './office-names.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { differsInHookOnly, spelledAsInText } from './place-names.ts'
import { phraseProposal, wordsOf } from './proposal.ts'

/** Names whose second line is the place: "ỦY BAN NHÂN DÂN" over "XÃ CẨM HOÀ". */
const places = /^(xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tp|tinh)\b/

interface IssuerEvidence {
  readonly head: Head
  readonly page: PageText
  readonly numberPiece: Piece | null
  readonly layers: readonly TextLayer[]
}

/** The office whose paper it is: the lower of the names above the number. As printed, its lines joined with a space. */
export function proposeIssuer({ head, page, numberPiece, layers }: IssuerEvidence): FieldProposal | null {
  const lines = head.left.filter((piece) => isAboveNumber(piece, numberPiece) && isName(piece))
  const own = namesOf(lines).at(-1)
  if (own === undefined) return null
  const printed = own.map((line) => line.text.replace(/^[^\p{L}]+|[^\p{L}\d)]+$/gu, '')).join(' ')
  const words = wordsOf(own)
  const { value, trust } = withPlace(spelledOffice(printed), words, layers)
  const fit = (beginsOffice(printed) ? 1 : 0.75) * trust
  return phraseProposal({ value, words, fit, page: page.index }, page.layer)
}

/** The names that stand above each other, each of one or more lines. */
function namesOf(lines: readonly Piece[]): readonly (readonly Piece[])[] {
  const names: Piece[][] = []
  for (const line of lines) {
    const before = names.at(-1)
    const follows = before?.at(-1)
    if (follows !== undefined && continues(line, follows)) before?.push(line)
    else names.push([line])
  }
  return names
}

const placeAtEnd = /^(?:.* )?(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH) (?<place>.+)$/u

/** The name with its place spelled as in the text. The text can be misread as well: it corrects only what was in doubt. */
function withPlace(office: string, words: readonly Word[], layers: readonly TextLayer[]) {
  const place = placeAtEnd.exec(office)?.groups?.['place'] ?? ''
  const { text, trust } = spelledAsInText(place, layers)
  if (text === place) return { value: office, trust }
  const isDoubtful = words.slice(-place.split(' ').length).some((word) => word.confidence < SURE)
  if (!isDoubtful && !differsInHookOnly(text, place)) return { value: office, trust: DISPUTED }
  return { value: office.slice(0, office.length - place.length) + text, trust }
}

/** The head says one thing clearly and the text another. */
const DISPUTED = 0.85

function isAboveNumber(piece: Piece, numberPiece: Piece | null): boolean {
  if (numberPiece !== null)
    return piece.bottom <= numberPiece.top + (numberPiece.bottom - numberPiece.top) / 2
  return !/^(s.{0,2}\W|v\s*\/)/.test(foldText(piece.text))
}

/** Offices are printed in capitals; a stamp, a rule or a pencil note is not. */
function isName(piece: Piece): boolean {
  const letters = piece.text.match(/\p{L}/gu)?.length ?? 0
  return letters >= 3 && letters >= piece.text.length * 0.6 && capitalShare(piece.text) > 0.7
}

function continues(line: Piece, before: Piece): boolean {
  const isNear = line.top - before.bottom < (before.bottom - before.top) * 1.2
  const isUnder = Math.abs(middleX(line) - middleX(before)) < 0.12
  if (!isNear || !isUnder) return false
  return places.test(foldText(line.text)) || !beginsOffice(line.text)
}
