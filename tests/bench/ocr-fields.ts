import type { DocumentType } from '../../domain/authority.ts'
import {
  type Extraction,
  type FieldName,
  fieldNames,
  furtherFieldNames,
  SURE,
} from '../../domain/records/document.ts'
import type { PaperTruth } from './ocr-papers.ts'
import { type FieldOutcome, judgeField } from './score.ts'

/** Under which names the truth of a paper has a field. */
const truthNames: Readonly<Record<FieldName, readonly string[]>> = {
  number: ['number'],
  notation: ['notation'],
  issuedDate: ['date'],
  issuer: ['agency'],
  type: ['type'],
  subject: ['subject'],
  signer: ['signer'],
  superior: ['parentAgency'],
  place: ['place'],
  recipient: ['recipient'],
  signerTitle: ['signerTitle'],
  urgency: ['urgency'],
}
/** The part of a page in which a field is written by hand, if it is. */
const segments: Readonly<Partial<Record<FieldName, string>>> = { number: 'number', issuedDate: 'date' }
const OTHER_TYPE = 'Khác'

export interface FieldJudgement {
  readonly field: FieldName
  readonly outcome: FieldOutcome
  /** On the paper it is written with a pen: to be left out or doubted, not to be read. */
  readonly isByHand: boolean
  /** Null where nothing was proposed. */
  readonly confidence: number | null
  readonly truth: string | null
  readonly proposed: string | null
}

/** Judges what was proposed for a paper; a field on which the truth says nothing at all is not judged. */
export function judgeProposals(
  truth: PaperTruth,
  { proposals }: Pick<Extraction, 'proposals'>,
  types: readonly DocumentType[],
): readonly FieldJudgement[] {
  return [...fieldNames, ...furtherFieldNames].flatMap((field): readonly FieldJudgement[] => {
    const wanted = truthOf(field, truth, types)
    if (wanted === undefined) return []
    const proposal = proposals[field]
    const proposed = proposal?.value ?? null
    return [
      {
        field,
        outcome: judgeField(wanted, proposed),
        isByHand: isByHand(field, truth),
        confidence: proposal?.confidence ?? null,
        truth: wanted,
        proposed,
      },
    ]
  })
}

function truthOf(
  field: FieldName,
  { fields }: PaperTruth,
  types: readonly DocumentType[],
): string | null | undefined {
  const name = truthNames[field].find((known) => known in fields)
  if (name === undefined) return undefined
  const value = fields[name]
  if (value === null || value === undefined) return null
  return field === 'type' ? codeOfType(String(value), types) : String(value)
}

/** A proposal names the type by its code; what the list does not have is "Khác" there. */
function codeOfType(name: string, types: readonly DocumentType[]): string {
  const type =
    types.find((known) => known.name.toLowerCase() === name.toLowerCase()) ??
    types.find((known) => known.name === OTHER_TYPE)
  return type?.code ?? name
}

function isByHand(field: FieldName, { pages }: PaperTruth): boolean {
  const segment = segments[field]
  if (segment === undefined) return false
  return pages.some(({ lines }) => lines.some((line) => line.seg === segment && line.hand === true))
}

export interface FieldScore {
  /** Papers that have the field. */
  readonly wanted: number
  readonly proposed: number
  readonly right: number
  readonly precision: number
  readonly recall: number
  /** Harmonic mean of both. */
  readonly f1: number
}

/**
 * How well a field is found. What is written by hand is no part of it.
 * @param isRight which outcomes count as found
 */
export function scoreField(
  judgements: readonly FieldJudgement[],
  isRight: (outcome: FieldOutcome) => boolean = (outcome) => outcome === 'exact',
): FieldScore {
  const printed = judgements.filter((judgement) => !judgement.isByHand)
  const wanted = printed.filter(({ truth }) => truth !== null).length
  const offers = printed.filter(({ proposed }) => proposed !== null)
  const right = offers.filter(({ outcome }) => isRight(outcome)).length
  const f1 = (2 * right) / (wanted + offers.length)
  return {
    wanted,
    proposed: offers.length,
    right,
    precision: right / offers.length,
    recall: right / wanted,
    f1,
  }
}

export interface SureScore {
  readonly sure: number
  readonly right: number
  readonly precision: number
}

const isSure = ({ confidence }: FieldJudgement): boolean => confidence !== null && confidence >= SURE

/** How often a value is right that the clerk is not led to; what is by hand counts too. */
export function scoreSure(judgements: readonly FieldJudgement[]): SureScore {
  const sure = judgements.filter(isSure)
  const right = sure.filter(({ outcome }) => outcome === 'exact').length
  return { sure: sure.length, right, precision: right / sure.length }
}

export interface HandScore {
  /** Values on the papers that are written with a pen. */
  readonly values: number
  readonly empty: number
  readonly doubtful: number
  readonly sure: number
}

export function scoreHand(judgements: readonly FieldJudgement[]): HandScore {
  const byHand = judgements.filter(({ isByHand: is, truth }) => is && truth !== null)
  const sure = byHand.filter(isSure).length
  const empty = byHand.filter(({ proposed }) => proposed === null).length
  return { values: byHand.length, empty, sure, doubtful: byHand.length - empty - sure }
}

const FIRST_YEAR = 1945

/** Dates offered for the paper, for its stamp and for what it cites that no calendar has, or no archive. */
export function impossibleDates({ proposals, findings }: Extraction, today: string): readonly string[] {
  const { issuedDate } = proposals
  const dates = [
    issuedDate?.value,
    ...(issuedDate?.candidates ?? []).map(({ value }) => value),
    findings.incoming?.date,
    ...findings.cited.map((cited) => cited.issuedDate),
  ]
  return dates
    .filter((date) => date !== null && date !== undefined)
    .filter((date) => !isPossible(date, today))
}

function isPossible(date: string, today: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  if (parts === null) return false
  const [year, month, day] = parts.slice(1).map(Number)
  const real = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day))
  return real.toISOString().startsWith(date) && (year ?? 0) >= FIRST_YEAR && date <= today
}
