import * as z from 'zod'
import { CreatedComplete, countCreatedComplete, isComplete } from './created-complete.ts'
import type { CaseFile } from './records/case-file.ts'
import { shelfMetres } from './shelf-metres.ts'

/** What share of the commune's work is to stand as electronic case files, by when. */
export const ProgressTarget = z.object({
  /** 0..1 of the files of the plan without those the law leaves out. */
  share: z.number().gt(0).max(1),
  /** ISO 8601 calendar date. */
  by: z.iso.date(),
})
export type ProgressTarget = z.infer<typeof ProgressTarget>

/** How many case files were made, closed whole, handed over and accepted; in some month, by somebody, of some fonds, or in all. */
export const ProgressCounts = z.object({
  created: z.int(),
  complete: z.int(),
  deposited: z.int(),
  accepted: z.int(),
  pages: z.int(),
})
export type ProgressCounts = z.infer<typeof ProgressCounts>

const Group = z.object({ name: z.string(), counts: ProgressCounts })

export const Progress = z.object({
  year: z.int(),
  /** All that have a plan or a case file, the latest first. */
  years: z.array(z.int()),
  /** Entries of the plan, and files outside it. */
  planned: z.int(),
  excluded: CreatedComplete.shape.excluded,
  /** What the target is a share of: planned without excluded. */
  counted: z.int(),
  target: ProgressTarget,
  /** Whole files that the target asks for. */
  wanted: z.int(),
  counts: ProgressCounts,
  shelfMetres: z.number(),
  /** `2026-03`, ascending. */
  months: z.array(Group),
  makers: z.array(Group),
  /** By the id of the fonds. */
  fonds: z.array(Group),
  pace: z.object({
    /** Pages a working day that reach the target in time; null where it is reached, or its day has passed. */
    pagesADayNeeded: z.number().nullable(),
    /** Pages of whole files a working day, over the last weeks; null where there were none. */
    pagesADay: z.number().nullable(),
    /** ISO 8601 calendar date when the target is reached at that pace; null where nobody can tell. */
    expectedEnd: z.string().nullable(),
  }),
})
export type Progress = z.infer<typeof Progress>

/** A case file as far as progress is counted. Instants and days are ISO 8601. */
export interface ProgressFile {
  readonly file: Pick<CaseFile, 'state' | 'excluded' | 'maker' | 'fonds' | 'closing'>
  readonly pages: number
  readonly createdAt: string
  readonly depositedAt: string | null
  readonly acceptedAt: string | null
}

interface ProgressInput {
  readonly year: number
  readonly years: readonly number[]
  readonly planned: number
  readonly target: ProgressTarget
  /** The day on which it is asked. */
  readonly today: string
}

export const defaultTarget = (year: number): ProgressTarget => ({ share: 0.3, by: `${year}-12-31` })

/** Weeks over which the pace is taken. */
const PACE_DAYS = 28
const DAY_MS = 86_400_000

export function progressOf(files: readonly ProgressFile[], input: ProgressInput): Progress {
  const { excluded } = countCreatedComplete(files.map(({ file }) => file))
  const made = files.filter(({ file }) => file.excluded === null)
  const counts = countsOf(made)
  const left = excluded.reduce((sum, group) => sum + group.files, 0)
  const counted = Math.max(0, input.planned - left)
  const wanted = Math.ceil(counted * input.target.share)
  return {
    year: input.year,
    years: [...input.years],
    planned: input.planned,
    excluded,
    counted,
    target: input.target,
    wanted,
    counts,
    shelfMetres: shelfMetres(counts.pages),
    months: monthsOf(made),
    makers: groupsOf(made, ({ file }) => file.maker),
    fonds: groupsOf(made, ({ file }) => file.fonds),
    pace: paceOf(made, { ...input, missing: Math.max(0, wanted - counts.complete) }),
  }
}

function countsOf(files: readonly ProgressFile[]): ProgressCounts {
  const complete = files.filter(({ file }) => isComplete(file))
  return {
    created: files.length,
    complete: complete.length,
    deposited: files.filter(({ depositedAt }) => depositedAt !== null).length,
    accepted: files.filter(({ acceptedAt }) => acceptedAt !== null).length,
    pages: complete.reduce((sum, { pages }) => sum + pages, 0),
  }
}

const byName = new Intl.Collator('vi')

function groupsOf(files: readonly ProgressFile[], nameOf: (file: ProgressFile) => string) {
  const groups = new Map<string, ProgressFile[]>()
  for (const file of files) {
    const name = nameOf(file)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [file])
    else group.push(file)
  }
  return [...groups]
    .map(([name, own]) => ({ name, counts: countsOf(own) }))
    .sort((a, b) => byName.compare(a.name, b.name))
}

const nothing: ProgressCounts = { created: 0, complete: 0, deposited: 0, accepted: 0, pages: 0 }

/** What happened in each month: a file counts where each of its steps was taken. */
function monthsOf(files: readonly ProgressFile[]) {
  const months = new Map<string, ProgressCounts>()
  const add = (at: string | null, part: Partial<ProgressCounts>): void => {
    if (at === null) return
    const month = at.slice(0, 7)
    const before = months.get(month) ?? nothing
    const sum = (name: keyof ProgressCounts): number => before[name] + (part[name] ?? 0)
    months.set(month, {
      created: sum('created'),
      complete: sum('complete'),
      deposited: sum('deposited'),
      accepted: sum('accepted'),
      pages: sum('pages'),
    })
  }
  for (const { file, pages, createdAt, depositedAt, acceptedAt } of files) {
    add(createdAt, { created: 1 })
    if (isComplete(file)) add(file.closing?.at ?? null, { complete: 1, pages })
    add(depositedAt, { deposited: 1 })
    add(acceptedAt, { accepted: 1 })
  }
  return [...months].map(([name, counts]) => ({ name, counts })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

interface PaceInput extends ProgressInput {
  /** Whole files that the target still lacks. */
  readonly missing: number
}

function paceOf(files: readonly ProgressFile[], { missing, target, today }: PaceInput): Progress['pace'] {
  const complete = files.filter(({ file }) => isComplete(file))
  const pages = complete.reduce((sum, each) => sum + each.pages, 0)
  const pagesLeft = complete.length === 0 ? null : missing * (pages / complete.length)
  const since = addDays(today, -PACE_DAYS)
  const lately = complete.filter(({ file }) => (file.closing?.at ?? '').slice(0, 10) > since)
  const pagesLately = lately.reduce((sum, each) => sum + each.pages, 0)
  const pagesADay = pagesLately === 0 ? null : pagesLately / workingDays(since, today)
  const days = workingDays(today, target.by)
  return {
    pagesADayNeeded: missing === 0 || pagesLeft === null || days === 0 ? null : pagesLeft / days,
    pagesADay,
    expectedEnd:
      missing === 0 || pagesLeft === null || pagesADay === null
        ? null
        : afterWorkingDays(today, Math.ceil(pagesLeft / pagesADay)),
  }
}

/** Monday to Friday, without the first day and with the last; public holidays are not known here. */
function workingDays(from: string, to: string): number {
  const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS))
  const weeks = Math.floor(days / 7)
  let rest = 0
  for (let day = weeks * 7 + 1; day <= days; day += 1) rest += isWorkingDay(addDays(from, day)) ? 1 : 0
  return weeks * 5 + rest
}

/** Later than that nobody believes it. */
const MOST_DAYS = 20_000

function afterWorkingDays(from: string, count: number): string | null {
  if (count > MOST_DAYS) return null
  let [day, left] = [from, count]
  while (left > 0) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

function isWorkingDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}
