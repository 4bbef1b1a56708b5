import type { Progress } from '../../../domain/progress.ts'
import type { ProgressCharts } from '../../../domain/progress-charts.ts'

/** How far the year is from its target. */
export function targetFinding({
  counts: { created, complete },
  wanted,
}: Pick<Progress, 'counts' | 'wanted'>) {
  const stand = complete < wanted ? 'missing' : 'reached'
  const kind = wanted === 0 ? 'no-plan' : created === 0 ? 'nothing' : stand
  return { kind, created, complete, wanted, missing: Math.max(0, wanted - complete) } as const
}

/** How much came in, and whether that is enough. */
export function paceFinding({ days }: Pick<ProgressCharts, 'days'>, needed: number | null) {
  const pages = days.reduce((sum, day) => sum + day.pages, 0)
  const best = days.reduce((a, b) => (b.pages > a.pages ? b : a), { day: '', pages: 0 })
  const kind = pages === 0 ? 'nothing' : needed === null ? 'plain' : 'needed'
  return { kind, pages, most: best.pages, day: best.day, needed: Math.ceil(needed ?? 0) } as const
}

/** How many files are open, and how many of them for too long. */
export function ageFinding({ ages }: Pick<ProgressCharts, 'ages'>) {
  const files = ages.reduce((sum, age) => sum + age.files, 0)
  const old = ages.find(({ band }) => band === 'older')?.files ?? 0
  const kind = files === 0 ? 'nothing' : old === 0 ? 'fresh' : 'old'
  return { kind, files, old } as const
}
