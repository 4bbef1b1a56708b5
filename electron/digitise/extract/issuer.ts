import { foldText } from '../../../domain/fold-text.ts'
import { type FieldProposal, SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import { formElsewhere, formOfOther, isFormTold } from './committee-form.ts'
import { capitalShare } from './fuzzy.ts'
import type { Head } from './head.ts'
import {
  beginsOffice,
  isGuessedOffice,
  isWholeOffice,
  setPhraseLength,
  spelledOffice,
} from './office-names.ts'
import { otherReadings } from './other-readings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { DISPUTED, differsInHookOnly, spelledName } from './place-names.ts'
import { HARDLY_READ, MOST_GUESSED, mostOn, phraseProposal, wordsOf } from './proposal.ts'
import { isUrgencyStamp } from './urgency.ts'

/** Names whose second line is the place: "ỦY BAN NHÂN DÂN" over "XÃ CẨM HOÀ". */
const places = /^(xa|phuong|thi tran|thi xa|huyen|quan|thanh pho|tp|tinh)\b/
/** A committee is one of some place; without it a line was lost. */
const HALF_A_NAME = 0.7

/** A word of the name was not read, and can be no other. */
const BEHEADED_FIT = 0.8

interface IssuerEvidence {
  readonly head: Head
  readonly page: PageText
  readonly numberPiece: Piece | null
  readonly layers: readonly TextLayer[]
}

export interface IssuerProposals {
  readonly issuer: FieldProposal | null
  /** The office above it. */
  readonly superior: FieldProposal | null
}

/** The names above the number: the lowest is the office whose paper it is, the one over it the office above. As printed. */
export function proposeIssuer({ head, page, numberPiece, layers }: IssuerEvidence): IssuerProposals {
  const lines = head.left.filter(
    (piece) => isAboveNumber(piece, numberPiece) && isName(piece) && !isUrgencyStamp(piece),
  )
  const names = namesOf(lines)
  const own = names.at(-1)
  if (own === undefined) return { issuer: null, superior: null }
  const issuer = nameProposal(own, page, layers)
  const above = names.at(-2)
  const isOffice = above !== undefined && beginsOffice(above[0]?.text ?? '')
  const superior = isOffice ? nameProposal(above, page, layers) : null
  return { issuer, superior }
}

/** An office's name; its lines joined with a space. */
function nameProposal(
  lines: readonly Piece[],
  page: PageText,
  layers: readonly TextLayer[],
): FieldProposal | null {
  const read = nameWords(lines)
  const name = printedName(read.map((word) => word.text).join(' '))
  const office = committeeName(name, read, layers)
  const { value, trust, words } = withPlace(office, withSetPhrase(read, name), { layers, page })
  const whole = isWholeOffice(value) ? 1 : HALF_A_NAME
  const beheaded = value.split(' ').length > words.length ? BEHEADED_FIT : 1
  const others = otherReadings(words).map(({ text, share }) => ({
    value: spelledOffice(printedName(text)),
    confidence: share * 0.9,
  }))
  const printed = { value: spelledOffice(name), confidence: 0.4 }
  const fit = (beginsOffice(name) ? 1 : 0.75) * trust * whole * beheaded
  const believed = trust > 1 ? 1 : mostOn(page)
  const most = isGuessedOffice(name) ? Math.min(MOST_GUESSED, believed) : believed
  return phraseProposal(
    { value, words, fit, page: page.index, most, candidates: [printed, ...others] },
    page.layer,
  )
}

/** Specks and rules beside a name are read as words without a letter, or as marks on its words. */
function nameWords(lines: readonly Piece[]): readonly Word[] {
  return wordsOf(lines)
    .filter((word) => /[\p{L}\d]/u.test(word.text) || /^[-–&]$/.test(word.text))
    .map((word) => ({ ...word, text: word.text.replace(/^[^\p{L}\d(&–-]+|[^\p{L}\d)&,–-]+$/gu, '') }))
    .map(possibleReading)
}

/** A word that was put right by what speaks for it elsewhere is offered, never more. */
const WORTH_A_LOOK = 0.5

/** What was hardly read, and to no syllable: another reading that is one is the likelier. */
function possibleReading(word: Word): Word {
  if (word.confidence >= HARDLY_READ || isSyllable(word.text)) return word
  const other = word.alternatives?.find((text) => isSyllable(text))
  return other === undefined ? word : { ...word, text: other, confidence: lifted(word) }
}

function lifted({ confidence }: Word): number {
  return Math.max(WORTH_A_LOOK, confidence)
}

/** "ỦY BAN NHÂN DÂN" can be nothing else, however badly a word of it was read. */
const SET_PHRASE_TRUST = 0.95
/** But whether "UỶ" was printed or "ỦY" nobody knows of a word that was hardly read, or without its mark. */
const UNTOLD_TRUST = 0.7

function withSetPhrase(words: readonly Word[], name: string): readonly Word[] {
  const length = setPhraseLength(name)
  return words.map((word, at) => {
    if (at >= length) return word
    const isUntold = isCommittee(word) && !isFormTold(word)
    return { ...word, confidence: isUntold ? UNTOLD_TRUST : Math.max(SET_PHRASE_TRUST, word.confidence) }
  })
}

function isCommittee({ text }: Word): boolean {
  return /^UY+$/u.test(text.normalize('NFD').replace(/\p{M}/gu, ''))
}

/** The office spelled; where its first word was not made out, as the paper prints that word elsewhere. */
function committeeName(name: string, [first]: readonly Word[], layers: readonly TextLayer[]): string {
  const office = spelledOffice(name)
  if (first === undefined || isFormTold(first)) return office
  const form = formElsewhere(layers) ?? formOfOther(first)
  return form === null ? office : office.replace(/^(?:ỦY|UỶ)(?= BAN)/u, form)
}

function printedName(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}\d)]+$/gu, '')
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

interface PlaceEvidence {
  readonly page: PageText
  readonly layers: readonly TextLayer[]
}

const placeAtEnd = /^(?:.* )?(?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TỈNH) (?<place>.+)$/u

/**
 * The name with its place spelled as in the text. The text can be misread as well: it corrects only what was in doubt, as
 * everything is on a bad copy.
 */
function withPlace(office: string, words: readonly Word[], { page, layers }: PlaceEvidence) {
  const place = placeAtEnd.exec(office)?.groups?.['place'] ?? ''
  const { text, trust } = spelledName(place, layers)
  if (text === place) return { value: office, trust, words }
  const isDoubtful =
    !page.isClear || words.slice(-place.split(' ').length).some((word) => word.confidence < SURE)
  if (!isDoubtful && !differsInHookOnly(text, place)) return { value: office, trust: DISPUTED, words }
  const value = office.slice(0, office.length - place.length) + text
  const start = words.length - place.split(' ').length
  const spelled = words.map((word, at) => (at < start ? word : { ...word, confidence: lifted(word) }))
  return { value, trust: Math.min(1, trust), words: spelled }
}

function isAboveNumber(piece: Piece, numberPiece: Piece | null): boolean {
  if (numberPiece !== null)
    return piece.bottom <= numberPiece.top + (numberPiece.bottom - numberPiece.top) / 2
  return !/^(s\S{0,2}\s*[:.\d]|v\s*\/)/.test(foldText(piece.text))
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
