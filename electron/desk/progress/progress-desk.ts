import { firstTimeMs } from '../../../domain/catalogue.ts'
import { plainName } from '../../../domain/export-name.ts'
import { progressForm } from '../../../domain/forms/progress-form.ts'
import type { RecordId } from '../../../domain/op.ts'
import {
  defaultTarget,
  type Progress,
  type ProgressFile,
  ProgressTarget,
  progressOf,
} from '../../../domain/progress.ts'
import type { ProgressApi } from '../../../domain/progress-api.ts'
import { type CaseFile, caseFileView } from '../../../domain/records/case-file.ts'
import { readCell } from '../../../domain/records/cell-value.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { DepositDesk } from '../deposit-desk.ts'
import { openFonds } from '../first-records.ts'
import type { SaveForm } from '../forms/form-handlers.ts'
import { notDeletedFiles } from '../forms/list-papers.ts'
import { createGiveWay } from '../give-way.ts'
import { ALL_RECORDS } from '../plan/plan-records.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'
import { progressCharts } from './progress-charts.ts'

export interface ProgressPorts {
  readonly records: Records
  readonly deposits: DepositDesk
  readonly surroundings: Pick<Surroundings, 'clock'>
  readonly save: SaveForm
}

const TARGET = '/target'
const TargetCell = ProgressTarget.nullable().catch(null)
/** Of so many files the pages are counted with one look. */
const COUNTED_AT_ONCE = 200

/** How far the commune has come, in the units of the law. */
export function progressHandlers(
  ports: ProgressPorts,
): Handlers<Pick<ProgressApi, 'progress' | 'progressCharts' | 'setTarget' | 'progressReport'>> {
  const { records, surroundings, save } = ports
  return {
    progress: async ({ year }) => progress(ports, year),
    progressCharts: () => progressCharts(ports),
    setTarget: async (target) => {
      await records.append([{ record: openFonds(records).id, path: TARGET, value: target }])
      return null
    },
    progressReport: async ({ year, format, folder }) => {
      const now = isoNow(surroundings.clock)
      const names = new Map(
        records.records('fonds').map((record) => [record.id, fondsView(record).agencyName]),
      )
      const form = progressForm(await progress(ports, year), {
        fonds: openFonds(records),
        day: now,
        // Groups are named by the ids of fonds.
        fondsName: (id) => names.get(id as RecordId) ?? id,
      })
      const name = `${plainName(form.title)}-${now.slice(0, 10)}.${format}`
      await save(form, { format, folder, name, createdAt: new Date(now) })
      return { folder, file: name }
    },
  }
}

async function progress(ports: ProgressPorts, wanted: number | null): Promise<Progress> {
  const { records, surroundings } = ports
  const { catalogue } = records
  const today = isoNow(surroundings.clock).slice(0, 10)
  const year = wanted ?? catalogue.years('plan')[0] ?? Number(today.slice(0, 4))
  const entries = new Set<string>(catalogue.ids({ kind: 'plan', year, limit: ALL_RECORDS }))
  const files: ProgressFile[] = []
  let outside = 0
  const ids = notDeletedFiles(records, year)
  const giveWay = createGiveWay()
  for (let at = 0; at < ids.length; at += COUNTED_AT_ONCE) {
    const some = ids.slice(at, at + COUNTED_AT_ONCE)
    const sums = catalogue.below('doc', some)
    for (const id of some) {
      await giveWay()
      const file = progressFile(ports, id, sums.get(id)?.pages ?? 0)
      files.push(file)
      const { planEntry } = file.file
      if (planEntry === null || !entries.has(planEntry)) outside += 1
    }
  }
  const target = readCell(records.record(openFonds(records).id), TARGET, TargetCell) ?? defaultTarget(year)
  const years = [...new Set([...catalogue.years('plan'), ...catalogue.years('case'), year])].sort(
    (a, b) => b - a,
  )
  return progressOf(files, { year, years, planned: entries.size + outside, target, today })
}

function progressFile(
  { records, deposits }: ProgressPorts,
  id: RecordId,
  pages: number,
): ProgressFile & { readonly file: CaseFile } {
  const record = records.record(id)
  const file = deposits.believed(caseFileView(record))
  // Only the id of a deposit is ever written into the cell.
  const deposit = file.deposit === null ? null : deposits.deposit(file.deposit as RecordId)
  return {
    file,
    pages,
    createdAt: new Date(firstTimeMs(record)).toISOString(),
    depositedAt: deposit?.createdAt ?? null,
    acceptedAt: file.state === 'accepted' ? (deposit?.outcome?.decidedAt ?? null) : null,
  }
}
