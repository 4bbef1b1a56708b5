import { Fault } from '../../../domain/fault.ts'
import { notationKey } from '../../../domain/notation-number.ts'
import { type Edit, type RecordId, recordId } from '../../../domain/op.ts'
import type { FondsPlanApi } from '../../../domain/plan-api.ts'
import { type HeadingChanges, headingsOf, moveHeading, renameHeading } from '../../../domain/plan-headings.ts'
import { assertFondsLives } from '../../../domain/plan-rules.ts'
import { newPlanEntry, type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { planEntryIdOf } from './derived-id.ts'
import type { PlanPorts } from './plan-ports.ts'
import { entriesOf, existingFonds, type PlanPlace } from './plan-records.ts'

type ArrangeApi = Pick<FondsPlanApi, 'moveHeading' | 'renameHeading' | 'copyPlan'>

/** What concerns many entries of a plan at once; each is one step that can be taken back. */
export function arrangeHandlers(ports: PlanPorts): Handlers<ArrangeApi> {
  const { records } = ports
  const apply = async (
    place: PlanPlace,
    change: (headings: readonly string[]) => HeadingChanges,
  ): Promise<null> => {
    const entries = entriesOf(records, place)
    const changes = change(headingsOf(entries))
    const edits = entries.flatMap((entry): Edit[] => {
      const value = changes.get(entry.heading)
      // A view's id came from a record, so it is a record id.
      return value === undefined ? [] : [{ record: entry.id as RecordId, path: '/heading', value }]
    })
    if (edits.length > 0) await records.append(edits, { undo: 'edit-plan' })
    return null
  }
  return {
    moveHeading: ({ heading, by, ...place }) =>
      apply(place, (headings) => moveHeading(headings, heading, by)),
    renameHeading: ({ heading, name, ...place }) =>
      apply(place, (headings) => renameHeading(headings, heading, name)),
    copyPlan: async ({ from, entries: chosen, ...place }) => {
      assertFondsLives(existingFonds(records, place.fonds), place.year)
      const wanted = chosen === null ? null : new Set<string>(chosen)
      const source = entriesOf(records, { fonds: place.fonds, year: from }).filter(
        ({ id }) => wanted === null || wanted.has(id),
      )
      const { edits, taken } = newEntries(ports, place, source)
      if (source.length === 0) {
        throw new Fault('invalid-input', 'nothing to copy', { detail: { reason: 'plan-empty' } })
      }
      if (edits.length > 0) await records.append(edits, { undo: 'copy-plan' })
      return { copied: taken, left: source.length - taken }
    },
  }
}

type Source = Omit<PlanEntry, 'id' | 'fonds' | 'year' | 'isAddition' | 'basis'> & { readonly basis?: string }

/**
 * The edits that put entries into a plan, those whose notation it has already left out. Two stations that put in the
 * same make the same records.
 */
export function newEntries(
  { records, surroundings }: PlanPorts,
  { fonds, year }: PlanPlace,
  source: readonly Source[],
): { readonly edits: readonly Edit[]; readonly taken: number } {
  const existing = new Set(entriesOf(records, { fonds, year }).map(({ notation }) => notationKey(notation)))
  const fresh = source.filter(({ notation }) => !existing.has(notationKey(notation)))
  const edits = fresh.flatMap(({ heading, notation, title, retention, basis = '', maker, note }) => {
    const derived = planEntryIdOf(fonds, year, notationKey(notation))
    const isFree = planEntryView(records.record(derived)).notation === ''
    const id = isFree ? derived : recordId('plan', surroundings.createId())
    const entry = { fonds, year, heading, notation, title, retention, basis, maker, note, isAddition: false }
    return newPlanEntry(id, entry)
  })
  return { edits, taken: fresh.length }
}
