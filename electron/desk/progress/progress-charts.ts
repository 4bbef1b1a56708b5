import { bandTimes, type ProgressCharts, shownDays, vietnamDay } from '../../../domain/progress-charts.ts'
import { batchTime } from '../../../domain/records/batch.ts'
import { createGiveWay } from '../give-way.ts'
import type { Records, Surroundings } from '../ports.ts'

interface ChartPorts {
  readonly records: Pick<Records, 'catalogue' | 'record'>
  readonly surroundings: Pick<Surroundings, 'clock'>
}

/** More batches than that nobody takes in within four weeks. */
const MOST_BATCHES = 5000

/** What the charts of the overview show; counts of the catalogue, so that a hundred thousand files cost no more than ten. */
export async function progressCharts({ records, surroundings }: ChartPorts): Promise<ProgressCharts> {
  const { catalogue } = records
  const nowMs = surroundings.clock.nowMs()
  const { days, sinceMs } = shownDays(nowMs)
  const pages = new Map<string, number>(days.map((day) => [day, 0]))
  const batches = catalogue.ids({ kind: 'batch', madeFromMs: sinceMs, limit: MOST_BATCHES })
  const giveWay = createGiveWay()
  for (const batch of batches) {
    await giveWay()
    const day = vietnamDay(Date.parse(batchTime(records.record(batch))))
    const before = pages.get(day)
    if (before !== undefined) pages.set(day, before + catalogue.tally({ kind: 'doc', batch }).pages)
  }
  const ages = bandTimes(nowMs).map(({ band, fromMs, beforeMs }) => ({
    band,
    files: catalogue.count({
      kind: 'case',
      stages: ['open'],
      ...(fromMs === null ? {} : { madeFromMs: fromMs }),
      ...(beforeMs === null ? {} : { madeBeforeMs: beforeMs }),
    }),
  }))
  return { asOf: vietnamDay(nowMs), days: [...pages].map(([day, count]) => ({ day, pages: count })), ages }
}
