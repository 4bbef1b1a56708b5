import type { PageBox } from '../../domain/records/page-box.ts'
import { MOST_PAGES_LOOKED_AT } from '../../domain/viewer-api.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import type { Ports } from './ports.ts'
import { type Find, noFind, type PageHit, type Viewer, type ViewerSlice } from './viewer-state.ts'

type FindActions = Pick<ViewerSlice, 'findInDocument' | 'stepHit'>

/** Looks for words in the document that is viewed. */
export function createViewerFind(ports: Ports): Slice<FindActions> {
  return (set, get) => {
    const update = (query: string, change: (viewer: Viewer) => Partial<Viewer>): boolean => {
      const { viewer } = get()
      if (viewer === null || viewer.find.query !== query) return false
      set({ viewer: { ...viewer, ...change(viewer) } })
      return true
    }
    return {
      findInDocument: async (typed) => {
        const query = typed.trim()
        const { viewer } = get()
        if (viewer === null || query === viewer.find.query) return
        set({ viewer: { ...viewer, find: { ...noFind, query } } })
        if (query === '') return
        const document = viewer.document.id
        const total = viewer.document.pages.length
        for (const { from, count } of spansFrom(viewer.page, total)) {
          const answer = await attempt(ports, () =>
            ports.client.documentMatches({ document, query, from, count }),
          )
          if (!answer.ok) return get().tell(answer.fault)
          const isWanted = update(query, ({ find, ...now }) => {
            const more = answer.value.pages.flatMap(({ page, boxes }) => hitsOn(page, boxes))
            return shownFirst({ ...now, find: withHits(find, more, count) })
          })
          if (!isWanted || get().viewer?.document.id !== document) return
        }
      },
      stepHit: (by) => {
        const { viewer } = get()
        if (viewer === null || viewer.find.hits.length === 0) return
        const { hits, at } = viewer.find
        const next = at === null ? firstFrom(hits, viewer.page) : at + by
        goToHit(viewer, ((next % hits.length) + hits.length) % hits.length, (part) =>
          set({ viewer: { ...viewer, ...part } }),
        )
      },
    }
  }
}

/** From the page in sight to the end, then from the beginning. */
export function spansFrom(
  page: number,
  total: number,
): readonly { readonly from: number; readonly count: number }[] {
  const spans: { from: number; count: number }[] = []
  const add = (first: number, end: number): void => {
    for (let from = first; from < end; from += MOST_PAGES_LOOKED_AT)
      spans.push({ from, count: Math.min(MOST_PAGES_LOOKED_AT, end - from) })
  }
  add(page, total)
  add(0, page)
  return spans
}

/** Words beside each other stand for one hit: a phrase is found once, not word by word. */
export function hitsOn(page: number, boxes: readonly PageBox[]): readonly PageHit[] {
  const hits: PageHit[] = []
  for (const box of boxes) {
    const last = hits.at(-1)
    if (last !== undefined && isBeside(last.box, box)) {
      hits[hits.length - 1] = { page, box: joined(last.box, box) }
    } else hits.push({ page, box })
  }
  return hits
}

/** As a share of the width: wider gaps part two finds on a line. */
const LARGEST_GAP = 0.02

function isBeside(left: PageBox, right: PageBox): boolean {
  const overlap = Math.min(left[3], right[3]) - Math.max(left[1], right[1])
  const height = Math.min(left[3] - left[1], right[3] - right[1])
  const gap = right[0] - left[2]
  return overlap > height / 2 && gap > -LARGEST_GAP && gap < LARGEST_GAP
}

function joined(a: PageBox, b: PageBox): PageBox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}

function withHits(find: Find, more: readonly PageHit[], pages: number): Find {
  const shown = find.at === null ? null : find.hits[find.at]
  const hits = [...find.hits, ...more].toSorted((a, b) => a.page - b.page)
  // What is shown keeps being shown when pages before it are found.
  const at = shown === null || shown === undefined ? null : hits.indexOf(shown)
  return { ...find, hits, at, pagesDone: find.pagesDone + pages }
}

/** Goes to the first hit as soon as there is one. */
function shownFirst(viewer: Viewer): Partial<Viewer> {
  const { find, page } = viewer
  if (find.at !== null || find.hits.length === 0) return { find }
  const part: { found?: Partial<Viewer> } = {}
  goToHit(viewer, firstFrom(find.hits, page), (found) => Object.assign(part, { found }))
  return part.found ?? { find }
}

function firstFrom(hits: readonly PageHit[], page: number): number {
  return Math.max(
    0,
    hits.findIndex((hit) => hit.page >= page),
  )
}

function goToHit(viewer: Viewer, at: number, show: (part: Partial<Viewer>) => void): void {
  const hit = viewer.find.hits[at]
  if (hit === undefined) return
  const aim = { page: hit.page, box: hit.box, count: viewer.aim.count + 1 }
  show({ find: { ...viewer.find, at }, page: hit.page, aim })
}
