import type { Authority } from '../../../domain/authority.ts'
import { Fault } from '../../../domain/fault.ts'
import type { FormModel } from '../../../domain/forms/form-model.ts'
import {
  depositListForm,
  expiredForm,
  filePlanForm,
  handOverForm,
  type ListedFile,
  type ListPaper,
  officerForm,
} from '../../../domain/forms/list-forms.ts'
import type { FormRequest } from '../../../domain/forms-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import { comparePlanEntries } from '../../../domain/plan-headings.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { depositedFiles } from '../../../domain/records/deposit.ts'
import { documentView } from '../../../domain/records/document.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { planEntryView } from '../../../domain/records/plan-entry.ts'
import { dueYear } from '../../../domain/retention-end.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { ordinalOf } from '../deposit-numbers.ts'
import { openFonds } from '../first-records.ts'
import { ALL_RECORDS } from '../plan/plan-records.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'
import { retentionName } from './case-file-paper.ts'

export interface FormPorts {
  readonly records: Records
  readonly authority: () => Authority
  readonly surroundings: Pick<Surroundings, 'clock'>
  /** Name of whoever is signed in. */
  readonly userName: () => string
}

type ListRequest = Exclude<FormRequest, { kind: 'cover' | 'contents' | 'closing' }>

/** A form that lists case files or entries of the plan. @throws Fault 'not-found' where there is nothing to list */
export function listForm(ports: FormPorts, request: ListRequest): FormModel {
  switch (request.kind) {
    case 'plan':
      return planForm(ports, request)
    case 'deposit-list':
    case 'hand-over':
      return depositForm(ports, request)
    case 'officer':
      return officerForm({ ...listPaper(ports, filesOfMaker(ports.records, request.from)), ...request })
    case 'expired':
      return expired(ports)
  }
}

/** @param year all years where it is left out */
export function notDeletedFiles(
  { catalogue }: Pick<Records, 'catalogue'>,
  year?: number,
): readonly RecordId[] {
  const stages = ['open', 'closed', 'deposited', 'returned', 'accepted']
  return catalogue.ids({
    kind: 'case',
    stages,
    order: 'label',
    limit: ALL_RECORDS,
    ...(year === undefined ? {} : { year }),
  })
}

function filesOfMaker(records: Records, maker: string): readonly RecordId[] {
  return notDeletedFiles(records).filter((id) => caseFileView(records.record(id)).maker === maker)
}

function planForm(
  { records, authority }: FormPorts,
  { fonds, year }: ListRequest & { kind: 'plan' },
): FormModel {
  const { retentions } = authority()
  const entries = records.catalogue
    .ids({ kind: 'plan', year, limit: ALL_RECORDS })
    .map((id) => planEntryView(records.record(id)))
    .filter((entry) => entry.fonds === fonds)
    .sort(comparePlanEntries)
  if (entries.length === 0) throw new Fault('not-found', `no plan of ${year}`)
  const view = fondsView(records.record(fonds))
  return filePlanForm({
    fonds: view,
    year,
    entries,
    approval: view.approvals[year] ?? null,
    retentionName: (code) => retentionName({ retentions }, code),
    isForEver: (code) => isForEver({ retentions }, code),
  })
}

function isForEver({ retentions }: Pick<Authority, 'retentions'>, code: string): boolean {
  return retentions.entries.find((entry) => entry.code === code)?.years === null
}

function depositForm(
  ports: FormPorts,
  { kind, deposit }: ListRequest & { kind: 'deposit-list' | 'hand-over' },
): FormModel {
  const record = ports.records.record(deposit)
  // Only ids of case files are ever written into the cell.
  const ids = depositedFiles(record) as readonly RecordId[]
  if (ids.length === 0) throw new Fault('not-found', `no deposit ${deposit}`)
  const paper = listPaper(ports, ids)
  if (kind === 'deposit-list') return depositListForm(paper)
  const boxes = new Set(
    paper.files.flatMap(({ file }) => (file.place?.box ? [JSON.stringify(file.place)] : [])),
  )
  return handOverForm({
    ...paper,
    name: `Hồ sơ, tài liệu của ${paper.fonds.agencyName}`,
    ordinal: ordinalOf(ports.records, deposit),
    documents: [...ports.records.catalogue.below('doc', ids).values()].reduce(
      (sum, each) => sum + each.records,
      0,
    ),
    boxes: boxes.size,
  })
}

function expired(ports: FormPorts): FormModel {
  const { records, surroundings } = ports
  const { retentions } = ports.authority()
  const thisYear = new Date(surroundings.clock.nowMs()).getFullYear()
  const dueYears = new Map<string, number>()
  for (const id of notDeletedFiles(records)) {
    const file = caseFileView(records.record(id))
    const due = file.state === 'open' ? null : dueYear(file, retentions.entries)
    if (due !== null && due < thisYear) dueYears.set(id, due)
  }
  // The keys are ids that were listed.
  return expiredForm(listPaper(ports, [...dueYears.keys()] as RecordId[]), dueYears)
}

function listPaper(ports: FormPorts, ids: readonly RecordId[]): ListPaper {
  const { records, surroundings, userName } = ports
  const [first] = ids
  const fonds =
    first === undefined
      ? openFonds(records)
      : // Only the id of a fonds is ever written into the cell.
        fondsView(records.record(caseFileView(records.record(first)).fonds as RecordId))
  return {
    fonds,
    files: ids.map((id) => listedFile(ports, id)),
    day: isoNow(surroundings.clock),
    maker: userName(),
  }
}

function listedFile({ records, authority }: FormPorts, id: RecordId): ListedFile {
  const file = caseFileView(records.record(id))
  const documents = records.catalogue
    .ids({ kind: 'doc', parent: id, order: 'contents', limit: ALL_RECORDS })
    .map((document) => documentView(records.record(document)))
  const lists = authority()
  return {
    file,
    sheets: numberSheets(documents).total,
    pages: documents.reduce((sum, { pages }) => sum + pages.length, 0),
    retention: retentionName(lists, file.retention),
    isForEver: isForEver(lists, file.retention),
  }
}
