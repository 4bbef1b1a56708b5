import type { DeskApi } from '../../domain/api.ts'
import type { CaseFileFilter, CaseFileRow, Plan, PlanCount, Target } from '../../domain/desk-rows.ts'
import { foldText } from '../../domain/fold-text.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Page, Span } from '../../domain/paging.ts'
import { comparePlanEntries } from '../../domain/plan-headings.ts'
import { type CaseFile, caseFileView, caseStates } from '../../domain/records/case-file.ts'
import { fondsView } from '../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { DepositDesk } from './deposit-desk.ts'
import { ALL_RECORDS, planYears } from './plan/plan-records.ts'
import type { CatalogueList, Records } from './ports.ts'

type PlanApi = Pick<DeskApi, 'plan' | 'planCounts' | 'planBranches' | 'caseFiles' | 'findTargets'>

interface PlanPorts {
  readonly records: Records
  readonly deposits: DepositDesk
}

/** The file plan, and lists of the case files below it. */
export function planHandlers(ports: PlanPorts): Handlers<PlanApi> {
  const { records } = ports
  return {
    plan: async ({ year, fonds }) => plan(records, year, fonds),
    planCounts: async ({ year, fonds }) => planCounts(ports, year, fonds),
    planBranches: async ({ planEntries, states, fonds, limit }) =>
      planEntries.map((planEntry) => {
        const filter: CaseFileFilter = { planEntry, states, fonds }
        const { rows } = caseFiles(ports, filter, { order: 'position', limit, offset: 0 })
        return { planEntry, rows }
      }),
    caseFiles: async ({ order, limit, offset, ...filter }) => {
      const way = order === 'oldest' ? 'position' : 'newest'
      return caseFiles(ports, filter, { order: way, limit, offset })
    },
    findTargets: async ({ query, limit }) => findTargets(records, query, limit),
  }
}

function plan({ catalogue, record }: Records, wanted: number | null, fonds: RecordId | undefined): Plan {
  const ofFonds = fonds === undefined ? {} : { fonds }
  const years = fonds === undefined ? catalogue.years('plan') : planYears({ catalogue }, fonds)
  const year = wanted ?? years[0] ?? null
  if (year === null) return { year, years: [], entries: [] }
  const entries = catalogue
    .ids({ kind: 'plan', year, ...ofFonds, limit: ALL_RECORDS })
    .map((id) => planEntryView(record(id)))
    .sort(comparePlanEntries)
  return { year, years: [...years], entries }
}

/** How many case files stand where, as far as their state may be believed. */
function planCounts(ports: PlanPorts, year: number | null, fonds: RecordId | undefined): PlanCount[] {
  const { records, deposits } = ports
  const planned = new Set<string>(records.catalogue.ids({ kind: 'plan', limit: ALL_RECORDS }))
  const counts = new Map<string, PlanCount>()
  const add = (place: string | null, stage: string, files: number): void => {
    const planEntry = place !== null && planned.has(place) ? place : null
    const state = caseStates.find((name) => name === stage)
    if (state === undefined) return
    const key = `${planEntry} ${state}`
    counts.set(key, { planEntry, state, files: files + (counts.get(key)?.files ?? 0) })
  }
  for (const count of records.catalogue.caseCounts('parent')) add(count.place, count.stage, count.records)
  for (const [deposit, limit] of deposits.doubted()) {
    for (const id of records.catalogue.ids({ kind: 'case', stages: ['accepted'], deposit, limit })) {
      const { planEntry } = caseFileView(records.record(id))
      add(planEntry, 'accepted', -1)
      add(planEntry, 'deposited', 1)
    }
  }
  const narrowed = { ...(year === null ? {} : { year }), ...(fonds === undefined ? {} : { fonds }) }
  const wanted =
    Object.keys(narrowed).length === 0
      ? planned
      : new Set<string>(records.catalogue.ids({ kind: 'plan', ...narrowed, limit: ALL_RECORDS }))
  const isWanted = (id: string | null): boolean => (id === null ? fonds === undefined : wanted.has(id))
  const inPlan = [...counts.values()].filter(({ planEntry, files }) => files > 0 && isWanted(planEntry))
  return fonds === undefined ? inPlan : [...inPlan, ...outsideCounts(ports, fonds)]
}

/** What stands outside the plan, of one fonds. */
function outsideCounts(ports: PlanPorts, fonds: RecordId): readonly PlanCount[] {
  return caseStates.flatMap((state) => {
    const filter = { planEntry: null, states: [state], fonds }
    const { total } = caseFiles(ports, filter, { order: 'position', limit: 1, offset: 0 })
    return total === 0 ? [] : [{ planEntry: null, state, files: total }]
  })
}

type Window = Span & Pick<CatalogueList, 'order'>

function caseFiles(ports: PlanPorts, filter: CaseFileFilter, window: Window): Page<CaseFileRow> {
  const { records, deposits } = ports
  const { planEntry, states, year, fonds } = filter
  const meant: CatalogueList = {
    kind: 'case',
    ...(states === undefined ? {} : { stages: states, doubted: [...deposits.doubted().keys()] }),
    ...(year === undefined ? {} : { year }),
    ...(fonds === undefined ? {} : { fonds }),
  }
  const lists =
    planEntry === undefined
      ? [meant]
      : (planEntry === null ? outside(records) : [planEntry]).map((parent) => ({ ...meant, parent }))
  const { ids, total } = idsOver(records, lists, window)
  const sums = records.catalogue.below('doc', ids)
  const rows = ids.map((id) => {
    const { records: documents, pages } = sums.get(id) ?? { records: 0, pages: 0 }
    return { file: deposits.believed(caseFileView(records.record(id))), documents, pages }
  })
  return { rows, total }
}

/** The places of case files that are no entry of the plan: none, and entries that have not come here yet. */
function outside({ catalogue }: Records): readonly (string | null)[] {
  const planned = new Set<string>(catalogue.ids({ kind: 'plan', limit: ALL_RECORDS }))
  const places = catalogue.caseCounts('parent').map(({ place }) => place)
  return [...new Set(places)].filter((place) => place === null || !planned.has(place))
}

/** One list after the other, as if they were one. */
function idsOver(
  { catalogue }: Records,
  lists: readonly CatalogueList[],
  { order, limit, offset }: Window,
): { readonly ids: readonly RecordId[]; readonly total: number } {
  const ids: RecordId[] = []
  let total = 0
  for (const list of lists) {
    const left = limit - ids.length
    const from = Math.max(0, offset - total)
    if (left > 0)
      ids.push(...catalogue.ids({ ...list, order: order ?? 'position', limit: left, offset: from }))
    total += catalogue.count(list)
  }
  return { ids, total }
}

function findTargets(records: Records, query: string, limit: number): Page<Target> {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const found = targetsOf(records, { words }, limit)
  if (found.total > 0 || words.length === 0) return found
  // Nothing is called so: some of the words may name an agency, one that was dissolved too.
  for (const fonds of records.records('fonds')) {
    const name = foldText(fondsView(fonds).agencyName)
    const others = words.filter((word) => !name.includes(word))
    if (name === '' || others.length === words.length) continue
    const ofFonds = targetsOf(records, { words: others, fonds: fonds.id }, limit)
    if (ofFonds.total > 0) return ofFonds
  }
  return found
}

function targetsOf(
  { catalogue, record }: Records,
  meant: Pick<CatalogueList, 'words' | 'fonds'>,
  limit: number,
): Page<Target> {
  const files = { kind: 'case', stages: ['open'], ...meant } as const
  const entries = { kind: 'plan', stages: [''], ...meant } as const
  const open = catalogue.ids({ ...files, order: 'words', limit })
  const left = limit - open.length
  const fresh = left > 0 ? catalogue.ids({ ...entries, order: 'words', limit: left }) : []
  return {
    rows: [
      ...open.map((id) => targetOf(caseFileView(record(id)), false)),
      ...fresh.map((id) => targetOf(planEntryView(record(id)), true)),
    ],
    total: catalogue.count(files) + catalogue.count(entries),
  }
}

function targetOf({ id, notation, title, year }: CaseFile | PlanEntry, isNew: boolean): Target {
  return { id, notation, title, year, isNew }
}
