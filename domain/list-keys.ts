import { doubtfulFields } from './doubt.ts'
import { workOf } from './due-list.ts'
import { foldText } from './fold-text.ts'
import { type ListedState, listedStages, listedStates } from './list-api.ts'
import type { CaseFile } from './records/case-file.ts'
import { type Document, fieldValue } from './records/document.ts'

/** What a case file is sorted and narrowed by in lists: folded texts, numbers in them by their value, days as ISO 8601. */
export interface CaseListKeys {
  /** Place in `listedStates`. */
  readonly state: number
  readonly fonds: string
  readonly year: number
  readonly retention: string
  readonly maker: string
  readonly planEntry: string | null
  readonly deposit: string | null
  readonly isRestricted: number
  readonly notation: string
  readonly title: string
  readonly makerKey: string
  readonly place: string | null
  readonly startDate: string | null
  readonly endDate: string | null
  /** Year that the day of the deposit is counted from; 1 where the work ended in it. */
  readonly workYear: number | null
  readonly isEnded: number
}

/** The same of a document. */
export interface DocumentListKeys {
  /** Place in `listedStages`. */
  readonly stage: number
  readonly year: number
  readonly type: string
  readonly caseFile: string | null
  readonly number: string
  readonly notation: string
  readonly issuedDate: string
  readonly issuer: string
  readonly subject: string
  readonly signer: string
  readonly pages: number
  readonly doubt: number
}

const NUMBER_DIGITS = 9
/** Texts that begin alike for longer are in the order in which they came. */
const MOST_LETTERS = 80

/** Text as it is sorted: folded, numbers by their value. */
export function sortKey(text: string): string {
  return foldText(text).replace(/\d+/g, (digits) => digits.padStart(NUMBER_DIGITS, '0'))
}

const shortKey = (text: string): string => sortKey(text).slice(0, MOST_LETTERS)
const shortFold = (text: string): string => foldText(text).slice(0, MOST_LETTERS)

/** What stands in the list for the state of a case file. */
export function listedState({ state, excluded }: Pick<CaseFile, 'state' | 'excluded'>): ListedState {
  return excluded === null ? state : 'excluded'
}

function stateRank(state: ListedState): number {
  return listedStates.indexOf(state)
}

/** Null for a case file that is in no list. */
export function caseListKeys(file: CaseFile): CaseListKeys | null {
  if (file.notation === '') return null
  const { place } = file
  const work = workOf(file)
  return {
    state: stateRank(listedState(file)),
    fonds: file.fonds,
    year: file.year,
    retention: file.retention,
    maker: file.maker,
    planEntry: file.planEntry,
    deposit: file.deposit,
    isRestricted: Number(file.access === 'restricted'),
    notation: shortKey(file.notation),
    title: shortKey(file.title),
    makerKey: shortFold(file.maker),
    place: place === null ? null : shortKey([place.store, place.shelf, place.box].join(' / ')),
    startDate: file.startDate,
    endDate: file.endDate,
    workYear: work?.year ?? null,
    isEnded: Number(work?.isEnded ?? false),
  }
}

/** Null for a document that is in no list: one that is isolated, or not there whole. @param stage as in the catalogue */
export function documentListKeys(document: Document, stage: string): DocumentListKeys | null {
  const rank = listedStages.findIndex((listed) => listed === stage)
  if (rank === -1) return null
  const issuedDate = fieldValue(document, 'issuedDate')
  return {
    stage: rank,
    year: Number(/^\d{4}(?=-)/.exec(issuedDate)?.[0] ?? 0),
    type: fieldValue(document, 'type'),
    caseFile: document.caseFile,
    number: shortKey(fieldValue(document, 'number')),
    notation: shortKey(fieldValue(document, 'notation')),
    issuedDate,
    issuer: shortFold(fieldValue(document, 'issuer')),
    // Not by the value of its numbers: it is looked through for what somebody types.
    subject: shortFold(fieldValue(document, 'subject')),
    signer: shortFold(fieldValue(document, 'signer')),
    pages: document.pages.length,
    doubt: doubtfulFields(document),
  }
}
