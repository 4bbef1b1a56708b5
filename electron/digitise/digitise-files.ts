import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { DocumentType } from '../../domain/authority.ts'
import { Fault, type FaultCode, type FaultReport, reportOf } from '../../domain/fault.ts'
import type { Extraction, Proposals } from '../../domain/records/document.ts'
import { layerText, type TextLayer } from '../../domain/text-layer.ts'
import { extractFields } from './extract/extract-fields.ts'
import { outputNames } from './output-names.ts'
import type { OpenSource, ReaderPool, SourceHandle } from './reader-pool.ts'
import { writeWholeFile } from './whole-file.ts'
import { type ExtraOutput, type ResultFiles, writeExtraResults } from './write-results.ts'

/** A file on a disk, opened for reading only. */
export interface PlainFile extends SourceHandle {
  /** @throws Fault 'file-changed' where it is no longer what it was when it was opened */
  assertUnchanged(): Promise<void>
}

export interface DigitiseRequest {
  readonly paths: readonly string[]
  /** Made when it is not there. */
  readonly outFolder: string
  readonly pool: ReaderPool
  /** @throws Fault 'file-missing' | 'no-rights' | 'file-unsupported' | 'file-empty' */
  readonly openFile: (file: string) => Promise<PlainFile>
  readonly documentTypes: readonly DocumentType[]
  /** What is written beside text and JSON; nothing where it is not given. */
  readonly extra?: readonly ExtraOutput[]
  readonly onProgress?: (progress: DigitiseProgress) => void
  readonly signal?: AbortSignal
}

/** Pages are counted from 1 here, as people do. */
export type DigitiseProgress =
  | { readonly kind: 'page'; readonly path: string; readonly page: number; readonly pageCount: number }
  | { readonly kind: 'taken'; readonly path: string }
  | { readonly kind: 'refused'; readonly path: string; readonly code: FaultCode }

export interface TakenFile extends ResultFiles {
  readonly path: string
  readonly textFile: string
  readonly jsonFile: string
  readonly pageCount: number
  /** Pages, counted from 1, that could not be read though the file could. */
  readonly unreadPages: readonly number[]
  readonly proposals: Proposals
}

export interface DigitiseReport {
  readonly taken: readonly TakenFile[]
  readonly refused: readonly ({ readonly path: string } & FaultReport)[]
}

/**
 * Reads each file and writes its text and a JSON file, and what else was asked for. A file that cannot be read is reported and stops none
 * of the others; the sources are only ever read. Both lists keep the order of `paths`.
 * @throws Fault 'cancelled'
 */
export async function digitiseFiles(request: DigitiseRequest): Promise<DigitiseReport> {
  const { paths, outFolder, pool, onProgress, signal } = request
  await mkdir(outFolder, { recursive: true })
  const names = outputNames(paths)
  const taken = new Map<number, TakenFile>()
  const refused = new Map<number, { path: string } & FaultReport>()
  const waiting = paths.map((file, place) => ({ file, place }))

  const runLane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, place } = next
      try {
        taken.set(place, await digitiseFile(request, file, path.join(outFolder, names[place] ?? '')))
        onProgress?.({ kind: 'taken', path: file })
      } catch (error) {
        if (signal?.aborted === true) throw new Fault('cancelled', 'digitising was stopped', { cause: error })
        const report = refusal(error)
        refused.set(place, { path: file, ...report })
        onProgress?.({ kind: 'refused', path: file, code: report.code })
      }
    }
  }
  await Promise.all(Array.from({ length: pool.readers }, runLane))
  const inOrder = <T>(found: ReadonlyMap<number, T>): readonly T[] =>
    [...found].toSorted(([a], [b]) => a - b).map(([, value]) => value)
  return { taken: inOrder(taken), refused: inOrder(refused) }
}

async function digitiseFile(request: DigitiseRequest, file: string, output: string): Promise<TakenFile> {
  const source = await request.openFile(file)
  try {
    const opened = await request.pool.openSource(source, request.signal)
    try {
      return await digitiseOpened(request, { file, output, source, opened })
    } finally {
      await opened.close()
    }
  } finally {
    await source.close()
  }
}

interface Opened {
  readonly file: string
  readonly output: string
  readonly source: PlainFile
  readonly opened: OpenSource
}

async function digitiseOpened(request: DigitiseRequest, work: Opened): Promise<TakenFile> {
  const { file, output, source, opened } = work
  const pages = await readPages(request, opened, file)
  await source.assertUnchanged()
  const layers = pages.map((page) => page.layer ?? UNREAD)
  const { proposals, findings } = extractFields(layers, request.documentTypes)
  const textFile = `${output}.txt`
  const jsonFile = `${output}.json`
  const text = `${layers.map((layer) => layerText(layer)).join('\n\f')}\n`
  const json = `${JSON.stringify(content(source, opened, { pages, proposals, findings }), null, 1)}\n`
  await writeWholeFile(textFile, (write) => write(Buffer.from(text, 'utf8')))
  await writeWholeFile(jsonFile, (write) => write(Buffer.from(json, 'utf8')))
  const extra = await writeExtraResults({
    source,
    opened,
    output,
    proposals,
    layers: pages.map((page) => page.layer),
    sources: request.paths,
    wanted: request.extra ?? [],
    signal: request.signal,
  })
  const unreadPages = pages.flatMap((page, index) => (page.layer === null ? [index + 1] : []))
  return { path: file, textFile, jsonFile, pageCount: pages.length, unreadPages, proposals, ...extra }
}

type ReadPage =
  | { readonly layer: TextLayer; readonly fault: null }
  | { readonly layer: null; readonly fault: FaultReport }

/** Stands for a page that could not be read, so that the others keep their numbers. */
const UNREAD: TextLayer = { version: 1, widthPx: 1, heightPx: 1, engine: 'none', lines: [] }

async function readPages(request: DigitiseRequest, opened: OpenSource, file: string) {
  const { onProgress, signal } = request
  const pages: ReadPage[] = []
  for (let index = 0; index < opened.pageCount; index += 1) {
    pages.push(await readPage(opened, index, signal))
    onProgress?.({ kind: 'page', path: file, page: index + 1, pageCount: opened.pageCount })
  }
  return pages
}

/** A page that kills its reader or is damaged costs itself; faults of the source cost the file. */
async function readPage(opened: OpenSource, index: number, signal?: AbortSignal): Promise<ReadPage> {
  try {
    return { layer: await opened.readPage(index, signal), fault: null }
  } catch (error) {
    const isOfPage = error instanceof Fault && (error.code === 'reader-died' || error.code === 'file-corrupt')
    if (!isOfPage || opened.pageCount === 1) throw error
    return { layer: null, fault: reportOf(error) }
  }
}

interface Read extends Extraction {
  readonly pages: readonly ReadPage[]
}

function content(
  source: SourceHandle,
  { format, mediaType }: OpenSource,
  { pages, proposals, findings }: Read,
) {
  return {
    version: 1,
    source: { name: source.name, sizeBytes: source.sizeBytes, format, mediaType },
    pages: pages.map(({ layer, fault }, index) => ({ page: index + 1, ...(layer ?? { unread: fault }) })),
    proposals,
    findings,
  }
}

function refusal(error: unknown): FaultReport {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', detail: {} }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return { code: 'no-rights', detail: {} }
  const report = reportOf(error)
  return report.code === 'internal' ? { code: 'internal', detail: { message: String(error) } } : report
}
