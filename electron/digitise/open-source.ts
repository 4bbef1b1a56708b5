import type * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { TextLayer } from '../../domain/text-layer.ts'
import { SignatureReport } from './decode/raw-pdf/signatures.ts'
import { mediaTypes } from './decode/sniff-format.ts'
import { ArchivePage } from './output/coded-picture.ts'
import type { Permits } from './permits.ts'
import type { ReaderClient, ReaderRequest } from './reader-client.ts'
import type { ReaderLimits } from './reader-limits.ts'
import type { OpenSource, PageImage, SourceHandle } from './reader-pool.ts'
import {
  BlankAnswer,
  ClosedAnswer,
  LookAnswer,
  OpenedAnswer,
  PageImageAnswer,
  PageSizesAnswer,
  SeparatorAnswer,
} from './reader-protocol.ts'
import type { ReadingOptions } from './reading-options.ts'

/** What a pool lends to an open file. */
interface Terms {
  readonly timeoutMs: number
  readonly limits: ReaderLimits
  readonly options: ReadingOptions
  readonly readingPermits: Permits
  take(): ReaderClient
  giveBack(client: ReaderClient, residentBytes: number): void
  leave(): void
}

/** A reader that does not even close a file in this time is stuck in it. */
const CLOSE_TIMEOUT_MS = 5000

/** Opens a file on a reader process. @throws as `ReaderPool.inspect` */
export async function openOnReader(
  source: SourceHandle,
  terms: Terms,
  signal?: AbortSignal,
): Promise<OpenSource> {
  const { format, pageCount, warnings, ask, forget, close } = await holdReader(source, terms, signal)
  const mediaType = mediaTypes[format]
  const seen = pageAsker(ask, pageCount)
  return {
    format,
    mediaType,
    pageCount,
    warnings,
    ...picturesOf(source, { mediaType, pageCount, ask }),
    lookForSecret: async (index, stop) => {
      checkIndex(index, pageCount)
      const mark = await ask({ kind: 'lookForSecret', index }, LookAnswer, stop)
      if (mark !== null) forget()
      return mark
    },
    isBlank: (index, stop) => seen({ kind: 'isBlank', index }, BlankAnswer, stop),
    readSeparator: (index, stop) => seen({ kind: 'readSeparator', index }, SeparatorAnswer, stop),
    archivePage: async (index, stop) => {
      checkIndex(index, pageCount)
      return ask({ kind: 'archivePage', index }, ArchivePage, stop)
    },
    signatures: (stop) => ask({ kind: 'signatures' }, SignatureReport, stop),
    readPage: async (index, stop) => {
      checkIndex(index, pageCount)
      const release = await terms.readingPermits.take(stop)
      try {
        return await ask({ kind: 'readPage', index }, TextLayer, stop)
      } finally {
        release()
      }
    },
    close,
  }
}

/** The calls for pictures of pages and their sizes. */
function picturesOf(
  source: SourceHandle,
  { mediaType, pageCount, ask }: Pick<HeldReader, 'pageCount' | 'ask'> & { readonly mediaType: string },
): Pick<OpenSource, 'pageImage' | 'finePage' | 'pageSizes'> {
  const pictureOf = async (picture: PageImageAnswer): Promise<PageImage> => {
    if (picture.kind === 'made') return picture
    const bytes = await source.read(0, source.sizeBytes)
    return { bytes, mediaType, widthPx: picture.widthPx, heightPx: picture.heightPx }
  }
  return {
    pageImage: async (index, { widthPx = null }: { readonly widthPx?: number | null }, stop) => {
      checkIndex(index, pageCount)
      return pictureOf(await ask({ kind: 'pageImage', index, widthPx }, PageImageAnswer, stop))
    },
    finePage: async (index, stop) => {
      checkIndex(index, pageCount)
      return pictureOf(await ask({ kind: 'finePage', index }, PageImageAnswer, stop))
    },
    pageSizes: async ({ from, count }, stop) => {
      checkIndex(from, pageCount)
      checkIndex(from + count - 1, pageCount)
      return ask({ kind: 'pageSizes', from, count }, PageSizesAnswer, stop)
    },
  }
}

/** Asks what is looked at before anything of a page may be kept. */
function pageAsker(ask: HeldReader['ask'], pageCount: number) {
  return async <T>(
    request: Extract<ReaderRequest, { kind: 'isBlank' | 'readSeparator' }>,
    answer: z.ZodType<T>,
    stop?: AbortSignal,
  ): Promise<T> => {
    checkIndex(request.index, pageCount)
    return ask(request, answer, stop)
  }
}

interface HeldReader extends OpenedAnswer {
  ask<T>(request: ReaderRequest, answer: z.ZodType<T>, stop?: AbortSignal): Promise<T>
  /** Ends the process, and with it everything that it holds of the file in its memory. */
  forget(): void
  close(): Promise<void>
}

/** Keeps a reader with the file open in it; when a call finds that the reader died, a fresh one is opened first. */
async function holdReader(source: SourceHandle, terms: Terms, signal?: AbortSignal): Promise<HeldReader> {
  const closing = new AbortController()
  const first = await openAnew(source, terms, signal)
  const state = { client: first.client, reopening: null as Promise<ReaderClient> | null }

  const reopen = async (): Promise<ReaderClient> => {
    terms.giveBack(state.client, 0)
    state.client = (await openAnew(source, terms, closing.signal)).client
    return state.client
  }
  const readerNow = async (): Promise<ReaderClient> => {
    if (state.client.isAlive()) return state.client
    state.reopening ??= reopen().finally(() => {
      state.reopening = null
    })
    return state.reopening
  }
  return {
    format: first.format,
    pageCount: first.pageCount,
    warnings: first.warnings,
    ask: async (request, answer, stop) => {
      const client = await readerNow()
      const ends = stop === undefined ? closing.signal : AbortSignal.any([stop, closing.signal])
      const isReading = request.kind === 'readPage' || request.kind === 'lookForSecret'
      const timeoutMs = isReading ? terms.timeoutMs : Math.min(terms.timeoutMs, terms.limits.drawMs)
      return client.request(request, answer, { timeoutMs, signal: ends })
    },
    forget: () => state.client.end(new Fault('cancelled', 'the file is not to be kept in memory')),
    close: async () => {
      if (closing.signal.aborted) return
      closing.abort()
      // What is being opened anew gives itself back when it hears of the end.
      await state.reopening?.catch(() => undefined)
      await handBack(state.client, terms)
      terms.leave()
    },
  }
}

async function openAnew(source: SourceHandle, terms: Terms, signal?: AbortSignal) {
  const { limits, options } = terms
  const timeoutMs = Math.min(terms.timeoutMs, limits.openMs)
  const client = terms.take()
  client.serve(source)
  try {
    const request = { kind: 'open', sizeBytes: source.sizeBytes, limits, options } as const
    return { client, ...(await client.request(request, OpenedAnswer, { timeoutMs, signal })) }
  } catch (error) {
    await handBack(client, terms)
    throw error
  }
}

function checkIndex(index: number, pageCount: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= pageCount)
    throw new Fault('not-found', `no page ${index}`)
}

/** Closes what the reader has open and gives it back; one that cannot even do that is ended. */
async function handBack(client: ReaderClient, terms: Terms): Promise<void> {
  const residentBytes = await client
    .request({ kind: 'close' }, ClosedAnswer, { timeoutMs: CLOSE_TIMEOUT_MS })
    .then((closed) => closed.residentBytes)
    .catch((error: unknown) => {
      client.end(new Fault('reader-died', 'the reader did not close its file', { cause: error }))
      return 0
    })
  client.serve(null)
  terms.giveBack(client, residentBytes)
}
