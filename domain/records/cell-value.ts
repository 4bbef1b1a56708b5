import * as z from 'zod'
import { type RecordState, shownValue } from '../merge.ts'

/**
 * The shown value of a cell read through its schema. The schema says with `.catch` what stands for a cell that was never
 * written, or that another version of the program wrote in another shape; the op itself stays as it is.
 */
export function readCell<T extends z.ZodType>(
  record: RecordState,
  path: string,
  schema: z.ZodCatch<T>,
): z.output<T> {
  return schema.parse(shownValue(record, path))
}

/** Schemas that many cells share; made once, since making one costs more than using it. */
export const textCell = z.string().catch('')
export const optionalTextCell = z.string().nullable().catch(null)
export const wholeNumberCell = z.int().catch(0)
export const falseCell = z.boolean().catch(false)
/** Text cells below one path, by the last part of their own. */
export const textCells = z.record(z.string(), z.string()).catch({})
