import { Fault } from '../../../domain/fault.ts'
import { nextNotation, notationKey, suffixOfHeading, usualSuffix } from '../../../domain/notation-number.ts'
import type { RecordId } from '../../../domain/op.ts'
import { headingLevels } from '../../../domain/plan-headings.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { type Fonds, fondsView } from '../../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import type { CatalogueFilter, Records } from '../ports.ts'

/** More of a kind than all years have. */
export const ALL_RECORDS = 1_000_000

export interface PlanPlace {
  readonly fonds: RecordId
  readonly year: number
}

/** @throws Fault 'not-found' */
export function existingFonds(records: Pick<Records, 'record'>, id: RecordId): Fonds {
  const fonds = fondsView(records.record(id))
  if (fonds.agencyName === '') throw new Fault('not-found', `no fonds ${id}`)
  return fonds
}

/** @throws Fault 'not-found' */
export function existingEntry(records: Pick<Records, 'record'>, id: RecordId): PlanEntry {
  const entry = planEntryView(records.record(id))
  if (entry.notation === '') throw new Fault('not-found', `no plan entry ${id}`)
  return entry
}

export function entriesOf({ catalogue, record }: Records, { fonds, year }: PlanPlace): readonly PlanEntry[] {
  return catalogue
    .ids({ kind: 'plan', fonds, year, limit: ALL_RECORDS })
    .map((id) => planEntryView(record(id)))
}

/** The years in which a fonds has a plan, the latest first. */
export function planYears({ catalogue }: Pick<Records, 'catalogue'>, fonds: string): readonly number[] {
  const has = (year: number): boolean => catalogue.ids({ kind: 'plan', fonds, year, limit: 1 }).length > 0
  return catalogue.years('plan').filter(has)
}

/** Everything that has a notation in a fonds and year. */
export interface Holder {
  readonly id: string
  readonly notation: string
  readonly planEntry: string | null
}

export function holdersOf(records: Records, place: PlanPlace): readonly Holder[] {
  const filter: CatalogueFilter = { kind: 'case', ...place }
  const files = records.catalogue.ids({ ...filter, limit: ALL_RECORDS }).map((id) => {
    const { notation, planEntry } = caseFileView(records.record(id))
    return { id, notation, planEntry }
  })
  const entries = entriesOf(records, place).map(({ id, notation }) => ({ id, notation, planEntry: null }))
  return [...entries, ...files]
}

/**
 * @param own ids that may have the notation: what is being changed, its entry of the plan, what was opened from it
 * @throws Fault 'conflict' with the reason `notation-taken`
 */
export function assertNotationFree(
  holders: readonly Holder[],
  notation: string,
  isOwn: (holder: Holder) => boolean,
): void {
  const key = notationKey(notation)
  if (holders.some((holder) => notationKey(holder.notation) === key && !isOwn(holder))) {
    throw new Fault('conflict', `${notation} is taken`, { detail: { reason: 'notation-taken', notation } })
  }
}

/** The next free notation of this station below a heading of the plan. */
export function proposedNotation(
  records: Records,
  { fonds, year, heading }: PlanPlace & { readonly heading: string },
  ordinal: number,
): string {
  const entries = entriesOf(records, { fonds, year })
  const levels = headingLevels(heading)
  const below = entries.filter((entry) => entry.heading === heading)
  const near = entries.filter((entry) => headingLevels(entry.heading)[0] === levels[0])
  const notations = (below.length > 0 ? below : near).map((entry) => entry.notation)
  const suffix = usualSuffix(notations) || suffixOfHeading(levels.at(-1) ?? '')
  const taken = holdersOf(records, { fonds, year }).map((holder) => holder.notation)
  return nextNotation({ ordinal, suffix, taken })
}
