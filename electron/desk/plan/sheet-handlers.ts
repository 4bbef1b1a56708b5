import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { firstTrace } from '../../../domain/first-trace.ts'
import { entriesBelow, shownValue } from '../../../domain/merge.ts'
import { type Edit, RecordId, recordId } from '../../../domain/op.ts'
import {
  type EntryForm,
  type FondsPlanApi,
  type PlanSheet,
  type SheetEntry,
  Withdrawal,
} from '../../../domain/plan-api.ts'
import { comparePlanEntries } from '../../../domain/plan-headings.ts'
import { assertFondsLives, fondsYears } from '../../../domain/plan-rules.ts'
import type { PlanApproval } from '../../../domain/records/fonds.ts'
import { newPlanEntry, type PlanEntry } from '../../../domain/records/plan-entry.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { openFonds } from '../first-records.ts'
import { isoNow } from '../ports.ts'
import type { PlanPorts } from './plan-ports.ts'
import {
  assertNotationFree,
  entriesOf,
  existingEntry,
  existingFonds,
  holdersOf,
  type PlanPlace,
  planYears,
} from './plan-records.ts'

type SheetApi = Pick<
  FondsPlanApi,
  'planSheet' | 'addPlanEntry' | 'editPlanEntry' | 'deletePlanEntries' | 'approvePlan' | 'withdrawApproval'
>

/** The plan of one fonds and year: what stands in it, and how it becomes binding. */
export function sheetHandlers(ports: PlanPorts): Handlers<SheetApi> {
  const { records, surroundings } = ports
  return {
    planSheet: async ({ fonds, year }) => planSheet(ports, fonds ?? openFonds(records).id, year),
    addPlanEntry: async ({ fonds, year, ...form }) => {
      const { approvals, ...of } = existingFonds(records, fonds)
      assertFondsLives({ approvals, ...of }, year)
      assertNotationFree(holdersOf(records, { fonds, year }), form.notation, () => false)
      const id = recordId('plan', surroundings.createId())
      const isAddition = Object.hasOwn(approvals, String(year))
      await records.append(newPlanEntry(id, { ...form, fonds, year, isAddition }), { undo: 'edit-plan' })
      return { id }
    },
    editPlanEntry: async ({ id, ...form }) => {
      const entry = existingEntry(records, id)
      assertNotationFree(
        holdersOf(records, placeOf(entry)),
        form.notation,
        (holder) => holder.id === id || holder.planEntry === id,
      )
      const edits = changes(id, entry, form)
      if (edits.length > 0) await records.append(edits, { undo: 'edit-plan' })
      return null
    },
    deletePlanEntries: async ({ ids }) => {
      const edits = ids.flatMap((id) => removal(ports, id))
      await records.append(edits, { undo: 'edit-plan' })
      return null
    },
    ...approvalHandlers(ports),
  }
}

type ApprovalApi = Pick<FondsPlanApi, 'approvePlan' | 'withdrawApproval'>

function approvalHandlers({ records, surroundings, station }: PlanPorts): Handlers<ApprovalApi> {
  return {
    approvePlan: async ({ fonds, year, decision, decidedOn }) => {
      const { approvals } = existingFonds(records, fonds)
      if (Object.hasOwn(approvals, String(year))) {
        throw new Fault('conflict', 'approved already', { detail: { reason: 'plan-approved', year } })
      }
      if (entriesOf(records, { fonds, year }).length === 0) {
        throw new Fault('invalid-input', 'an empty plan', { detail: { reason: 'plan-empty' } })
      }
      const approval: PlanApproval = {
        at: isoNow(surroundings.clock),
        by: station.userName(),
        decision,
        decidedOn,
      }
      await records.append([{ record: fonds, path: `/approval/${year}`, value: { ...approval } }])
      return null
    },
    withdrawApproval: async ({ fonds, year, reason }) => {
      const approval = existingFonds(records, fonds).approvals[String(year)]
      if (approval === undefined) {
        throw new Fault('conflict', 'not approved', { detail: { reason: 'plan-not-approved', year } })
      }
      const at = isoNow(surroundings.clock)
      const value = { at, by: station.userName(), reason, decision: approval.decision }
      await records.append([
        { record: fonds, path: `/approval/${year}`, remove: true },
        { record: fonds, path: `/withdrawn/${year}/${at}`, value },
      ])
      return null
    },
  }
}

function planSheet({ records, surroundings }: PlanPorts, id: RecordId, wanted: number | null): PlanSheet {
  const fonds = existingFonds(records, id)
  const years = planYears(records, id)
  const now = new Date(surroundings.clock.nowMs()).getFullYear()
  const year = wanted ?? years[0] ?? Math.min(now, fondsYears(fonds)[1])
  const approval = fonds.approvals[String(year)] ?? null
  const counts = new Map<string, number>()
  for (const { place, records: files } of records.catalogue.caseCounts('parent')) {
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + files)
  }
  const entries = [...entriesOf(records, { fonds: id, year })].sort(comparePlanEntries)
  const withdrawn = entriesBelow(records.record(id), `/withdrawn/${year}/`).map(([, value]) => value)
  return {
    fonds,
    year,
    years: [...years],
    entries: entries.map(
      (entry): SheetEntry => ({
        entry,
        caseFiles: counts.get(entry.id) ?? 0,
        added: addedTo(records, entry, approval),
      }),
    ),
    approval,
    withdrawn: z.array(Withdrawal).catch([]).parse(withdrawn),
  }
}

/** Who put an entry into an approved plan; another station that knew nothing of the approval leaves no mark. */
function addedTo(
  { record }: PlanPorts['records'],
  { id, isAddition }: PlanEntry,
  approval: PlanApproval | null,
): SheetEntry['added'] {
  // A view's id came from a record, so it is a record id.
  const { by, atMs } = firstTrace(record(id as RecordId))
  const at = new Date(atMs).toISOString()
  return isAddition || (approval !== null && at > approval.at) ? { by, at } : null
}

function placeOf({ fonds, year }: PlanEntry): PlanPlace {
  return { fonds: RecordId.parse(fonds), year }
}

function changes(id: RecordId, entry: PlanEntry, form: EntryForm): readonly Edit[] {
  // The keys of a form are those of its schema.
  const names = Object.keys(form) as (keyof EntryForm)[]
  return names
    .filter((name) => form[name] !== entry[name])
    .map((name) => ({ record: id, path: `/${name}`, value: form[name] }))
}

/** @throws Fault 'conflict' with the reason `entry-in-use` where a case file was opened from the entry */
function removal({ records }: PlanPorts, id: RecordId): readonly Edit[] {
  const { notation } = existingEntry(records, id)
  if (records.catalogue.count({ kind: 'case', parent: id }) > 0) {
    throw new Fault('conflict', `${id} has case files`, { detail: { reason: 'entry-in-use', notation } })
  }
  const record = records.record(id)
  const paths = Object.keys(record.cells).filter((path) => shownValue(record, path) !== undefined)
  return paths.map((path) => ({ record: id, path, remove: true }))
}
