import type { DeskApi } from '../../domain/api.ts'
import type { CaseFileDetail } from '../../domain/desk-rows.ts'
import type { RecordId } from '../../domain/op.ts'
import { fileCode } from '../../domain/records/case-file.ts'
import { documentView } from '../../domain/records/document.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { existingCaseFile } from './contents.ts'
import type { DepositDesk } from './deposit-desk.ts'
import { openFromPlan } from './open-from-plan.ts'
import type { Opening } from './plan/plan-ports.ts'
import { listPage, type Records } from './ports.ts'
import { standingVerdicts } from './progress/deposit-handlers.ts'

type CaseFileApi = Pick<DeskApi, 'caseFile' | 'contents' | 'openCaseFile'>

interface CaseFilePorts {
  readonly records: Records
  readonly opening: Opening
  readonly deposits: DepositDesk
}

/** One case file and what lies in it. */
export function caseFileHandlers({ records, opening, deposits }: CaseFilePorts): Handlers<CaseFileApi> {
  return {
    caseFile: async ({ id }) => detail(records, deposits, id),
    contents: async ({ id, ...span }) =>
      listPage(records, { kind: 'doc', parent: id, order: 'contents', ...span }, documentView),
    openCaseFile: async ({ planEntry }) => {
      const { id, edits } = openFromPlan(records, planEntry, opening)
      await records.append(edits, { undo: 'open-case-file' })
      return { id }
    },
  }
}

function detail(records: Records, deposits: DepositDesk, id: RecordId): CaseFileDetail {
  const file = deposits.believed(existingCaseFile(records, id))
  // Only ids are ever written into these cells.
  const [fonds, deposit] = [file.fonds as RecordId, file.deposit as RecordId | null]
  const sums = records.catalogue.below('doc', [id]).get(id)
  const isOpen = file.state === 'open'
  return {
    file,
    fileCode: fileCode(fondsView(records.record(fonds)).agencyCode, file),
    documents: sums?.records ?? 0,
    pages: sums?.pages ?? 0,
    musts: isOpen ? (sums?.musts ?? 0) : 0,
    shoulds: isOpen ? (sums?.shoulds ?? 0) : 0,
    deposit: deposit === null ? null : deposits.numbered(deposit),
    failed: standingVerdicts(records, id),
  }
}
