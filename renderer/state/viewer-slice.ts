import type { RecordId } from '../../domain/op.ts'
import type { QuarterTurn } from '../../domain/reading-recipe.ts'
import type { Document } from '../../domain/records/document.ts'
import { correctedLayer } from '../../domain/word-corrections.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import type { Ports } from './ports.ts'
import { createViewerFind, hitsOn } from './viewer-find.ts'
import { type FoundWords, noFind, type Viewer, type ViewerSlice, type Zoom } from './viewer-state.ts'

/** Of the size of the paper. */
const LEAST_ZOOM = 0.1
const MOST_ZOOM = 8

/** Texts of so many pages are kept: those in sight, and some on the way back. */
const MOST_TEXTS = 40

export function createViewerSlice(ports: Ports): Slice<ViewerSlice> {
  return (set, get, api) => {
    const change = (part: Partial<Viewer>): void => {
      const { viewer } = get()
      if (viewer !== null) set({ viewer: { ...viewer, ...part } })
    }
    return {
      viewer: null,
      openPage: (document, page, found) => open({ ports, get, change }, set, { document, page, found }),
      closeViewer: () => set({ viewer: null }),
      reloadViewed: () => reload({ ports, get, change }),
      see: (page) => {
        if (get().viewer?.page !== page) change({ page })
      },
      seeTexts: (first, last) => loadTexts({ ports, get, change }, { first, last }),
      goToPage: (wanted) => {
        const { viewer } = get()
        if (viewer === null || !Number.isInteger(wanted)) return
        const page = Math.max(0, Math.min(viewer.document.pages.length - 1, wanted))
        change({ page, aim: { page, box: null, count: viewer.aim.count + 1 } })
      },
      seeScale: (scale) => {
        if (get().viewer?.scale !== scale) change({ scale })
      },
      zoomTo: (zoom) => change({ zoom: boundedZoom(zoom) }),
      turnView: (by) => {
        const turn = get().viewer?.turn ?? 0
        change({ turn: turnedBy(turn, by) })
      },
      turnShownPage: async (by) => {
        const { viewer } = get()
        const page = viewer?.document.pages[viewer.page]
        if (viewer === null || page === undefined) return
        const turn = { id: idOf(viewer.document), page: page.id, by }
        const result = await attempt(ports, () => ports.client.turnPage(turn))
        if (!result.ok) return get().tell(result.fault)
        await get().reloadViewed()
      },
      changeView: change,
      askForQuery: () => change({ findVisits: (get().viewer?.findVisits ?? 0) + 1 }),
      askForPage: () => change({ pageVisits: (get().viewer?.pageVisits ?? 0) + 1 }),
      ...troubleActions({ ports, get, change }),
      ...createViewerFind(ports)(set, get, api),
    }
  }
}

interface Work {
  readonly ports: Ports
  readonly get: () => AppState
  readonly change: (part: Partial<Viewer>) => void
}

function troubleActions({ ports, get, change }: Work): Pick<ViewerSlice, 'askTrouble' | 'retryPage'> {
  return {
    askTrouble: async (page) => {
      const document = get().viewer?.document
      const id = document?.pages[page]?.id
      if (document === undefined || id === undefined) return
      const trouble = await attempt(ports, () => ports.client.pageTrouble({ document: idOf(document), page }))
      const fault = trouble.ok ? trouble.value.fault : trouble.fault
      const { viewer } = get()
      if (viewer?.document.id !== document.id) return
      change({ troubles: { ...viewer.troubles, [id]: fault ?? { code: 'internal', detail: {} } } })
    },
    retryPage: (page) => {
      const { viewer } = get()
      const id = viewer?.document.pages[page]?.id ?? ''
      if (viewer === null) return
      const { [id]: _trouble, ...troubles } = viewer.troubles
      change({ troubles })
    },
  }
}

/** How pages are shown holds from one document to the next. */
const firstLook = { zoom: 'width', isRailShown: true, isInfoShown: false } as const

async function open(
  { ports, get, change }: Work,
  set: (part: Partial<AppState>) => void,
  { document, page, found }: { document: Document; page: number; found: FoundWords | undefined },
): Promise<void> {
  const { zoom, isRailShown, isInfoShown } = get().viewer ?? firstLook
  const hits = hitsOn(page, found?.boxes ?? [])
  const [first] = hits
  set({
    viewer: {
      document,
      sizes: null,
      page,
      aim: { page, box: first?.box ?? null, count: 0 },
      zoom,
      scale: 1,
      turn: 0,
      tool: 'select',
      isRailShown,
      isInfoShown,
      find: noFind,
      texts: {},
      troubles: {},
      findVisits: 0,
      pageVisits: 0,
    },
  })
  const sizes = await attempt(ports, () => ports.client.viewedPages({ document: idOf(document) }))
  if (get().viewer?.document.id !== document.id) return
  // Without them every page is taken for a sheet of A4.
  change({ sizes: sizes.ok ? sizes.value.pages : [] })
  if (found !== undefined) await get().findInDocument(found.query)
}

async function reload({ ports, get, change }: Work): Promise<void> {
  const before = get().viewer?.document
  if (before === undefined) return
  const id = idOf(before)
  const document = await attempt(ports, () => ports.client.document({ id }))
  // It was taken out or isolated meanwhile: what is shown of it may not stay.
  if (!document.ok) return get().closeViewer()
  if (get().viewer?.document.id !== before.id) return
  const isSame =
    before.pages.map((page) => page.id).join() === document.value.pages.map((page) => page.id).join()
  const texts = Object.entries(get().viewer?.texts ?? {}).filter(
    ([page]) =>
      before.texts[page] === document.value.texts[page] &&
      JSON.stringify(before.corrections[page]) === JSON.stringify(document.value.corrections[page]),
  )
  change({ document: document.value, texts: Object.fromEntries(texts) })
  if (isSame) return
  const sizes = await attempt(ports, () => ports.client.viewedPages({ document: id }))
  if (sizes.ok && get().viewer?.document.id === before.id) change({ sizes: sizes.value.pages })
}

/** Fetches the texts of the pages in sight, one after the other; those that left it meanwhile are passed over. */
async function loadTexts(
  { ports, get, change }: Work,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<void> {
  const document = get().viewer?.document
  if (document === undefined) return
  const wanted = document.pages.slice(first, last + 1).map(({ id }) => id)
  for (const page of wanted) {
    const { viewer } = get()
    const text = document.texts[page]
    if (viewer?.document.id !== document.id) return
    if (text === undefined || viewer.texts[page] !== undefined) continue
    change({ texts: { ...recent(viewer.texts, wanted), [page]: loading } })
    const layer = await fetchRemote(ports, async () => {
      const read = await ports.client.pageText({ text })
      return correctedLayer(read.layer, document.corrections[page])
    })
    const now = get().viewer
    if (now?.document.id !== document.id) return
    change({ texts: { ...now.texts, [page]: layer } })
  }
}

/** The last ones that were fetched, and all that are wanted. */
function recent(texts: Viewer['texts'], wanted: readonly string[]): Viewer['texts'] {
  const all = Object.entries(texts)
  return Object.fromEntries(all.filter(([id], at) => wanted.includes(id) || at >= all.length - MOST_TEXTS))
}

/** A view's id came from a record, so it is a record id. */
function idOf(document: Document): RecordId {
  return document.id as RecordId
}

export function boundedZoom(zoom: Zoom): Zoom {
  return typeof zoom === 'number' ? Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom)) : zoom
}

const quarters = [0, 90, 180, 270] as const

export function turnedBy(turn: QuarterTurn, by: QuarterTurn): QuarterTurn {
  return quarters[((turn + by) / 90) % 4] ?? 0
}
