import { firstTimeMs } from '../../domain/catalogue.ts'
import type { CommuneProgress } from '../../domain/console/commune-api.ts'
import { isComplete } from '../../domain/created-complete.ts'
import type { RecordState } from '../../domain/merge.ts'
import { allDeposits } from '../archive/deposit-contents.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { viewCaseFile } from '../state/views.ts'

/** A table of a report; the first column is text, the others are numbers. */
export interface ReportTable {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

export interface Report {
  readonly title: string
  /** Who sees which part, and when it was made. */
  readonly lines: readonly string[]
  readonly tables: readonly ReportTable[]
}

export interface ReportedCommune {
  readonly progress: CommuneProgress
  readonly records: CommuneRecords
}

interface ReportInput {
  readonly year: number
  readonly communes: readonly ReportedCommune[]
  /** `16:28, 22/11/2026`. */
  readonly madeAt: string
  readonly by: string
}

/** Figures of a year, commune by commune. Nothing of what a document or a case file is called stands in it. */
export function reportOf({ year, communes, madeAt, by }: ReportInput): Report {
  return {
    title: `Báo cáo tiến độ lập và nộp hồ sơ điện tử năm ${year}`,
    lines: [`Số xã, phường: ${communes.length}`, `Lập lúc ${madeAt}, người lập: ${by}`],
    tables: [progressTable(communes), monthTable(communes, year), depositTable(communes, year)],
  }
}

function progressTable(communes: readonly ReportedCommune[]): ReportTable {
  const rows = communes.map(({ progress }) => [
    progress.name,
    progress.planEntries,
    progress.created,
    progress.complete,
    progress.depositedFiles,
    progress.acceptedFiles,
    progress.wanted,
    percent(progress.complete, progress.planEntries),
  ])
  const sum = (at: number): number => rows.reduce((total, row) => total + Number(row[at]), 0)
  return {
    title: 'Tiến độ theo xã, phường',
    columns: [
      'Xã, phường',
      'Hồ sơ theo danh mục',
      'Đã lập',
      'Hoàn chỉnh',
      'Chờ tiếp nhận',
      'Đã tiếp nhận',
      'Chỉ tiêu',
      'Hoàn chỉnh (%)',
    ],
    rows: [...rows, ['Toàn tỉnh', sum(1), sum(2), sum(3), sum(4), sum(5), sum(6), percent(sum(3), sum(1))]],
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 10
}

type MonthCounts = [created: number, complete: number, deposited: number, accepted: number]

function monthTable(communes: readonly ReportedCommune[], year: number): ReportTable {
  const rows = communes.flatMap(({ progress, records }) =>
    [...monthsOf(records, year)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, counts]) => [progress.name, `${month.slice(5)}/${month.slice(0, 4)}`, ...counts]),
  )
  return {
    title: 'Theo tháng',
    columns: ['Xã, phường', 'Tháng', 'Lập mới', 'Kết thúc', 'Nộp lưu', 'Được tiếp nhận'],
    rows,
  }
}

/** A case file counts in each month in which one of its steps was taken. */
function monthsOf(records: CommuneRecords, year: number): ReadonlyMap<string, MonthCounts> {
  const months = new Map<string, MonthCounts>()
  const add = (instant: string | null | undefined, at: 0 | 1 | 2 | 3): void => {
    const month = (instant ?? '').slice(0, 7)
    if (!month.startsWith(`${year}-`)) return
    const counts = months.get(month) ?? [0, 0, 0, 0]
    counts[at] += 1
    months.set(month, counts)
  }
  const deposits = new Map(allDeposits(records).map((deposit) => [deposit.id, deposit]))
  for (const record of records.ofKind('case')) {
    const file = viewCaseFile(record)
    if (file.notation === '' || file.excluded !== null) continue
    const deposit = file.deposit === null ? undefined : deposits.get(file.deposit)
    add(madeAt(record), 0)
    if (isComplete(file)) add(file.closing?.at, 1)
    add(deposit?.createdAt, 2)
    if (deposit?.outcome?.isAccepted === true) add(deposit.outcome.decidedAt, 3)
  }
  return months
}

function madeAt(record: RecordState): string {
  return new Date(firstTimeMs(record)).toISOString()
}

function depositTable(communes: readonly ReportedCommune[], year: number): ReportTable {
  const rows = communes.map(({ progress, records }) => {
    const deposits = allDeposits(records).filter(({ createdAt }) => createdAt.startsWith(`${year}-`))
    const verdicts = deposits.flatMap((deposit) => Object.values(deposit.verdicts))
    const count = (isAccepted: boolean | undefined): number =>
      deposits.filter(({ outcome }) => outcome?.isAccepted === isAccepted).length
    return [
      progress.name,
      deposits.length,
      count(undefined),
      count(true),
      count(false),
      verdicts.filter(({ hasPassed }) => hasPassed).length,
      verdicts.filter(({ hasPassed }) => !hasPassed).length,
    ]
  })
  return {
    title: 'Lần nộp theo trạng thái',
    columns: [
      'Xã, phường',
      'Lần nộp',
      'Đang chờ',
      'Đã tiếp nhận',
      'Đã trả lại',
      'Văn bản đạt',
      'Văn bản không đạt',
    ],
    rows,
  }
}
