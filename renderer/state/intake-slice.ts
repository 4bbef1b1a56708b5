import type { BatchPage, BatchProgress } from '../../domain/desk-rows.ts'
import type { OutcomeKind } from '../../domain/records/batch.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, loading, readyValue } from './attempt.ts'
import type { IntakeSlice } from './intake-state.ts'
import { createPagedList, firstRows, type PagedList } from './paged.ts'
import type { Ports } from './ports.ts'

/** Batches that are shown at first, and further ones with each wish for more. */
const BATCHES_AT_ONCE = 20
const SOURCES_AT_ONCE = 50
/** What a clerk must act on is fetched without being asked for; what was taken only when it is unfolded. */
const SHOWN_AT_ONCE: readonly OutcomeKind[] = ['waiting']

export function createIntakeSlice(ports: Ports): Slice<IntakeSlice> {
  const { client, desktop } = ports
  return (set, get) => {
    const ask = (paths: readonly string[]): void => {
      if (paths.length > 0) get().openDialog({ kind: 'statement', paths })
    }
    return {
      batches: loading,
      strips: {},
      sources: {},
      ...batchLists(ports, get, set),
      openBatchPage: async ({ document: id, index }) => {
        const result = await attempt(ports, () => client.document({ id }))
        if (result.ok) await get().openPage(result.value, index)
        else get().tell(result.fault)
      },
      chooseFiles: async () => {
        const result = await attempt(ports, () => desktop.chooseFiles())
        if (result.ok) ask(result.value)
        else get().tell(result.fault)
      },
      dropFiles: async (files) => {
        const paths = desktop.pathsOf(files)
        if (paths.length === 0) get().tell({ code: 'file-missing', detail: {} })
        ask(paths)
      },
      retrySource: async (batch, index) => {
        const result = await attempt(ports, () => client.retrySource({ batch, index }))
        if (!result.ok) get().tell(result.fault)
        await get().refresh()
      },
    }
  }
}

type Lists = Pick<IntakeSlice, 'loadBatches' | 'moreBatches' | 'seePages' | 'moreSources'>

function batchLists(ports: Ports, get: () => AppState, set: (part: Partial<AppState>) => void): Lists {
  const { client } = ports
  const strips = new Map<string, PagedList>()
  const stripOf = (id: string): PagedList => {
    const strip =
      strips.get(id) ??
      createPagedList<BatchPage>(ports, {
        idOf: ({ page }) => page.id,
        fetch: (span) => client.batchPages({ id, ...span }),
        get: () => get().strips[id] ?? loading,
        set: (list) => set({ strips: { ...get().strips, [id]: list } }),
      })
    strips.set(id, strip)
    return strip
  }
  const loadSources = async (id: string, outcome: OutcomeKind, count: number): Promise<void> => {
    const result = await attempt(ports, () =>
      firstRows((span) => client.batchSources({ id, outcome, ...span }), count),
    )
    if (!result.ok) return get().tell(result.fault)
    set({ sources: { ...get().sources, [id]: { ...get().sources[id], [outcome]: result.value } } })
  }
  const shownCount = (id: string, outcome: OutcomeKind): number =>
    get().sources[id]?.[outcome]?.rows.length ?? 0
  const loadBatch = async ({ id, ...progress }: BatchProgress): Promise<void> => {
    const wanted = ['waiting', 'taken'] as const
    const outcomes = wanted.filter((outcome) =>
      SHOWN_AT_ONCE.includes(outcome)
        ? progress[outcome] + shownCount(id, outcome) > 0
        : shownCount(id, outcome) > 0,
    )
    await Promise.all([
      ...(progress.pagesTotal === 0 ? [] : [stripOf(id).load()]),
      ...outcomes.map((outcome) =>
        loadSources(id, outcome, Math.max(SOURCES_AT_ONCE, shownCount(id, outcome))),
      ),
    ])
  }
  const load = async (count: number): Promise<void> => {
    const before = new Map(readyValue(get().batches)?.rows.map((row) => [row.id, row]))
    const result = await attempt(ports, () => firstRows((span) => client.batches(span), count))
    if (!result.ok) return set({ batches: { kind: 'failed', fault: result.fault } })
    set({ batches: { kind: 'ready', value: result.value } })
    const { arranged } = get()
    const changed = result.value.rows.filter(
      (row) => arranged.includes(row.id) || !isSame(row, before.get(row.id)),
    )
    for (const row of changed) await loadBatch(row)
    await get().loadSeparations(result.value.rows.map(({ id }) => id))
  }
  const shown = (): number => readyValue(get().batches)?.rows.length ?? 0
  return {
    loadBatches: () => load(Math.max(BATCHES_AT_ONCE, shown())),
    moreBatches: () => load(shown() + BATCHES_AT_ONCE),
    seePages: (id, first, last) => stripOf(id).see(first, last),
    moreSources: (id, outcome) => loadSources(id, outcome, shownCount(id, outcome) + SOURCES_AT_ONCE),
  }
}

/** Nothing of a batch changes without its counts, but the order of its pages. */
function isSame(a: BatchProgress, b: BatchProgress | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
