import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import { capitalShare, editDistance, skeleton } from './fuzzy.ts'
import type { Head } from './head.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { phraseProposal, wordsOf } from './proposal.ts'

/** How the names of offices begin; a line that begins so starts a new name below that of the superior office. */
const beginnings: readonly string[] = (
  'uybannhandan ubnd uybanhanhchinh uybanmattran uybankiemtra hoidongnhandan hdnd danguy dangbo huyenuy tinhuy thanhuy ' +
  'chibo bandan banchi banquanly banchaphanh bantochuc bantuyengiao so phong bo cuc chicuc tongcuc congan truong ' +
  'trungtam tram vanphong vien toaan vienkiemsat thanhtra hoi lien doan mattran quy hoptacxa htx hat doi benhvien ' +
  'congty ngan baohiem khobac chinhphu quochoi thutuong to'
).split(' ')

/** Names whose second line is the place: "ỦY BAN NHÂN DÂN" over "XÃ CẨM HOÀ". */
const places = /^(xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tp|tinh)\b/

/** Set phrases at the start of a name, and the words for units that follow them: what is misread in them is put right. */
const setPhrases: readonly string[] = ['ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN', 'UBND', 'HĐND', 'ĐẢNG ỦY']
const units: readonly string[] = ['XÃ', 'PHƯỜNG', 'HUYỆN', 'TỈNH', 'QUẬN']

/** The office whose paper it is: the lower of the names above the number. As printed, its lines joined with a space. */
export function proposeIssuer(head: Head, page: PageText, numberPiece: Piece | null): FieldProposal | null {
  const lines = head.left.filter((piece) => isAboveNumber(piece, numberPiece) && isName(piece))
  const names: Piece[][] = []
  for (const line of lines) {
    const before = names.at(-1)
    const follows = before?.at(-1)
    if (before !== undefined && follows !== undefined && continues(line, follows)) before.push(line)
    else names.push([line])
  }
  const own = names.at(-1)
  if (own === undefined) return null
  const printed = own.map((line) => line.text.replace(/^[^\p{L}]+|[^\p{L}\d)]+$/gu, '')).join(' ')
  const fit = beginsName(printed) ? 1 : 0.75
  return phraseProposal({ value: spelled(printed), words: wordsOf(own), fit, page: page.index }, page.layer)
}

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
  return places.test(foldText(line.text)) || !beginsName(line.text)
}

function beginsName(text: string): boolean {
  const folded = skeleton(text)
  const firstWord = skeleton(text.split(' ')[0] ?? '')
  return beginnings.some((beginning) => {
    if (beginning.length <= 5)
      return firstWord === beginning || (beginning.length > 3 && folded.startsWith(beginning))
    return folded.startsWith(beginning) || editDistance(folded.slice(0, beginning.length), beginning) <= 1
  })
}

/** Puts the marks right on set phrases, however they were read; "UỶ" is as right as "ỦY". */
function spelled(text: string): string {
  const words = text.split(' ')
  const phrase = setPhrases.find((known) => {
    const begun = words.slice(0, known.split(' ').length).join(' ')
    return editDistance(foldText(begun), foldText(known)) <= known.length / 12
  })
  if (phrase === undefined) return text
  const length = phrase.split(' ').length
  const [unit = '', ...name] = words.slice(length)
  const begun = words[0] === 'UỶ' ? phrase.replace('ỦY', 'UỶ') : phrase
  const spelledUnit = units.find((known) => foldText(known) === foldText(unit)) ?? unit
  return [begun, spelledUnit, ...name].filter((word) => word !== '').join(' ')
}
