import type { FaultReport } from '../../domain/fault.ts'
import type { QuarterTurn } from '../../domain/reading-recipe.ts'
import type { Document } from '../../domain/records/document.ts'
import type { PageBox } from '../../domain/records/page-box.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { ViewedPage } from '../../domain/viewer-api.ts'
import type { Remote } from './attempt.ts'

/** How large pages are shown: as wide as their place, whole, or in parts of their real size (1 is the size of the paper). */
export type Zoom = 'width' | 'page' | number

/** Where the viewer is to go next; a new count says it anew. */
export interface Aim {
  readonly page: number
  /** Brought into the middle; the top of the page without one. */
  readonly box: PageBox | null
  readonly count: number
}

/** Words that were found, on one line of a page. */
export interface PageHit {
  readonly page: number
  readonly box: PageBox
}

export interface Find {
  readonly query: string
  /** By page, on a page as they are read. */
  readonly hits: readonly PageHit[]
  /** Index of the hit that is shown; null before one was gone to. */
  readonly at: number | null
  /** Pages looked at so far; all of them once it is done. */
  readonly pagesDone: number
}

export const noFind: Find = { query: '', hits: [], at: null, pagesDone: 0 }

/** A document that is looked at, over the present screen. */
export interface Viewer {
  readonly document: Document
  /** Null until they are known; then null for each page of which nothing is. */
  readonly sizes: readonly (ViewedPage | null)[] | null
  /** The page that fills most of the sight, from 0. */
  readonly page: number
  readonly aim: Aim
  readonly zoom: Zoom
  /** What that comes to: parts of the real size. */
  readonly scale: number
  /** Turns all pages for the eye alone. */
  readonly turn: QuarterTurn
  readonly tool: 'select' | 'measure'
  readonly isRailShown: boolean
  readonly isInfoShown: boolean
  readonly find: Find
  /** Page id -> its text; of pages that were in sight lately. */
  readonly texts: Readonly<Record<string, Remote<TextLayer>>>
  /** Page id -> why its picture does not come. */
  readonly troubles: Readonly<Record<string, FaultReport>>
  /** Counts how often somebody wanted to type a query, or a page number: the box takes the focus anew. */
  readonly findVisits: number
  readonly pageVisits: number
}

/** What opens with the document: words that were searched for, and where they stand on its first page. */
export interface FoundWords {
  readonly query: string
  readonly boxes: readonly PageBox[]
}

export interface ViewerSlice {
  readonly viewer: Viewer | null
  /** Shows a document from a page on, over whatever is shown. */
  openPage(document: Document, page: number, found?: FoundWords): Promise<void>
  closeViewer(): void
  /** The document may be another by now. */
  reloadViewed(): Promise<void>
  /** Hears which page is most in sight. */
  see(page: number): void
  /** Fetches the texts of pages that stay in sight. */
  seeTexts(first: number, last: number): Promise<void>
  /** Goes to a page; to the nearest there is. */
  goToPage(page: number): void
  zoomTo(zoom: Zoom): void
  /** Hears what the zoom comes to in the room there is. */
  seeScale(scale: number): void
  turnView(by: 90 | 270): void
  /** Turns the page in sight for everybody and for good; it can be undone. */
  turnShownPage(by: 90 | 270): Promise<void>
  changeView(part: Partial<Pick<Viewer, 'tool' | 'isRailShown' | 'isInfoShown'>>): void
  askForQuery(): void
  askForPage(): void
  /** Looks for words on all pages, those in sight first. */
  findInDocument(query: string): Promise<void>
  stepHit(by: 1 | -1): void
  /** Asks why the picture of a page did not come. */
  askTrouble(page: number): Promise<void>
  /** Forgets that it did not come: it is fetched anew. */
  retryPage(page: number): void
}
