import type { Authority } from '../authority.ts'
import type { CaseFile } from '../records/case-file.ts'
import { fieldValue } from '../records/document.ts'
import type { PlanEntry } from '../records/plan-entry.ts'
import { type CompletenessFault, faultOf, type Jump } from './completeness-fault.ts'
import type { NamedDocument } from './named-document.ts'
import { countedYears, isShorter, type RetentionFloor, retentionFloor } from './retention.ts'

/** What of a case file as a whole is looked at. */
export interface FileFacts {
  readonly file: CaseFile
  /** Its entry of the plan; null where it has none, or where the entry is not known here. */
  readonly entry: PlanEntry | null
  /** Another case file of the same fonds, year and notation. */
  readonly namesake: { readonly id: string; readonly title: string } | null
  readonly authority: Pick<Authority, 'retentions' | 'schedule'>
  /** ISO 8601. */
  readonly today: string
}

const ofFile = (field: string): Jump => ({ place: 'describe', document: null, field })

/** Dates, code and description of a case file, and what its documents say about them. */
export function fileFaults(
  facts: FileFacts,
  documents: readonly NamedDocument[],
): readonly CompletenessFault[] {
  return [
    ...dateFaults(facts, documents),
    ...codeFaults(facts),
    ...fieldFaults(facts),
    ...retentionFaults(facts, documents),
  ]
}

function dateFaults(
  { file, today }: FileFacts,
  documents: readonly NamedDocument[],
): readonly CompletenessFault[] {
  const { startDate, endDate } = file
  const isReversed = startDate !== null && endDate !== null && startDate > endDate
  return [
    ...(isReversed ? [faultOf('dates-reversed', ofFile('startDate'), { startDate, endDate })] : []),
    ...documents.flatMap((named) => dateFaultOf(named, file, today) ?? []),
  ]
}

function dateFaultOf(
  { document, facts }: NamedDocument,
  { startDate, endDate, year }: CaseFile,
  today: string,
): CompletenessFault | null {
  const date = fieldValue(document, 'issuedDate')
  if (date === '') return null
  const jump = { place: 'review', document: document.id, field: 'issuedDate' } as const
  if (date > today) return faultOf('date-in-future', jump, { ...facts, date })
  const isOutside = (startDate !== null && date < startDate) || (endDate !== null && date > endDate)
  if (isOutside) {
    const span = { startDate: startDate ?? '', endDate: endDate ?? '' }
    return faultOf('date-outside-file', jump, { ...facts, ...span, date })
  }
  // Work may begin in another year than that of its file: then somebody said when.
  const isOfYear = startDate !== null || Number(date.slice(0, 4)) === year
  return isOfYear ? null : faultOf('date-outside-year', jump, { ...facts, date, year })
}

function codeFaults({ file, entry, namesake }: FileFacts): readonly CompletenessFault[] {
  const { notation, year } = file
  const found: CompletenessFault[] = []
  if (namesake !== null) {
    const jump = { ...ofFile('notation'), caseFile: namesake.id }
    found.push(faultOf('notation-clash', jump, { notation, year, title: namesake.title }))
  }
  if (entry === null) {
    found.push(faultOf('not-in-plan', { place: 'plan', document: null }, { notation, year }))
  }
  return found
}

const required = ['title', 'retention', 'basis', 'maker'] as const

function fieldFaults({ file }: FileFacts): readonly CompletenessFault[] {
  return required
    .filter((field) => file[field].trim() === '')
    .map((field) => faultOf('file-field-missing', ofFile(field), { field }))
}

function retentionFaults(
  { file, entry, authority }: FileFacts,
  documents: readonly NamedDocument[],
): readonly CompletenessFault[] {
  const scale = authority.retentions.entries
  const { retention } = file
  if (retention === '') return []
  if (!scale.some(({ code }) => code === retention)) {
    return [faultOf('retention-unknown', ofFile('retention'), { retention })]
  }
  const longest = documents
    .map((named) => ({ named, code: named.document.extra['maintenance'] ?? '' }))
    .filter(({ code }) => isShorter(scale, retention, code))
    .sort((a, b) => (countedYears(scale, b.code) ?? 0) - (countedYears(scale, a.code) ?? 0))[0]
  const ofDocument =
    longest === undefined
      ? []
      : [
          faultOf('retention-below-document', ofFile('retention'), {
            ...longest.named.facts,
            retention,
            least: longest.code,
          }),
        ]
  return [...floorFaults(file, retentionFloor(authority, file, entry), scale), ...ofDocument]
}

function floorFaults(
  { retention }: CaseFile,
  { plan, schedule }: RetentionFloor,
  scale: Authority['retentions']['entries'],
): readonly CompletenessFault[] {
  const jump = ofFile('retention')
  const found: CompletenessFault[] = []
  if (plan !== null && isShorter(scale, retention, plan)) {
    found.push(faultOf('retention-below-plan', jump, { retention, least: plan }))
  }
  if (schedule !== null && isShorter(scale, retention, schedule.code)) {
    const code = schedule.row.verified ? 'retention-below-schedule' : 'retention-below-proposal'
    const { title, basis } = schedule.row
    found.push(faultOf(code, jump, { retention, least: schedule.code, row: title, basis }))
  }
  return found
}
