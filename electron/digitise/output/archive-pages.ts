import { Fault, type FaultCode } from '../../../domain/fault.ts'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import type { SignatureShape } from '../decode/raw-pdf/signatures.ts'
import type { OpenSource } from '../reader-pool.ts'
import { headingsOf, listedBookmarks } from './bookmarks.ts'
import type { ArchivePage } from './coded-picture.ts'
import { type Bookmark, createPdfA } from './pdf-a.ts'
import type { WriteBytes } from './pdf-file.ts'
import type { DocumentDescription } from './xmp.ts'

/** One page of a document: page `index` of a source, which is named by whatever names sources there. */
export interface PageOfSource {
  readonly source: string
  readonly index: number
  /** How far the page is turned clockwise to be shown; as its layer says where nobody said otherwise. */
  readonly turn?: QuarterTurn
}

/** The pages of a document, wherever they come from. */
export interface DocumentPages {
  readonly pages: readonly PageOfSource[]
  /** What was read on the page at this place of the document, null where nothing could be; asked for one at a time. */
  readonly layerAt: (place: number) => Promise<TextLayer | null>
  /** Lends the source to `use`; one at a time. */
  readonly withSource: <T>(source: string, use: (opened: OpenSource) => Promise<T>) => Promise<T>
  readonly signal: AbortSignal | undefined
}

export type ArchivePlan =
  | {
      readonly kind: 'keep'
      readonly reason: 'signed' | 'own-text'
      readonly signatures: readonly SignatureShape[]
    }
  /** `hasSignedPages`: some come from a signed PDF, of which the document is only a part. */
  | { readonly kind: 'make'; readonly hasSignedPages: boolean }

/**
 * Decides what is to be done with a document. A document that is a whole signed PDF is kept, since writing it anew would break the
 * signature; so is a whole PDF that carries its own text, unless scans without text lie in it. Everything else is made.
 * @throws Fault of the source, 'cancelled'
 */
export async function planArchive(document: DocumentPages): Promise<ArchivePlan> {
  const sources = [...new Set(document.pages.map(({ source }) => source))]
  let hasSignedPages = false
  for (const source of sources) {
    const plan = await document.withSource(source, (opened) => planSource(document, source, opened))
    if (plan.kind === 'keep') return plan
    hasSignedPages ||= plan.hasSignedPages
  }
  return { kind: 'make', hasSignedPages }
}

async function planSource(document: DocumentPages, source: string, opened: OpenSource): Promise<ArchivePlan> {
  if (opened.format !== 'pdf') return { kind: 'make', hasSignedPages: false }
  const { isSigned, signatures } = await opened.signatures(document.signal)
  if (!isWhole(document.pages, source, opened.pageCount)) return { kind: 'make', hasSignedPages: isSigned }
  if (isSigned) return { kind: 'keep', reason: 'signed', signatures }
  const isKept = await hasAllText(document, opened)
  return isKept ? { kind: 'keep', reason: 'own-text', signatures } : { kind: 'make', hasSignedPages: false }
}

/** Is the document just this source, all of it and in its order? */
function isWhole(pages: readonly PageOfSource[], source: string, pageCount: number): boolean {
  return pages.length === pageCount && pages.every((page, at) => page.source === source && page.index === at)
}

/** With so many letters read on a page, its own text cannot be all there is to it. */
const MANY_LETTERS = 80

/** Has the PDF text of its own, and on every page that has text at all? */
async function hasAllText({ pages, layerAt, signal }: DocumentPages, opened: OpenSource): Promise<boolean> {
  let hasOwn = false
  for (const place of pages.keys()) {
    const layer = await layerAt(place)
    hasOwn ||= layer?.engine === 'pdf'
    if (layer === null || layer.engine === 'pdf') continue
    const letters = lettersOf(layer)
    if (letters >= MANY_LETTERS) return false
    // A page of few words is a scan of few words, or the end of a text that is too short to be trusted alone.
    if (letters > 0 && (await opened.archivePage(place, signal)).isDrawn !== true) return false
  }
  return hasOwn
}

function lettersOf({ lines }: TextLayer): number {
  return lines.flatMap(({ words }) => words).reduce((sum, { text }) => sum + text.length, 0)
}

/** A page that is not to be had; carries which. */
export class LostPage extends Error {
  readonly code: FaultCode
  /** From 1. */
  readonly page: number

  constructor(code: FaultCode, page: number, cause: unknown) {
    super(`page ${page} is not to be had: ${code}`, { cause })
    this.code = code
    this.page = page
  }
}

interface Writing {
  readonly description: DocumentDescription
  readonly write: WriteBytes
  /** Hears how many pages are written. */
  readonly onPage?: (pagesDone: number) => void
}

/** Writes a PDF/A-2u of the pages, one in memory at a time. @returns its size in bytes. @throws LostPage, Fault 'cancelled' */
export async function writeArchive(
  document: DocumentPages,
  { description, write, onPage }: Writing,
): Promise<number> {
  const pdf = await createPdfA(write)
  const headings: Bookmark[] = []
  for (const run of runsOf(document.pages)) {
    await document.withSource(run.source, async (opened) => {
      for (const place of run.places) {
        const page = await archivePage(document, opened, place)
        const layer = await document.layerAt(place)
        if (layer !== null) headings.push(...headingsOf(layer, place))
        await pdf.addPage(page, layer, document.pages[place]?.turn)
        onPage?.(place + 1)
      }
    })
  }
  return pdf.finish(description, listedBookmarks(description.title, headings, document.pages.length))
}

interface Run {
  readonly source: string
  readonly places: number[]
}

/** Pages that follow each other in one source, so that it is opened once for them. */
function runsOf(pages: readonly PageOfSource[]): readonly Run[] {
  const runs: Run[] = []
  for (const [place, { source }] of pages.entries()) {
    const last = runs.at(-1)
    if (last?.source === source) last.places.push(place)
    else runs.push({ source, places: [place] })
  }
  return runs
}

const ofPage: readonly FaultCode[] = ['file-corrupt', 'file-too-large', 'file-unsupported', 'reader-died']

async function archivePage(
  { pages, signal }: DocumentPages,
  opened: OpenSource,
  place: number,
): Promise<ArchivePage> {
  const isWanted = (): boolean => signal?.aborted !== true
  if (!isWanted()) throw new Fault('cancelled', 'the file is no longer wanted')
  try {
    return await opened.archivePage(pages[place]?.index ?? -1, signal)
  } catch (error) {
    if (error instanceof Fault && ofPage.includes(error.code) && isWanted())
      throw new LostPage(error.code, place + 1, error)
    throw error
  }
}
