import type { DeskApi } from '../../domain/api.ts'
import type { CaseFileFilter, CaseFileRow, Plan, PlanCount, Target } from '../../domain/desk-rows.ts'
import { foldText } from '../../domain/fold-text.ts'
import type { RecordId } from '../../domain/op.ts'
import type { Page, Span } from '../../domain/paging.ts'
import { type CaseFile, caseFileView, caseStates } from '../../domain/records/case-file.ts'
import { type PlanEntry, planEntryView } from '../../domain/records/plan-entry.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { DepositDesk } from './deposit-desk.ts'
import type { CatalogueList, Records } from './ports.ts'

type PlanApi = Pick<DeskApi, 'plan' | 'planCounts' | 'planBranches' | 'caseFiles' | 'findTargets'>

interface PlanPorts {
  readonly records: Records
  readonly deposits: DepositDesk
}

/** More entries than all plans have. */
const ALL_ENTRIES = 100_000

/** The file plan, and lists of the case files below it. */
export function planHandlers(ports: PlanPorts): Handlers<PlanApi> {
  const { records } = ports
  return {
    plan: async ({ year }) => plan(records, year),
    planCounts: async ({ year }) => planCounts(ports, year),
    planBranches: async ({ planEntries, states, limit }) =>
      planEntries.map((planEntry) => {
        const filter = states === undefined ? { planEntry } : { planEntry, states }
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

function plan({ catalogue, record }: Records, wanted: number | null): Plan {
  const years = catalogue.years('plan')
  const year = wanted ?? years[0] ?? null
  if (year === null) return { year, years: [], entries: [] }
  const entries = catalogue
    .ids({ kind: 'plan', year, limit: ALL_ENTRIES })
    .map((id) => planEntryView(record(id)))
    .sort(compareHeadings)
  return { year, years: [...years], entries }
}

const byVietnamese = new Intl.Collator('vi', { numeric: true })

function compareHeadings(a: PlanEntry, b: PlanEntry): number {
  // Headings begin with a Roman numeral: their own order is that of the template.
  return roman(a.heading) - roman(b.heading) || byVietnamese.compare(a.notation, b.notation)
}

const digits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 }

function roman(heading: string): number {
  const values = (/^[IVXL]+(?=\.)/.exec(heading)?.[0] ?? '').split('').map((letter) => digits[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

/** How many case files stand where, as far as their state may be believed. */
function planCounts({ records, deposits }: PlanPorts, year: number | null): PlanCount[] {
  const planned = new Set<string>(records.catalogue.ids({ kind: 'plan', limit: ALL_ENTRIES }))
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
  const ofYear =
    year === null
      ? planned
      : new Set<string>(records.catalogue.ids({ kind: 'plan', year, limit: ALL_ENTRIES }))
  const isWanted = (id: string | null): boolean => id === null || ofYear.has(id)
  return [...counts.values()].filter(({ planEntry, files }) => files > 0 && isWanted(planEntry))
}

type Window = Span & Pick<CatalogueList, 'order'>

function caseFiles(ports: PlanPorts, filter: CaseFileFilter, window: Window): Page<CaseFileRow> {
  const { records, deposits } = ports
  const { planEntry, states, year } = filter
  const meant: CatalogueList = {
    kind: 'case',
    ...(states === undefined ? {} : { stages: states, doubted: [...deposits.doubted().keys()] }),
    ...(year === undefined ? {} : { year }),
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
  const planned = new Set<string>(catalogue.ids({ kind: 'plan', limit: ALL_ENTRIES }))
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

function findTargets({ catalogue, record }: Records, query: string, limit: number): Page<Target> {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const files = { kind: 'case', stages: ['open'], words } as const
  const entries = { kind: 'plan', stages: [''], words } as const
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
