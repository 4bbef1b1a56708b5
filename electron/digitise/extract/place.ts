import { foldText } from '../../../domain/fold-text.ts'
import type { FieldProposal } from '../../../domain/records/document.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { capitalShare, editDistance, skeleton } from './fuzzy.ts'
import type { PlaceAndDate } from './issued-date.ts'
import { asSeen, otherReadings } from './other-readings.ts'
import { DISPUTED, type Spelling, spelledName } from './place-names.ts'
import { mostOn, phraseProposal } from './proposal.ts'

/** Where the paper was issued: what stands before "ngày" in the line of the date, spelled as the text spells it. */
export function proposePlace(
  { piece, page, trust }: PlaceAndDate,
  { layers, issuer }: PlaceEvidence,
): FieldProposal | null {
  const end = piece.words.findIndex((word) => /^\W*ng.y/.test(foldText(word.text)))
  const words = piece.words.slice(0, Math.max(0, end))
  const printed = nameOf(asSeen(words))
  const spelled = withOffice(printed, spelledName(printed, layers), issuer)
  if (!isPlace(spelled.text)) return null
  const candidates = otherReadings(words).map(({ text, share }) => ({
    value: nameOf(text),
    confidence: share,
  }))
  const other = spelled.text === printed ? [] : [{ value: printed, confidence: 0.4 }]
  return phraseProposal(
    {
      value: spelled.text,
      words,
      fit: trust * (spelled.text === printed ? spelled.trust : Math.min(DISPUTED, spelled.trust)),
      page: page.index,
      most: mostOn(page),
      candidates: [...other, ...candidates],
    },
    page.layer,
  )
}

interface PlaceEvidence {
  readonly layers: readonly TextLayer[]
  /** As proposed; null where none was found. */
  readonly issuer: string | null
}

/** The office says the same place with other marks, or but for a letter. */
const OFFICE_SAYS_OTHER = 0.75
const placeOfOffice = / (?:XÃ|PHƯỜNG|THỊ TRẤN|HUYỆN|TỈNH|THÀNH PHỐ) (?<place>.+)$/u

/** "Kỳ Phú Vĩnh" of the committee of "XÃ KỲ PHÚ VINH": capitals in bold type are read better than the italics of the date. */
function withOffice(printed: string, spelled: Spelling, issuer: string | null): Spelling {
  const office = placeOfOffice.exec(issuer ?? '')?.groups?.['place']
  if (office === undefined) return spelled
  if (!isNearly(printed, office)) return spelled
  const text = office.toLowerCase().replace(/(?<=^| )\p{L}/gu, (letter) => letter.toUpperCase())
  return text === spelled.text ? { text, trust: 1.05 } : { text, trust: OFFICE_SAYS_OTHER }
}

/** But for a letter, for spaces, or for what a seal or a fold took of its beginning. */
function isNearly(printed: string, office: string): boolean {
  const [read, said] = [skeleton(printed), skeleton(office)]
  if (said.length >= 6 && read.length >= 5 && (said.endsWith(read) || read.endsWith(said))) return true
  return editDistance(read, said) <= (said.length >= 6 ? 1 : 0)
}

function nameOf(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}.)]+$/gu, '').replace(/\.$/, '')
}

/** Words that begin with capitals, and few of them. */
function isPlace(text: string): boolean {
  const words = text.split(' ')
  return (
    text.length >= 2 &&
    words.length <= 6 &&
    capitalShare(text) < 0.8 &&
    words.every((word) => /^[\p{Lu}\d]/u.test(word) || /^(xã|phường|thị|trấn|thành|phố|tỉnh)$/u.test(word))
  )
}
