import type { Authority, Retention, ScheduleRow } from './authority.ts'
import type { RetentionRule } from './records/retention-rule.ts'

/** Where a row is from: the data file as it is, changed or taken out here, or added here. */
export const rowOrigins = ['file', 'changed', 'added', 'removed'] as const
export type RowOrigin = (typeof rowOrigins)[number]

export interface PlacedRow {
  readonly row: ScheduleRow
  readonly origin: RowOrigin
}

/** Every row of the schedule with what people said of it, those of the data file first; with those that were taken out. */
export function placedRows(
  rows: readonly ScheduleRow[],
  rules: readonly RetentionRule[],
): readonly PlacedRow[] {
  const saying = rules.filter(({ title }) => title !== '')
  const byRow = new Map(saying.filter(({ of }) => of !== '').map((rule) => [rule.of, rule]))
  const known = new Set(rows.map(({ id }) => id))
  const ofFile = rows.map((row): PlacedRow => {
    const rule = byRow.get(row.id)
    if (rule === undefined) return { row, origin: 'file' }
    return { row: { ...rowOf(rule), id: row.id }, origin: rule.isRemoved ? 'removed' : 'changed' }
  })
  // What a person said outlives the row it was said of.
  const own = saying.filter(({ of, isRemoved }) => !isRemoved && (of === '' || !known.has(of)))
  return [...ofFile, ...own.map((rule): PlacedRow => ({ row: rowOf(rule), origin: 'added' }))]
}

/** The schedule that holds: shipped or imported rows with what people said of them. */
export function effectiveRows(
  rows: readonly ScheduleRow[],
  rules: readonly RetentionRule[],
): readonly ScheduleRow[] {
  return placedRows(rows, rules).flatMap(({ row, origin }) => (origin === 'removed' ? [] : [row]))
}

function rowOf({ id, of, group, title, retention, basis, verified }: RetentionRule): ScheduleRow {
  return { id: of === '' ? id : of, group, title, retention: [...retention], basis, verified }
}

/** Years a code keeps a file; infinite where it is for ever, or where nobody can say when it ends. */
function retentionYears(retentions: readonly Retention[], code: string): number | null {
  const found = retentions.find((retention) => retention.code === code)
  if (found === undefined) return null
  return found.years ?? Number.POSITIVE_INFINITY
}

/** The least that a row of the schedule asks for; null where it asks for nothing that is known. */
export function leastRetention(
  { retentions }: Pick<Authority, 'retentions'>,
  { retention }: Pick<ScheduleRow, 'retention'>,
): string | null {
  const known = retention.flatMap((code) => {
    const years = retentionYears(retentions.entries, code)
    return years === null ? [] : [{ code, years }]
  })
  return known.sort((a, b) => a.years - b.years)[0]?.code ?? null
}
