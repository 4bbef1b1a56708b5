import { foldText } from '../../../domain/fold-text.ts'
import { type FieldProposal, SURE } from '../../../domain/records/document.ts'
import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { beginsLike } from './fuzzy.ts'
import { type TitleLine, withHiddenTitle } from './hidden-titles.ts'
import { commonerName } from './name-syllables.ts'
import { beginsOffice, spelledOffice } from './office-names.ts'
import { otherReadings } from './other-readings.ts'
import { middleX, type PageText, type Piece } from './page-text.ts'
import { type FullName, fullName } from './person-name.ts'
import { spelledName } from './place-names.ts'
import {
  type Candidate,
  MOST_GUESSED,
  mostOn,
  phraseProposal,
  strictProposal,
  withCandidates,
} from './proposal.ts'
import { nameWithoutTitle, type SignatureBlock, signatureBlocks } from './signature-block.ts'
import { spelledTitle } from './signing-titles.ts'

export interface SignerProposals {
  readonly signer: FieldProposal | null
  readonly signerTitle: FieldProposal | null
}

/** A name whose title was not read may be anybody's. */
const UNTITLED = 0.8
/** A line over the signature was not read. */
const CUT_FIT = 0.6
const SIGNATURE_COLUMN = 0.6
/** Further up than this stands another list. */
const REACH = 0.2

/** Who signed, and as what: the name under the title on the right, on the last page that has one. */
export function proposeSigner(pages: readonly PageText[], layers: readonly TextLayer[]): SignerProposals {
  for (const page of pages.toReversed()) {
    const blocks = signatureBlocks(page)
    const named = blocks.filter((block) => block.name !== null)
    const block = named[0] ?? nameWithoutTitle(page)
    if (block !== null) {
      const signer = nameProposal(block, page)
      const others = named.slice(1).flatMap((other) => nameProposal(other, page) ?? [])
      const titled =
        block.titles.length > 0 ? block : blocks.find((each) => each.titles.some(isInSignatureColumn))
      return {
        signer: signer && withCandidates(signer, asCandidates(others)),
        signerTitle: titled === undefined ? null : titleProposal(titled, page, layers),
      }
    }
    const untold = blocks.find((each) => each.titles.some(isInSignatureColumn))
    // Over a signature without a name the title still says as what somebody signed.
    if (untold !== undefined) return { signer: null, signerTitle: titleProposal(untold, page, layers) }
  }
  return { signer: null, signerTitle: null }
}

function asCandidates(others: readonly FieldProposal[]): readonly Candidate[] {
  return others.map(({ value, confidence }) => ({ value, confidence: confidence / 2 }))
}

function nameProposal(block: SignatureBlock, page: PageText): FieldProposal | null {
  if (block.name === null) return null
  const { piece, read } = block.name
  const words = piece.words.slice(-read.wordCount)
  const isDoubtful = !page.isClear || words.some((word) => word.confidence < SURE)
  const value = isDoubtful ? withCommonerName(read.value) : read.value
  const trust = block.titles.length === 0 ? UNTITLED : 1
  const candidates = otherReadings(words).flatMap(({ text, share }) => {
    const other = fullName(text)
    return other === null ? [] : [{ value: other.value, confidence: share * other.fit }]
  })
  const printed = { value: read.printed, confidence: 0.4 }
  return strictProposal(
    {
      value,
      words,
      fit: trust * (value === read.value ? read.fit : Math.min(read.fit, EXCHANGED_FIT)),
      page: page.index,
      most: read.isFamilyGuessed ? MOST_GUESSED : mostOn(page),
      borneOut: isBorneOut(read, words) ? WORTH_A_LOOK : 0,
      candidates: [printed, ...candidates],
    },
    page.layer,
  )
}

/** A name that was exchanged for the likelier one is a doubt. */
const EXCHANGED_FIT = 0.7

function withCommonerName(name: string): string {
  const [family = '', ...parts] = name.split(' ')
  const last = parts.length - 1
  return [family, ...parts.map((part, at) => commonerName(part, at === last ? 'given' : 'middle'))].join(' ')
}

const WORTH_A_LOOK = 0.5
const WELL_READ = 0.7

/** A seal lies over the beginning of most names: what is left of it and makes a known family is that, when the rest was read. */
function isBorneOut(read: FullName, words: readonly Word[]): boolean {
  const isFit = read.fit >= 0.9 || read.isFamilyGuessed || read.isFamilyCut
  const isRead = ({ text, confidence }: Word, at: number): boolean =>
    confidence >= WELL_READ || (at === 0 && read.wordCount > 3 && foldText(text) === 'thi')
  return isFit && read.wordCount > 2 && words.slice(1).every(isRead)
}

/** All lines over the signature, as printed: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH". */
function titleProposal(
  block: SignatureBlock,
  page: PageText,
  layers: readonly TextLayer[],
): FieldProposal | null {
  const lines = block.titles.map((piece) => piece.words.filter(hasLetters))
  const told = withHiddenTitle(
    lines.filter((words) => words.length > 0).map((words) => titleLine(words, layers)),
  )
  if (told.length === 0) return null
  const value = told.map((line) => line.text).join(' ')
  const fit = Math.min(isWhole(block, page) ? 1 : CUT_FIT, ...told.map((line) => line.fit))
  const words = told.flatMap((line) => line.words)
  const most = told.some((line) => line.isGuess) ? MOST_GUESSED : mostOn(page)
  return phraseProposal({ value, words, fit, page: page.index, most }, page.layer)
}

/** The lines over a signature begin beside "Nơi nhận:"; where they begin lower, some were lost. */
function isWhole(block: SignatureBlock, page: PageText): boolean {
  const [first] = block.titles
  const addressees = page.pieces.findLast((piece) => beginsLike(piece.text, 'noinhan') && piece.left < 0.4)
  if (first === undefined || addressees === undefined || addressees.bottom < first.top - REACH) return true
  return first.top - addressees.top < (addressees.bottom - addressees.top) * 1.4
}

/** Where a seal hides the title, what stands in the middle of a page is no signature. */
function isInSignatureColumn(piece: Piece): boolean {
  return middleX(piece) > SIGNATURE_COLUMN
}

/** Strokes of the signature and of the seal are read as words without letters. */
function hasLetters(word: Word): boolean {
  return /\p{L}/u.test(word.text)
}

const placeAtEnd = /(?:XÃ|PHƯỜNG|HUYỆN|TỈNH) (?<place>.+)$/u

function titleLine(words: readonly Word[], layers: readonly TextLayer[]): TitleLine {
  const printed = words.map((word) => word.text).join(' ')
  const line = { ...spelledTitle(printed), words }
  const [first = '', ...rest] = line.text.split(' ')
  const body = rest.join(' ')
  if (!/^T[./]?M/.test(first) || !beginsOffice(body)) return line
  const office = spelledOffice(body)
  const place = placeAtEnd.exec(office)?.groups?.['place'] ?? ''
  const { text } = spelledName(place, layers)
  return { ...line, text: `${first} ${office.slice(0, office.length - place.length)}${text}` }
}
