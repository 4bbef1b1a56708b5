import * as z from 'zod'
import type { Json } from '../json.ts'
import { Sha256 } from '../op.ts'

/** One side of paper: page `index` of the immutable source file. */
export const Page = z.object({ id: z.string(), source: Sha256, index: z.int().min(0) })
export type Page = z.infer<typeof Page>

/** More pages than any file that is taken in has. */
const MOST_PAGES = 100_000
/** Hexadecimal digits at the end of a UUID that are free for counting: 20 bits. */
const COUNTING_DIGITS = 5
const COUNTABLE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Pages that follow each other in one file: however many they are, they take the room of one. */
const PageRun = z.object({
  run: z.string().regex(COUNTABLE),
  source: Sha256,
  first: z.int().min(0).max(MOST_PAGES),
  count: z.int().min(1).max(MOST_PAGES),
})
type PageRun = z.infer<typeof PageRun>

/** The pages as a cell holds them: single ones, and runs. */
export const PagesValue = z
  .array(z.union([PageRun, Page]))
  .refine((parts) => parts.reduce((sum, part) => sum + lengthOf(part), 0) <= MOST_PAGES)
  .transform((parts) => parts.flatMap(pagesOfPart))

/** The id of a page of a run: a UUID that gives back the run when it is counted again. */
export function pageId(run: string, index: number): string {
  const end = Number.parseInt(run.slice(-COUNTING_DIGITS), 16) ^ index
  return run.slice(0, -COUNTING_DIGITS) + end.toString(16).padStart(COUNTING_DIGITS, '0')
}

/** Where a page stands in the run that another is of; null where it is of none or of another. */
export function pageIndex(other: Pick<Page, 'id' | 'index'>, id: string): number | null {
  if (!COUNTABLE.test(id) || !COUNTABLE.test(other.id)) return null
  const run = pageId(other.id, other.index)
  if (run.slice(0, -COUNTING_DIGITS) !== id.slice(0, -COUNTING_DIGITS)) return null
  const [from, to] = [run, id].map((text) => Number.parseInt(text.slice(-COUNTING_DIGITS), 16))
  const index = (from ?? 0) ^ (to ?? 0)
  return index < MOST_PAGES ? index : null
}

/** What a cell holds for these pages, in their order. */
export function pagesValue(pages: readonly Page[]): Json {
  const parts: (Page | PageRun)[] = []
  for (const page of pages) {
    const last = parts.at(-1)
    const joined = last === undefined ? null : joinedTo(last, page)
    if (joined === null) parts.push({ ...page })
    else parts[parts.length - 1] = joined
  }
  return parts
}

function joinedTo(last: Page | PageRun, page: Page): PageRun | null {
  const run = 'run' in last ? last : runOf(last)
  const isNext = page.source === run?.source && page.index === run.first + run.count
  if (run === null || !isNext || pageId(run.run, page.index) !== page.id) return null
  return { ...run, count: run.count + 1 }
}

function runOf({ id, source, index }: Page): PageRun | null {
  return COUNTABLE.test(id) ? { run: pageId(id, index), source, first: index, count: 1 } : null
}

function lengthOf(part: Page | PageRun): number {
  return 'run' in part ? part.count : 1
}

function pagesOfPart(part: Page | PageRun): readonly Page[] {
  if (!('run' in part)) return [part]
  const { run, source, first, count } = part
  return Array.from({ length: count }, (_, at) => ({
    id: pageId(run, first + at),
    source,
    index: first + at,
  }))
}
