import * as z from 'zod'

/** How long ago a file was opened: under a month, under three, under six, under a year, longer. */
export const ageBands = ['month', 'quarter', 'half', 'year', 'older'] as const
export type AgeBand = (typeof ageBands)[number]

/** What the charts of the overview are drawn from beside the progress of the year. */
export const ProgressCharts = z.object({
  /** The day on which it was asked, in Viet Nam. */
  asOf: z.iso.date(),
  /** Pages that came in on each of the last four weeks' days, ascending, none left out. */
  days: z.array(z.object({ day: z.iso.date(), pages: z.int().min(0) })),
  /** Open case files that the law does not leave out, by how long they have been open. */
  ages: z.array(z.object({ band: z.enum(ageBands), files: z.int().min(0) })),
})
export type ProgressCharts = z.infer<typeof ProgressCharts>

const DAY_MS = 86_400_000
const DAYS_SHOWN = 28
/** The clock of Viet Nam, which has no summer time. */
const OFFSET_MS = 7 * 3_600_000
const bandDays: Readonly<Record<AgeBand, number>> = {
  month: 30,
  quarter: 91,
  half: 182,
  year: 365,
  older: Number.POSITIVE_INFINITY,
}

/** The calendar date in Viet Nam, ISO 8601. */
export function vietnamDay(timeMs: number): string {
  return vietnamMinute(timeMs).slice(0, 'yyyy-mm-dd'.length)
}

/** Date and time in Viet Nam, `2026-03-12T08:30`. */
export function vietnamMinute(timeMs: number): string {
  return new Date(timeMs + OFFSET_MS).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length)
}

/** The days that are shown, ascending, and when the first of them began. */
export function shownDays(nowMs: number): { readonly days: readonly string[]; readonly sinceMs: number } {
  const days = Array.from({ length: DAYS_SHOWN }, (_, at) =>
    vietnamDay(nowMs - (DAYS_SHOWN - 1 - at) * DAY_MS),
  )
  return { days, sinceMs: Date.parse(`${days[0]}T00:00:00+07:00`) }
}

/** Each band with the time from which on, and before which, its files were opened; null where it has no end. */
export function bandTimes(
  nowMs: number,
): readonly { readonly band: AgeBand; readonly fromMs: number | null; readonly beforeMs: number | null }[] {
  return ageBands.map((band, at) => {
    const youngest = at === 0 ? null : bandDays[ageBands[at - 1] ?? 'month']
    const days = bandDays[band]
    return {
      band,
      fromMs: Number.isFinite(days) ? nowMs - days * DAY_MS : null,
      beforeMs: youngest === null ? null : nowMs - youngest * DAY_MS,
    }
  })
}
