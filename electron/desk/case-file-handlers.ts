import type { CaseFileDetail, CaseFileRow, DeskApi } from '../../domain/api.ts'
import { datesOf, shortcomingsOf } from '../../domain/completeness.ts'
import { Fault } from '../../domain/fault.ts'
import { type RecordId, recordId } from '../../domain/op.ts'
import {
  type CaseFile,
  caseFileView,
  fileCode,
  moveCaseFile,
  newCaseFile,
} from '../../domain/records/case-file.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import { allDocuments, contentsOf } from './contents.ts'
import type { DepositDesk } from './deposit-desk.ts'
import type { Records, Surroundings } from './ports.ts'

type CaseFileApi = Pick<
  DeskApi,
  'plan' | 'caseFiles' | 'caseFile' | 'openCaseFile' | 'closeCaseFile' | 'reopenCaseFile'
>

interface CaseFilePorts {
  readonly records: Records
  readonly surroundings: Surroundings
  readonly deposits: DepositDesk
}

/** The file plan and the life of a case file up to its closing. */
export function caseFileHandlers({ records, surroundings, deposits }: CaseFilePorts): Handlers<CaseFileApi> {
  return {
    plan: async () => plan(records),
    caseFiles: async () => rows(records, deposits),
    caseFile: async ({ id }) => detail(records, deposits, id),
    openCaseFile: async ({ planEntry }) => {
      const entry = planEntryView(records.record(planEntry))
      if (entry.notation === '') throw new Fault('not-found', `no plan entry ${planEntry}`)
      const id = recordId('case', surroundings.createId())
      const { fonds, year, notation, title, retention, maker } = entry
      await records.append(newCaseFile(id, { fonds, year, notation, title, retention, maker, planEntry }))
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
      await records.append([moveCaseFile(contentsOf(records, id).file, 'open', reason)])
      return null
    },
  }
}

function plan(records: Records): PlanEntry[] {
  return records
    .records('plan')
    .map((record) => planEntryView(record))
    .sort((a, b) => a.year - b.year || compareHeadings(a, b))
}

const byVietnamese = new Intl.Collator('vi', { numeric: true })

function compareHeadings(a: PlanEntry, b: PlanEntry): number {
  // Headings begin with a Roman numeral: their own order is that of the template, kept by the year's first entry.
  return roman(a.heading) - roman(b.heading) || byVietnamese.compare(a.notation, b.notation)
}

const digits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 }

function roman(heading: string): number {
  const values = (/^[IVXL]+(?=\.)/.exec(heading)?.[0] ?? '').split('').map((letter) => digits[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

function rows(records: Records, deposits: DepositDesk): CaseFileRow[] {
  const tally = new Map<string, { documents: number; pages: number }>()
  for (const document of allDocuments(records)) {
    if (document.caseFile === null) continue
    const sum = tally.get(document.caseFile) ?? { documents: 0, pages: 0 }
    tally.set(document.caseFile, {
      documents: sum.documents + 1,
      pages: sum.pages + document.pages.length,
    })
  }
  return records.records('case').map((record) => {
    const file = deposits.believed(caseFileView(record))
    return { file, ...(tally.get(file.id) ?? { documents: 0, pages: 0 }) }
  })
}

function detail(records: Records, deposits: DepositDesk, id: RecordId): CaseFileDetail {
  const contents = contentsOf(records, id)
  const file: CaseFile = deposits.believed(contents.file)
  // Only a fonds id is ever written into the cell.
  const fonds = fondsView(records.record(file.fonds as RecordId))
  return {
    file,
    fileCode: fileCode(fonds.agencyCode, file),
    documents: [...contents.documents],
    shortcomings: file.state === 'open' ? [...shortcomingsOf(contents)] : [],
    deposit: file.deposit === null ? null : deposits.deposit(file.deposit as RecordId),
  }
}
