import { z } from 'zod'
import type { RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { readCell, textCell, wholeNumberCell } from './cell-value.ts'

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
  note: z.string(),
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
    note: text(record, '/note'),
  }
}

export function newPlanEntry(id: RecordId, entry: Omit<PlanEntry, 'id'>): readonly Edit[] {
  return Object.entries(entry).map(([name, value]) => ({ record: id, path: `/${name}`, value }))
}
