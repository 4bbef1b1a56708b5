import type { Progress } from '../../../domain/progress.ts'

/** How far the commune had come at the end of a month; null in the months to come. */
export interface MonthStand {
  /** `2026-03`. */
  readonly month: string
  readonly created: number | null
  readonly complete: number | null
}

/** More months than that are summed up before the first. */
const MOST_MONTHS = 18

/**
 * What was made and made whole until the end of each month: of the whole year where the work falls into it, otherwise of
 * the months in which there was some.
 * @param asOf ISO 8601 day
 */
export function monthStands(
  { year, months }: Pick<Progress, 'year' | 'months'>,
  asOf: string,
): readonly MonthStand[] {
  const names = months.map(({ name }) => name)
  const now = asOf.slice(0, 7)
  const isInYear = names.every((name) => name.startsWith(`${year}-`))
  const first = isInYear ? `${year}-01` : (names[0] ?? `${year}-01`)
  const latest = names.at(-1) ?? first
  const last = isInYear ? `${year}-12` : latest > now ? latest : now
  const shown = monthsBetween(first, last).slice(-MOST_MONTHS)
  const until = (month: string, of: 'created' | 'complete'): number =>
    months.filter(({ name }) => name <= month).reduce((sum, { counts }) => sum + counts[of], 0)
  return shown.map((month) =>
    month > now
      ? { month, created: null, complete: null }
      : { month, created: until(month, 'created'), complete: until(month, 'complete') },
  )
}

function monthsBetween(first: string, last: string): readonly string[] {
  const [year = 0, month = 1] = first.split('-').map(Number)
  const all: string[] = []
  for (let at = 0; ; at += 1) {
    const total = month - 1 + at
    const name = `${year + Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`
    if (name > last || at > 600) return all
    all.push(name)
  }
}
