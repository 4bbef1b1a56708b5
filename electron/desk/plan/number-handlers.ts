import { Fault } from '../../../domain/fault.ts'
import { firstTrace } from '../../../domain/first-trace.ts'
import {
  type Numbered,
  nextNotation,
  notationClashes,
  notationParts,
} from '../../../domain/notation-number.ts'
import { type Edit, kindOf, RecordId, recordId } from '../../../domain/op.ts'
import type { CaseFileHead, Clash, FondsPlanApi } from '../../../domain/plan-api.ts'
import { type CaseFile, caseFileView, newCaseFile } from '../../../domain/records/case-file.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { existingCaseFile } from '../contents.ts'
import type { Records } from '../ports.ts'
import type { PlanPorts } from './plan-ports.ts'
import {
  ALL_RECORDS,
  assertNotationFree,
  existingEntry,
  existingFonds,
  holdersOf,
  proposedNotation,
} from './plan-records.ts'

type NumberApi = Pick<
  FondsPlanApi,
  'proposeNotation' | 'openOutsidePlan' | 'editCaseFileHead' | 'notationClashes' | 'renumber'
>

/** Numbers and notations of case files, and what has to be done where one was given twice. */
export function numberHandlers({ records, surroundings, station }: PlanPorts): Handlers<NumberApi> {
  return {
    proposeNotation: async (place) => ({ notation: proposedNotation(records, place, station.ordinal()) }),
    openOutsidePlan: async ({ fonds, year, startDate, ...head }) => {
      existingFonds(records, fonds)
      assertNotationFree(holdersOf(records, { fonds, year }), head.notation, () => false)
      const id = recordId('case', surroundings.createId())
      await records.append(
        [
          ...newCaseFile(id, { ...head, fonds, year, planEntry: null }),
          { record: id, path: '/startDate', value: startDate },
        ],
        { undo: 'open-case-file' },
      )
      return { id }
    },
    editCaseFileHead: async ({ id, ...head }) => {
      const file = existingCaseFile(records, id)
      assertDatesInOrder(head)
      const place = { fonds: RecordId.parse(file.fonds), year: file.year }
      const isOwn = (holder: { readonly id: string }): boolean =>
        holder.id === id || holder.id === file.planEntry
      if (head.notation !== file.notation) assertNotationFree(holdersOf(records, place), head.notation, isOwn)
      const edits = changes(id, file, head)
      if (edits.length > 0) await records.append(edits, { undo: 'edit-case-file' })
      return null
    },
    notationClashes: async () => clashesOf(records),
    renumber: async ({ id }) => {
      const found = isEntry(id) ? existingEntry(records, id) : existingCaseFile(records, id)
      const place = { fonds: RecordId.parse(found.fonds), year: found.year }
      const taken = holdersOf(records, place).map(({ notation }) => notation)
      const suffix = notationParts(found.notation)?.suffix ?? ''
      const notation = nextNotation({ ordinal: station.ordinal(), suffix, taken })
      await records.append([{ record: id, path: '/notation', value: notation }], { undo: 'edit-case-file' })
      return { notation }
    },
  }
}

const isEntry = (id: RecordId): boolean => kindOf(id) === 'plan'

function changes(id: RecordId, file: CaseFile, head: CaseFileHead): readonly Edit[] {
  // The keys of a form are those of its schema.
  const names = Object.keys(head) as (keyof CaseFileHead)[]
  return names
    .filter((name) => head[name] !== file[name])
    .map((name) => ({ record: id, path: `/${name}`, value: head[name] }))
}

/** @throws Fault 'invalid-input' with the reason `dates` */
function assertDatesInOrder({ startDate, endDate }: Pick<CaseFileHead, 'startDate' | 'endDate'>): void {
  if (startDate !== null && endDate !== null && startDate > endDate) {
    throw new Fault('invalid-input', 'ends before it begins', { detail: { reason: 'dates' } })
  }
}

function clashesOf(records: Records): Clash[] {
  const all = [...numberedOf(records, 'plan'), ...numberedOf(records, 'case')]
  return notationClashes(all).map(({ notation, ids, renumber }) => ({
    notation,
    renumber,
    holders: ids.map((id) => holderOf(records, RecordId.parse(id))),
  }))
}

function holderOf({ record }: Records, id: RecordId): Clash['holders'][number] {
  const state = record(id)
  const { title } = isEntry(id) ? planEntryView(state) : caseFileView(state)
  return { id, title, madeAt: new Date(firstTrace(state).atMs).toISOString(), isEntry: isEntry(id) }
}

function numberedOf({ catalogue, record }: Records, kind: 'plan' | 'case'): readonly Numbered[] {
  return catalogue.ids({ kind, limit: ALL_RECORDS }).map((id) => {
    const state = record(id)
    const view = kind === 'plan' ? planEntryView(state) : caseFileView(state)
    const { fonds, year, notation } = view
    const place = { id, fonds, year, notation, madeAtMs: firstTrace(state).atMs }
    return 'planEntry' in view
      ? { ...place, planEntry: view.planEntry, canChange: view.state === 'open' }
      : { ...place, planEntry: null, canChange: !isFixed(record, view) }
  })
}

/** Stands the entry in an approved plan? */
function isFixed(record: Records['record'], { fonds, year, isAddition }: PlanEntry): boolean {
  const id = RecordId.safeParse(fonds)
  return !isAddition && id.success && Object.hasOwn(fondsView(record(id.data)).approvals, String(year))
}
