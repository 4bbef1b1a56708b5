import * as z from 'zod'
import type { RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { falseCell, readCell, textCell, wholeNumberCell } from './cell-value.ts'

/** One row of the yearly file plan (danh mục hồ sơ, NĐ 30/2020 appendix V): a file the agency expects to open. */
export const PlanEntry = z.object({
  id: z.string(),
  fonds: z.string(),
  year: z.int(),
  heading: z.string(),
  notation: z.string(),
  title: z.string(),
  /** Code of the retention scale. */
  retention: z.string(),
  maker: z.string(),
  /** What the retention rests on. */
  basis: z.string(),
  note: z.string(),
  /** Put in after the plan was approved. */
  isAddition: z.boolean(),
})
export type PlanEntry = z.infer<typeof PlanEntry>

const text = (record: RecordState, path: string): string => readCell(record, path, textCell)

export function planEntryView(record: RecordState): PlanEntry {
  return {
    id: record.id,
    fonds: text(record, '/fonds'),
    year: readCell(record, '/year', wholeNumberCell),
    heading: text(record, '/heading'),
    notation: text(record, '/notation'),
    title: text(record, '/title'),
    retention: text(record, '/retention'),
    maker: text(record, '/maker'),
    basis: text(record, '/basis'),
    note: text(record, '/note'),
    isAddition: readCell(record, '/isAddition', falseCell),
  }
}

type NewPlanEntry = Omit<PlanEntry, 'id' | 'basis' | 'isAddition'> & {
  readonly basis?: string
  readonly isAddition?: boolean
}

export function newPlanEntry(id: RecordId, entry: NewPlanEntry): readonly Edit[] {
  return Object.entries(entry).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
