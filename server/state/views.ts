import type { RecordState } from '../../domain/merge.ts'
import { type Batch, batchView } from '../../domain/records/batch.ts'
import { type CaseFile, caseFileView } from '../../domain/records/case-file.ts'
import { type Deposit, depositView } from '../../domain/records/deposit.ts'
import { type Document, documentView } from '../../domain/records/document.ts'
import { type Fonds, fondsView } from '../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../domain/records/plan-entry.ts'

/** A record's state is never changed but replaced, so what was read from it stays true as long as it lives. */
function remembered<T extends object>(view: (record: RecordState) => T): (record: RecordState) => T {
  const views = new WeakMap<RecordState, T>()
  return (record) => {
    const kept = views.get(record)
    if (kept !== undefined) return kept
    const made = view(record)
    views.set(record, made)
    return made
  }
}

export const viewBatch: (record: RecordState) => Batch = remembered(batchView)
export const viewCaseFile: (record: RecordState) => CaseFile = remembered(caseFileView)
export const viewDeposit: (record: RecordState) => Deposit = remembered(depositView)
export const viewDocument: (record: RecordState) => Document = remembered(documentView)
export const viewFonds: (record: RecordState) => Fonds = remembered(fondsView)
export const viewPlanEntry: (record: RecordState) => PlanEntry = remembered(planEntryView)
