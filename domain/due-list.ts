import { z } from 'zod'
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
  const { id, notation, title, year, state, endDate, excluded } = file
  if (excluded !== null || state === 'deposited' || state === 'accepted') return null
  const ended = Number((endDate ?? '').slice(0, 4))
  // An open file of a past year is most likely one that somebody forgot to close.
  const worked = ended > 0 ? ended : state === 'open' && year < Number(today.slice(0, 4)) ? year : 0
  if (worked === 0) return null
  const dueOn = `${worked + 1}-12-31`
  const urgency = dueOn < today ? 'overdue' : dueOn.slice(0, 4) === today.slice(0, 4) ? 'this-year' : 'later'
  return { id, notation, title, year, state, dueOn, urgency }
}

export function compareDue(a: DueFile, b: DueFile): number {
  return a.dueOn === b.dueOn ? (a.notation < b.notation ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1
}
