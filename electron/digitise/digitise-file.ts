import { access } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { DocumentType } from '../../domain/authority.ts'
import { Fault } from '../../domain/fault.ts'
import type { Extraction, Proposals } from '../../domain/records/document.ts'
import { type TextLayer, UNREAD_LAYER } from '../../domain/text-layer.ts'
import { thinLayer } from '../../domain/thin-layer.ts'
import { onUprightPages } from '../../domain/upright-pages.ts'
import { extractFields } from './extract/extract-fields.ts'
import { createPageJob, type PageJob } from './page-job.ts'
import type { OpenSource, ReaderPool, SourceHandle } from './reader-pool.ts'
import type { ReadingOptions } from './reading-options.ts'
import { contentHash, digest, type KeptPages, type ReadPage, type RunState, readingKey } from './run-state.ts'
import { makeFolder } from './whole-file.ts'
import { type ExtraOutput, type ResultFiles, writeExtraResults } from './write-results.ts'
import { writeJson, writeText } from './write-text.ts'

/** A file on a disk, opened for reading only. */
export interface PlainFile extends SourceHandle {
  /** @throws Fault 'file-changed' where it is no longer what it was when it was opened */
  assertUnchanged(): Promise<void>
}

/** What all files of a run have in common. */
export interface FileTerms {
  readonly pool: ReaderPool
  readonly options: ReadingOptions
  readonly state: RunState
  /** @throws Fault 'file-missing' | 'no-rights' | 'file-unsupported' | 'file-empty' */
  readonly openFile: (file: string) => Promise<PlainFile>
  readonly documentTypes: readonly DocumentType[]
  readonly extra: readonly ExtraOutput[]
  /** Files that no result may lie upon. */
  readonly sources: readonly string[]
  /** Is no further page to be begun? */
  readonly isHalted: () => boolean
  readonly onProgress: (progress: FileProgress) => void
  /** Files of one content have their pages in one place: one after another. @returns what ends the turn */
  readonly takeTurn: (key: string) => Promise<() => void>
  readonly signal: AbortSignal | undefined
}

/** Pages are counted from 1 here, as people do. */
export type FileProgress =
  /** `pagesDone` were read by an earlier run. */
  | { readonly kind: 'begun'; readonly path: string; readonly pagesDone: number; readonly pageCount: number }
  | {
      readonly kind: 'page'
      readonly path: string
      readonly page: number
      readonly pagesDone: number
      readonly pageCount: number
    }

export interface TakenFile extends ResultFiles {
  readonly path: string
  readonly textFile: string
  readonly jsonFile: string
  readonly pageCount: number
  /** Pages, counted from 1, that could not be read though the file could. */
  readonly unreadPages: readonly number[]
  readonly proposals: Proposals
}

export interface FileWork {
  readonly path: string
  /** Path of the results without ending. */
  readonly output: string
}

/**
 * Reads one file and writes its results; pages that an earlier run read are not read again, nor a file that it finished.
 * @param onReading hears of the pages that are to be read, so that other readers can help
 * @returns null where the run was told to stop before all pages were read
 * @throws Fault of the file
 */
export async function digitiseFile(
  terms: FileTerms,
  work: FileWork,
  onReading: (job: PageJob) => () => void,
): Promise<TakenFile | null> {
  const source = await terms.openFile(work.path)
  try {
    const key = readingKey(await contentHash(source), terms.options)
    const endTurn = await terms.takeTurn(key)
    try {
      return await digitiseOpened(terms, { ...work, source, key }, onReading)
    } finally {
      endTurn()
    }
  } finally {
    await source.close()
  }
}

interface KeyedWork extends FileWork {
  readonly source: PlainFile
  readonly key: string
}

async function digitiseOpened(
  terms: FileTerms,
  work: KeyedWork,
  onReading: (job: PageJob) => () => void,
): Promise<TakenFile | null> {
  const { source, key } = work
  const { state, extra, pool, signal, options } = terms
  const doneKey = digest(JSON.stringify([key, work.path, work.output, extra]))
  const earlier = await finishedEarlier(state, doneKey)
  if (earlier !== null) return earlier
  const kept = await state.pages(key)
  const opened = await pool.openSource(source, signal, options)
  try {
    const isWhole = await readPages(terms, { ...work, opened, kept }, onReading)
    if (!isWhole) return null
    await source.assertUnchanged()
    const taken = await writeResults(terms, { ...work, opened, kept })
    await state.noteDone(doneKey, taken)
    await kept.remove()
    return taken
  } finally {
    await opened.close()
  }
}

interface OpenWork extends KeyedWork {
  readonly opened: OpenSource
  readonly kept: KeptPages
}

async function readPages(
  { isHalted, onProgress, signal }: FileTerms,
  { path: file, source, opened, kept }: OpenWork,
  onReading: (job: PageJob) => () => void,
): Promise<boolean> {
  const { pageCount } = opened
  onProgress({ kind: 'begun', path: file, pagesDone: kept.indexes.size, pageCount })
  const job = createPageJob({
    source,
    pageCount,
    kept,
    isHalted,
    onPage: (index, pagesDone) =>
      onProgress({ kind: 'page', path: file, page: index + 1, pagesDone, pageCount }),
    signal,
  })
  const leave = onReading(job)
  try {
    while (await job.readNext(opened));
    await job.settled()
  } catch (error) {
    // Not even the pages before the stamp stay on this disk.
    if (error instanceof Fault && error.code === 'state-secret') await kept.remove()
    throw error
  } finally {
    leave()
  }
  return job.isWhole()
}

async function writeResults(terms: FileTerms, work: OpenWork): Promise<TakenFile> {
  const { source, opened, kept, output } = work
  const pageAt = async (index: number): Promise<ReadPage> => {
    const page = await kept.get(index)
    if (page === null) throw new Fault('damaged', `the text of page ${index + 1} cannot be read back`)
    return page
  }
  const { proposals, findings, unreadPages } = await findFields(terms, opened.pageCount, pageAt)
  const read = { source, opened, pageAt, proposals, findings }
  const textFile = `${output}.txt`
  const jsonFile = `${output}.json`
  await makeFolder(path.dirname(output))
  await writeText(read, textFile)
  await writeJson(read, jsonFile)
  const extra = await writeExtraResults({
    source,
    opened,
    output,
    proposals,
    layerAt: async (index) => (await pageAt(index)).layer,
    sources: terms.sources,
    wanted: terms.extra,
    signal: terms.signal,
  })
  return {
    path: work.path,
    textFile,
    jsonFile,
    pageCount: opened.pageCount,
    unreadPages,
    proposals,
    ...extra,
  }
}

async function findFields(
  { documentTypes }: FileTerms,
  pageCount: number,
  pageAt: (index: number) => Promise<ReadPage>,
): Promise<Extraction & { readonly unreadPages: readonly number[] }> {
  const layers: TextLayer[] = []
  const unreadPages: number[] = []
  for (let page = 0; page < pageCount; page += 1) {
    const { layer } = await pageAt(page)
    if (layer === null) unreadPages.push(page + 1)
    layers.push(layer === null ? UNREAD_LAYER : thinLayer(layer, { page, pageCount }))
  }
  return { ...onUprightPages(extractFields)(layers, documentTypes), unreadPages }
}

/** What an earlier run wrote of the same file with the same wishes, where it is all still there. */
async function finishedEarlier(state: RunState, key: string): Promise<TakenFile | null> {
  const noted = NotedFile.safeParse(await state.done(key))
  if (!noted.success) return null
  const { textFile, jsonFile, altoFile, hocrFile, pdf } = noted.data
  const files = [textFile, jsonFile, altoFile, hocrFile, pdf?.file].filter((file) => file !== undefined)
  const isThere = await Promise.all(
    files.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  // The rest was written by this program from the same type.
  return isThere.every(Boolean) ? (noted.data as unknown as TakenFile) : null
}

const NotedFile = z.looseObject({
  path: z.string(),
  textFile: z.string(),
  jsonFile: z.string(),
  pageCount: z.int(),
  altoFile: z.string().optional(),
  hocrFile: z.string().optional(),
  pdf: z.looseObject({ file: z.string().optional() }).optional(),
})
