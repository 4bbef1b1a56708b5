import type { RecordId } from '../../domain/op.ts'
import type { ScanTarget } from '../../domain/scan-api.ts'
import type { AppState, Slice } from './app-state.ts'
import type { AssembleSlice, PageDesk } from './assemble-state.ts'
import { assembled } from './assembled.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'

type DeskActions = Pick<
  AssembleSlice,
  | 'openPageDesk'
  | 'reopenPageDesk'
  | 'reloadPageDesk'
  | 'showDeskPage'
  | 'turnDeskPage'
  | 'binDeskPage'
  | 'restorePage'
  | 'splitAtDeskPage'
>
type SourceActions = Pick<AssembleSlice, 'seekPages' | 'chooseSource' | 'takePage' | 'scanPages' | 'putPages'>

/** Documents that are offered as a source of pages. */
const SOURCES = 100

interface Hands {
  readonly ports: Ports
  readonly get: () => AppState
  readonly set: (part: Partial<AppState>) => void
}

/** The pages of one document: to be turned, put away, brought back, put in and replaced. */
export function createPageDeskActions(ports: Ports): Slice<DeskActions & SourceActions> {
  return (set, get) => ({ ...deskActions({ ports, get, set }), ...sourceActions({ ports, get, set }) })
}

function change({ get, set }: Hands, part: Partial<PageDesk>): void {
  const { pageDesk } = get()
  if (pageDesk !== null) set({ pageDesk: { ...pageDesk, ...part } })
}

/** Does a step with the document of the desk. @returns false where it failed, which was told then */
async function done(hands: Hands, call: (id: string, page: string) => Promise<unknown>): Promise<boolean> {
  const { pageDesk, tell } = hands.get()
  if (pageDesk === null) return false
  const { document, page } = pageDesk
  const fault = await assembled(hands, () => call(document.id, page ?? ''), null)
  if (fault !== null) tell(fault)
  await hands.get().reloadPageDesk()
  return fault === null
}

function deskActions(hands: Hands): DeskActions {
  const { ports, get, set } = hands
  const { client } = ports
  const step = async (call: (id: string, page: string) => Promise<unknown>): Promise<void> => {
    await done(hands, call)
  }
  return {
    openPageDesk: (document) =>
      set({
        dialog: { kind: 'assemble', form: { kind: 'pages' } },
        pageDesk: { document, page: document.pages[0]?.id ?? null, goal: null, source: null, taken: [] },
      }),
    reopenPageDesk: async (id) => {
      const result = await attempt(ports, () => client.document({ id }))
      if (result.ok) get().openPageDesk(result.value)
      else get().tell(result.fault)
    },
    reloadPageDesk: async () => {
      const { pageDesk } = get()
      if (pageDesk === null || get().dialog?.kind !== 'assemble') return
      const result = await attempt(ports, () => client.document({ id: pageDesk.document.id }))
      if (!result.ok) return set({ pageDesk: null, dialog: null })
      const { pages } = result.value
      const isThere = pages.some(({ id }) => id === get().pageDesk?.page)
      change(hands, { document: result.value, ...(isThere ? {} : { page: pages[0]?.id ?? null }) })
    },
    showDeskPage: (page) => change(hands, { page }),
    turnDeskPage: (by) => step((id, page) => client.turnPage({ id, page, by })),
    binDeskPage: () => step((id, page) => client.binPages({ id, pages: [page] })),
    restorePage: (page) => step((id) => client.restorePages({ id, pages: [page] })),
    splitAtDeskPage: async () => {
      const { pageDesk } = get()
      const place = pageDesk?.document.pages.findIndex(({ id }) => id === pageDesk.page) ?? -1
      if (pageDesk === null || place < 1) return
      await get().splitDocument(pageDesk.document.id, [place])
    },
  }
}

function sourceActions(hands: Hands): SourceActions {
  const { ports, get, set } = hands
  const { client } = ports
  return {
    seekPages: async (goal) => {
      change(hands, { goal, source: null, taken: [] })
      if (goal === null) return
      set({ pageSources: loading })
      set({ pageSources: await fetchRemote(ports, () => sources(ports, get().pageDesk?.document ?? null)) })
    },
    chooseSource: (source) =>
      change(hands, { source, taken: source?.pages.length === 1 ? pageIds(source) : [] }),
    takePage: (page, isTaken) => {
      const { pageDesk } = get()
      if (pageDesk === null) return
      // One page takes the place of one.
      const before = pageDesk.goal?.kind === 'replace' ? [] : pageDesk.taken
      change(hands, { taken: isTaken ? [...before, page] : pageDesk.taken.filter((id) => id !== page) })
    },
    scanPages: async () => {
      const { pageDesk } = get()
      const target = pageDesk === null ? null : scanTarget(pageDesk)
      if (target !== null) await get().openScan(target)
    },
    putPages: async () => {
      const { goal, source, taken } = get().pageDesk ?? { goal: null, source: null, taken: [] }
      const [by] = taken
      if (goal === null || source === null || by === undefined) return
      const isDone = await done(hands, (id) =>
        goal.kind === 'insert'
          ? client.insertPages({ id, source: source.id, pages: [...taken], after: goal.after })
          : client.replacePage({ id, page: goal.page, source: source.id, by }),
      )
      if (isDone) change(hands, { goal: null, source: null, taken: [] })
    },
  }
}

/** Beside or in place of which page a scan goes. */
function scanTarget({ document, goal }: PageDesk): ScanTarget | null {
  const [first] = document.pages
  if (goal === null || first === undefined) return null
  // Only ids of documents are in the desk.
  const of = { document: document.id as RecordId }
  if (goal.kind === 'replace') return { ...of, page: goal.page, way: 'replace' }
  return goal.after === null
    ? { ...of, page: first.id, way: 'before' }
    : { ...of, page: goal.after, way: 'after' }
}

function pageIds({ pages }: PageDesk['document']): readonly string[] {
  return pages.map(({ id }) => id)
}

/** What was taken in and lies in no case file yet, then its neighbours in the case file. */
async function sources({ client }: Ports, document: PageDesk['document'] | null) {
  const span = { offset: 0, limit: SOURCES }
  const caseFile = document?.caseFile ?? null
  const lists = await Promise.all([
    client.documents({ filter: 'to-review', ...span }),
    client.documents({ filter: 'to-file', ...span }),
    ...(caseFile === null ? [] : [client.contents({ id: caseFile, ...span })]),
  ])
  const all = lists.flatMap(({ rows }) => rows).filter(({ id }) => id !== document?.id)
  const rows = [...new Map(all.map((each) => [each.id, each])).values()]
  return { rows, total: rows.length }
}
