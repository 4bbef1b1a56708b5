import type { Authority, ScheduleRow } from '../authority.ts'
import { foldText } from '../fold-text.ts'
import type { CaseFile } from '../records/case-file.ts'
import type { PlanEntry } from '../records/plan-entry.ts'
import { leastRetention } from '../retention-schedule.ts'

type Scale = Authority['retentions']['entries']

/** Years that a retention lasts; for ever is infinite; null where that depends on something, or the code is none. */
export function countedYears(scale: Scale, code: string): number | null {
  const found = scale.find((retention) => retention.code === code)
  if (found === undefined || found.until !== undefined) return null
  return found.years ?? Number.POSITIVE_INFINITY
}

/** Is the first shorter than the second? Not where one of them cannot be told in years. */
export function isShorter(scale: Scale, code: string, than: string): boolean {
  const [a, b] = [countedYears(scale, code), countedYears(scale, than)]
  return a !== null && b !== null && a < b
}

/** The longest of these codes that can be told in years, or null. */
export function longestOf(scale: Scale, codes: readonly string[]): string | null {
  const known = codes.filter((code) => countedYears(scale, code) !== null)
  return known.reduce<string | null>(
    (longest, code) => (longest === null || isShorter(scale, longest, code) ? code : longest),
    null,
  )
}

/** So much of the words two titles have to have in common. */
const ALIKE = 0.6

/** The row of the schedule that a case file falls under: by its title, or that of its entry of the plan. */
function scheduleRowOf(schedule: readonly ScheduleRow[], titles: readonly string[]): ScheduleRow | null {
  const wanted = titles.filter(Boolean).map((title) => wordsOf(title))
  const ranked = schedule
    .map((row) => ({ row, share: Math.max(0, ...wanted.map((words) => shared(words, wordsOf(row.title)))) }))
    .sort((a, b) => b.share - a.share)
  const [best] = ranked
  return best !== undefined && best.share >= ALIKE ? best.row : null
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(foldText(title).match(/[a-z0-9]+/g) ?? [])
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length
  return both / Math.max(1, a.size + b.size - both)
}

/** What the retention of a case file may not be shorter than, as codes; null where nothing says. */
export interface RetentionFloor {
  /** As the plan has it. */
  readonly plan: string | null
  /** The shortest that the schedule allows. */
  readonly schedule: { readonly code: string; readonly row: ScheduleRow } | null
}

export function retentionFloor(
  authority: Pick<Authority, 'retentions' | 'schedule'>,
  file: Pick<CaseFile, 'title'>,
  entry: Pick<PlanEntry, 'title' | 'retention'> | null,
): RetentionFloor {
  const row = scheduleRowOf(authority.schedule.entries, [file.title, entry?.title ?? ''])
  const code = row === null ? null : leastRetention(authority, row)
  return {
    plan: entry === null || entry.retention === '' ? null : entry.retention,
    schedule: row === null || code === null ? null : { code, row },
  }
}

/** What must hold: the plan, and the schedule as far as the province confirmed it. */
export function bindingFloor(scale: Scale, { plan, schedule }: RetentionFloor): string | null {
  return longestOf(
    scale,
    [plan, schedule?.row.verified === true ? schedule.code : null].filter((code) => code !== null),
  )
}
