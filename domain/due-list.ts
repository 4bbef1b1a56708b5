import * as z from 'zod'
import type { CaseFile } from './records/case-file.ts'

/** A case file that is to be handed over, and the last day for it (ISO 8601). */
export const DueFile = z.object({
  id: z.string(),
  notation: z.string(),
  title: z.string(),
  year: z.int(),
  state: z.enum(['open', 'closed', 'returned']),
  dueOn: z.string(),
  urgency: z.enum(['overdue', 'this-year', 'later']),
})
export type DueFile = z.infer<typeof DueFile>

type Ended = Pick<CaseFile, 'id' | 'notation' | 'title' | 'year' | 'state' | 'endDate' | 'excluded'>

/**
 * When a file is due in the archive: within one year from the end of the year in which its work ended. Null where that is
 * not known, where it was handed over, or where the law leaves it out.
 * @see Law on Archives 2024 article 17, ND 30/2020 article 30
 */
export function dueOf(file: Ended, today: string): DueFile | null {
  const { id, notation, title, year, state } = file
  const work = workOf(file)
  if (work === null || state === 'deposited' || state === 'accepted') return null
  // An open file of a past year is most likely one that somebody forgot to close.
  if (!work.isEnded && work.year >= yearOf(today)) return null
  const urgency = dueUrgency(work.year, today)
  return { id, notation, title, year, state, dueOn: `${work.year + 1}-12-31`, urgency }
}

/** How near the last day is for what ended in this year. */
export function dueUrgency(workYear: number, today: string): DueFile['urgency'] {
  const left = workYear + 1 - yearOf(today)
  return left < 0 ? 'overdue' : left === 0 ? 'this-year' : 'later'
}

/** The year in which the work of a file that is still to be handed over ended, or its own as long as it has no end. */
export function workOf({
  state,
  excluded,
  endDate,
  year,
}: Pick<Ended, 'state' | 'excluded' | 'endDate' | 'year'>): Work | null {
  if (excluded !== null || state === 'deposited' || state === 'accepted') return null
  const ended = Number((endDate ?? '').slice(0, 4))
  if (ended > 0) return { year: ended, isEnded: true }
  return state === 'open' && year > 0 ? { year, isEnded: false } : null
}

interface Work {
  readonly year: number
  readonly isEnded: boolean
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
