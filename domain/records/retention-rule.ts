import * as z from 'zod'
import type { RecordState } from '../merge.ts'
import type { Edit, RecordId } from '../op.ts'
import { falseCell, readCell, textCell } from './cell-value.ts'

/** What a person says of one row of the retention schedule. */
export const RetentionRule = z.object({
  id: z.string(),
  /** The row of the data file that it stands for; empty for a row of its own. */
  of: z.string(),
  group: z.string(),
  title: z.string(),
  /** Codes, the shortest first; none where the period is not known. */
  retention: z.array(z.string()),
  basis: z.string(),
  verified: z.boolean(),
  isRemoved: z.boolean(),
})
export type RetentionRule = z.infer<typeof RetentionRule>

const CodesCell = z.array(z.string()).catch([])
const ruleCells = ['of', 'group', 'title', 'retention', 'basis', 'verified', 'isRemoved'] as const

export function retentionRuleView(record: RecordState): RetentionRule {
  const text = (path: string): string => readCell(record, path, textCell)
  return {
    id: record.id,
    of: text('/of'),
    group: text('/group'),
    title: text('/title'),
    retention: readCell(record, '/retention', CodesCell),
    basis: text('/basis'),
    verified: readCell(record, '/verified', falseCell),
    isRemoved: readCell(record, '/isRemoved', falseCell),
  }
}

export function setRetentionRule(id: RecordId, rule: Omit<RetentionRule, 'id'>): readonly Edit[] {
  return ruleCells.map((name) => ({ record: id, path: `/${name}`, value: rule[name] }))
}

/** Takes back all that was said: the row is as the data file has it, or gone if it was none of the file's. */
export function dropRetentionRule(id: RecordId): readonly Edit[] {
  return ruleCells.map((name) => ({ record: id, path: `/${name}`, remove: true }))
}
