import type { z } from 'zod'
import { type RecordState, shownValue } from '../merge.ts'

/**
 * The shown value of a cell read through its schema. A value that an older or newer program wrote in another shape
 * reads as `fallback`; the op itself stays as it is.
 */
export function readCell<T>(record: RecordState, path: string, schema: z.ZodType<T>, fallback: T): T {
  const value = shownValue(record, path)
  if (value === undefined) return fallback
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : fallback
}
