import * as z from 'zod'

/** Most rows that one call gives. */
export const MOST_ROWS = 200

/** Which rows of a list are wanted; the first is 0. */
export const Span = z.object({
  limit: z.int().min(1).max(MOST_ROWS),
  offset: z.int().min(0).default(0),
})
export type Span = z.infer<typeof Span>

/** Some rows of a list, and how many it has in all. */
export interface Page<T> {
  readonly rows: T[]
  readonly total: number
}

export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), total: z.int() })
}
