import * as z from 'zod'
import { AccessLevel } from '../access.ts'
import { Fault } from '../fault.ts'
import { entriesBelow, type RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { optionalTextCell, readCell, textCell, textCells, wholeNumberCell } from './cell-value.ts'

/** What a case file can be; `deposited` waits for the province, `accepted` is read-only for ever. */
export const caseStates = ['open', 'closed', 'deposited', 'returned', 'accepted'] as const
export type CaseState = (typeof caseStates)[number]

/** Where paper lies: store room (kho), shelf (giá), box (hộp); empty where unknown. */
export const Place = z.object({ store: z.string(), shelf: z.string(), box: z.string() })
export type Place = z.infer<typeof Place>

/** Why a file is not made as an electronic one, and how many documents it has on paper. */
export const Exclusion = z.object({
  reason: z.enum(['state-secret', 'complex']),
  documents: z.int().min(0),
})
export type Exclusion = z.infer<typeof Exclusion>

/** ISO 8601 instant, and the name of the person. */
const Closing = z.object({ at: z.string(), by: z.string() })

/** The documents of one matter (hồ sơ). Dates are ISO 8601 calendar dates. */
export const CaseFile = z.object({
  id: z.string(),
  fonds: z.string(),
  planEntry: z.string().nullable(),
  year: z.int(),
  notation: z.string(),
  title: z.string(),
  retention: z.string(),
  maker: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  state: z.enum(caseStates),
  /** Why it was reopened or returned, where a person said so. */
  stateReason: z.string().nullable(),
  deposit: z.string().nullable(),
  access: AccessLevel,
  /** What the retention rests on. */
  basis: z.string(),
  /** Where its paper lies; null where nobody said. */
  place: Place.nullable(),
  /** Only of a file that the law leaves out of the electronic ones: it is counted, and never closed or handed over. */
  excluded: Exclusion.nullable(),
  /** Who closed it when; null while it is open. */
  closing: Closing.nullable(),
  /** Further elements of the descriptive profile by their names, as codes, dates or text. */
  extra: z.record(z.string(), z.string()),
})
export type CaseFile = z.infer<typeof CaseFile>

/** What stands in the cell of a case file's state. */
export const CaseStateValue = z.object({ name: z.enum(caseStates), reason: z.string().nullable() })
export type CaseStateValue = z.infer<typeof CaseStateValue>
const CaseStateCell = CaseStateValue.catch({ name: 'open', reason: null })
const AccessCell = AccessLevel.catch('open')
const PlaceCell = Place.nullable().catch(null)
const ExclusionCell = Exclusion.nullable().catch(null)
const ClosingCell = Closing.nullable().catch(null)

export function caseFileView(record: RecordState): CaseFile {
  const text = (path: string): string => readCell(record, path, textCell)
  const optional = (path: string): string | null => readCell(record, path, optionalTextCell)
  const state = readCell(record, '/state', CaseStateCell)
  return {
    id: record.id,
    fonds: text('/fonds'),
    planEntry: optional('/planEntry'),
    year: readCell(record, '/year', wholeNumberCell),
    notation: text('/notation'),
    title: text('/title'),
    retention: text('/retention'),
    maker: text('/maker'),
    startDate: optional('/startDate'),
    endDate: optional('/endDate'),
    state: state.name,
    stateReason: state.reason,
    deposit: optional('/deposit'),
    access: readCell(record, '/access', AccessCell),
    basis: text('/basis'),
    place: readCell(record, '/place', PlaceCell),
    excluded: readCell(record, '/excluded', ExclusionCell),
    // What a reopened file keeps in the cell is history.
    closing: state.name === 'open' ? null : readCell(record, '/closing', ClosingCell),
    extra: textCells.parse(Object.fromEntries(entriesBelow(record, '/extra/'))),
  }
}

type NewCaseFile = Pick<
  CaseFile,
  'fonds' | 'planEntry' | 'year' | 'notation' | 'title' | 'retention' | 'maker'
> & { readonly basis?: string }

export function newCaseFile(id: RecordId, file: NewCaseFile): readonly Edit[] {
  const cells = Object.entries(file).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
  return [...cells, { record: id, path: '/state', value: { name: 'open', reason: null } }]
}

const allowed: Readonly<Record<CaseState, readonly CaseState[]>> = {
  open: ['closed'],
  closed: ['open', 'deposited'],
  deposited: ['accepted', 'returned'],
  returned: ['open', 'deposited'],
  accepted: [],
}

/** The edit that moves a case file on. @throws Fault 'conflict' where the law's order of states has no such step. */
export function moveCaseFile(file: CaseFile, to: CaseState, reason: string | null = null): Edit {
  if (file.excluded !== null) {
    throw new Fault('conflict', `case file ${file.id} is left out`, {
      detail: { reason: 'excluded', notation: file.notation },
    })
  }
  if (!allowed[file.state].includes(to)) {
    throw new Fault('conflict', `a case file cannot go from ${file.state} to ${to}`, {
      detail: { from: file.state, to },
    })
  }
  // A view's id came from a record, so it is a record id.
  return { record: file.id as RecordId, path: '/state', value: { name: to, reason } }
}

/** @throws Fault 'case-closed' unless documents may be put in, taken out or changed. */
export function assertOpen(file: CaseFile): void {
  if (file.state !== 'open') {
    throw new Fault('case-closed', `case file ${file.id} is ${file.state}`, {
      detail: { notation: file.notation, state: file.state },
    })
  }
}

export function setAccess(id: RecordId, access: AccessLevel): Edit {
  return { record: id, path: '/access', value: access }
}

/** The code of a case file after TT 05/2025: agency code, year and notation. */
export function fileCode(agencyCode: string, file: Pick<CaseFile, 'year' | 'notation'>): string {
  return `${agencyCode}.${file.year}.${file.notation}`
}
