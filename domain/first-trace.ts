import type { RecordState } from './merge.ts'

/** Who made a record, and when by the clock of their PC in milliseconds since 1970; of the values that still stand. */
export function firstTrace(record: RecordState): { readonly by: string; readonly atMs: number } {
  const heads = Object.values(record.cells).flatMap((cell) => cell.heads)
  const first = heads.reduce(
    (earliest, head) => (earliest === null || head.t[0] < earliest.t[0] ? head : earliest),
    null as (typeof heads)[number] | null,
  )
  return { by: first?.by ?? '', atMs: first?.t[0] ?? 0 }
}
