import { type DepositRefusal, depositRefusal, type ToHandOver } from '../../../domain/deposit-refusal.ts'
import { isStateDisputed } from '../../../domain/edit-rules.ts'
import type { RecordId } from '../../../domain/op.ts'
import { type DepositPreview, MOST_TO_DEPOSIT, type ToDeposit } from '../../../domain/progress-api.ts'
import { type CaseFile, caseFileView } from '../../../domain/records/case-file.ts'
import { documentView } from '../../../domain/records/document.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { createGiveWay } from '../give-way.ts'
import { ALL_RECORDS } from '../plan/plan-records.ts'
import type { Records } from '../ports.ts'

/** What is looked at of case files that somebody wants to hand over. */
export type LookAtFile = (id: RecordId) => ToHandOver & { readonly file: CaseFile }

/** Looks at any number of case files as the vault is now. */
export function createLookAtFile(records: Records): LookAtFile {
  const isolated = isolatedIn(records)
  return (id) => {
    const record = records.record(id)
    return {
      file: caseFileView(record),
      isDisputed: isStateDisputed(record),
      isolated: isolated.get(id) ?? 0,
      beingRead: records.catalogue.count({ kind: 'doc', parent: id, isDue: true }),
    }
  }
}

/** Case file -> documents in it that are isolated and still in the vault. */
function isolatedIn({ catalogue, record }: Records): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of catalogue.ids({ kind: 'doc', stages: ['isolated'], limit: ALL_RECORDS })) {
    const { caseFile } = documentView(record(id))
    if (caseFile !== null) counts.set(caseFile, (counts.get(caseFile) ?? 0) + 1)
  }
  return counts
}

interface PreviewPorts {
  readonly records: Records
  /** The state of a case file as it may be shown. */
  readonly deposits: { believed(file: CaseFile): CaseFile }
}

interface Wanted {
  readonly caseFiles: readonly RecordId[]
  readonly fonds: RecordId | null
}

/** What would become of these case files in one deposit: each is taken or refused. */
export async function previewDeposit(
  ports: PreviewPorts,
  { caseFiles, fonds }: Wanted,
): Promise<DepositPreview> {
  const { records } = ports
  const { ids, later } = caseFiles.length > 0 ? { ids: [...new Set(caseFiles)], later: 0 } : ready(records)
  const look = createLookAtFile(records)
  const looked: (ToHandOver & { readonly file: CaseFile; readonly id: RecordId })[] = []
  const giveWay = createGiveWay()
  for (const id of ids) {
    await giveWay()
    looked.push({ ...look(id), id })
  }
  const choices = choicesOf(
    records,
    looked.filter((each) => depositRefusal(each, each.file.fonds) === null).map(({ file }) => file.fonds),
  )
  const taken = fonds ?? choices[0]?.fonds ?? null
  const sums = records.catalogue.below('doc', ids)
  const rows = looked.map(({ id, ...each }): ToDeposit => {
    const { notation, title, state } = ports.deposits.believed(each.file)
    const { records: documents = 0, pages = 0 } = sums.get(id) ?? {}
    return { id, notation, title, state, documents, pages, refused: refusalIn(each, taken) }
  })
  return { fonds: taken, choices, rows, later }
}

function refusalIn(each: ToHandOver, fonds: string | null): DepositRefusal | null {
  return depositRefusal(each, fonds ?? each.file.fonds)
}

function ready({ catalogue }: Records): { readonly ids: readonly RecordId[]; readonly later: number } {
  const list = { kind: 'case', stages: ['closed', 'returned'] } as const
  const ids = catalogue.ids({ ...list, limit: MOST_TO_DEPOSIT })
  return { ids, later: catalogue.count(list) - ids.length }
}

/** The fonds that is open first, then those with most files. */
function choicesOf({ record }: Records, fonds: readonly string[]): DepositPreview['choices'] {
  const counts = new Map<string, number>()
  for (const id of fonds) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts]
    .map(([id, files]) => {
      // Only the id of a fonds is ever written into the cell.
      const { agencyName, isOpen } = fondsView(record(id as RecordId))
      return { fonds: id, name: agencyName, files, isOpen }
    })
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.files - a.files)
    .map(({ isOpen: _isOpen, ...choice }) => choice)
}
