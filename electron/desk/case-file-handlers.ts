import type { DeskApi } from '../../domain/api.ts'
import {
  datesOf,
  shortcomingsOf,
  shortcomingsOfDocument,
  shortcomingsOfFile,
} from '../../domain/completeness.ts'
import type { CaseFileDetail } from '../../domain/desk-rows.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import { fileCode, moveCaseFile, newCaseFile } from '../../domain/records/case-file.ts'
import { failedDocuments } from '../../domain/records/deposit.ts'
import { documentView } from '../../domain/records/document.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import { planEntryView } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { contentsOf, existingCaseFile } from './contents.ts'
import type { DepositDesk } from './deposit-desk.ts'
import { listPage, type Records, type Sums, type Surroundings } from './ports.ts'

type CaseFileApi = Pick<
  DeskApi,
  'caseFile' | 'contents' | 'openCaseFile' | 'closeCaseFile' | 'reopenCaseFile'
>

interface CaseFilePorts {
  readonly records: Records
  readonly surroundings: Surroundings
  readonly deposits: DepositDesk
}

/** Most documents whose faults are told at once; mending them brings the next. */
const MOST_LACKING = 100

/** One case file and its life up to its closing. */
export function caseFileHandlers({ records, surroundings, deposits }: CaseFilePorts): Handlers<CaseFileApi> {
  return {
    caseFile: async ({ id }) => detail(records, deposits, id),
    contents: async ({ id, ...span }) =>
      listPage(records, { kind: 'doc', parent: id, order: 'contents', ...span }, documentView),
    openCaseFile: async ({ planEntry }) => {
      const entry = planEntryView(records.record(planEntry))
      if (entry.notation === '') throw new Fault('not-found', `no plan entry ${planEntry}`)
      const id = recordId('case', surroundings.createId())
      const { fonds, year, notation, title, retention, maker } = entry
      const file = { fonds, year, notation, title, retention, maker, planEntry }
      await records.append(newCaseFile(id, file), { undo: 'open-case-file' })
      return { id }
    },
    closeCaseFile: async ({ id }) => {
      const contents = contentsOf(records, id)
      const musts = shortcomingsOf(contents).filter((shortcoming) => shortcoming.severity === 'must')
      if (musts.length > 0) {
        throw new Fault('incomplete', `case file ${id} has ${musts.length} open faults`, {
          detail: { count: musts.length },
        })
      }
      const { start, end } = datesOf(contents.documents)
      await records.append([
        { record: id, path: '/startDate', value: start },
        { record: id, path: '/endDate', value: end },
        moveCaseFile(contents.file, 'closed'),
      ])
      return null
    },
    reopenCaseFile: async ({ id, reason }) => {
      await records.append([moveCaseFile(existingCaseFile(records, id), 'open', reason)])
      return null
    },
  }
}

function detail(records: Records, deposits: DepositDesk, id: RecordId): CaseFileDetail {
  const file = deposits.believed(existingCaseFile(records, id))
  // Only ids are ever written into these cells.
  const [fonds, deposit] = [file.fonds as RecordId, file.deposit as RecordId | null]
  const sums = records.catalogue.below('doc', [id]).get(id)
  const lacks = file.state === 'open' ? lacking(records, id, sums) : NOTHING_LACKING
  return {
    file,
    fileCode: fileCode(fondsView(records.record(fonds)).agencyCode, file),
    documents: sums?.records ?? 0,
    pages: sums?.pages ?? 0,
    ...lacks,
    deposit: deposit === null ? null : deposits.deposit(deposit),
    failed: deposit === null ? {} : failedIn(records, deposit, id),
  }
}

type Lacking = Pick<CaseFileDetail, 'musts' | 'shoulds' | 'shortcomings' | 'lacking'>

const NOTHING_LACKING: Lacking = { musts: 0, shoulds: 0, shortcomings: [], lacking: [] }

function lacking({ catalogue, record }: Records, id: RecordId, sums: Sums | undefined): Lacking {
  const ofFile = shortcomingsOfFile(existingCaseFile({ record }, id), sums?.records ?? 0)
  const lacks = sums !== undefined && sums.musts + sums.shoulds > 0
  const list = { kind: 'doc', parent: id, isLacking: true, order: 'contents', limit: MOST_LACKING } as const
  const documents = (lacks ? catalogue.ids(list) : []).map((document) => documentView(record(document)))
  return {
    musts: ofFile.length + (sums?.musts ?? 0),
    shoulds: sums?.shoulds ?? 0,
    shortcomings: [...ofFile, ...documents.flatMap((document) => shortcomingsOfDocument(document))],
    lacking: documents,
  }
}

/** What the archive said of the documents that lie in this case file. */
function failedIn({ record }: Records, deposit: RecordId, file: RecordId): Record<string, string> {
  // Only ids of documents name a verdict.
  const ofFile = failedDocuments(record(deposit)).filter(
    ([document]) => documentView(record(document as RecordId)).caseFile === file,
  )
  return Object.fromEntries(ofFile)
}
