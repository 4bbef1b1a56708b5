import { Fault } from '../../domain/fault.ts'
import type { SecretMark } from '../../domain/secret-mark.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import type { ViewedPage } from '../../domain/viewer-api.ts'
import type { SourceWarning } from './decode/decoder.ts'
import type { SignatureReport } from './decode/raw-pdf/signatures.ts'
import type { SourceFormat } from './decode/sniff-format.ts'
import { openOnReader } from './open-source.ts'
import type { ArchivePage } from './output/coded-picture.ts'
import { createPermits } from './permits.ts'
import { createReaderClient, type ReaderClient } from './reader-client.ts'
import { defaultReaderLimits, type ReaderLimits } from './reader-limits.ts'
import { defaultReadingOptions, type ReadingOptions } from './reading-options.ts'

/** The line to one reader process, however it was forked. */
export interface ReaderChannel {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
  kill(): void
}
export type ForkReader = () => ReaderChannel

/** A file to be looked into by ranges. Whoever opened it closes it, after the `OpenSource` over it. */
export interface SourceHandle {
  readonly name: string
  readonly sizeBytes: number
  read(offset: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PageImage {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly widthPx: number
  readonly heightPx: number
}

export interface SourceDescription {
  readonly format: SourceFormat
  readonly mediaType: string
  readonly pageCount: number
  /** What is wrong with a file that could be opened all the same; empty for a sound one. */
  readonly warnings: readonly SourceWarning[]
}

/**
 * One file held open; pages are counted from 0. A reader process that dies or hangs fails the call with Fault
 * 'reader-died' and is replaced: the next call works again.
 */
export interface OpenSource extends SourceDescription {
  /**
   * The page as it is shown: a JPEG or PNG file itself, a PDF page at 200 dpi, a TIFF page in its own size; with
   * `widthPx` a JPEG of that width.
   */
  pageImage(index: number, options: { readonly widthPx?: number }, signal?: AbortSignal): Promise<PageImage>
  /** The page with all the pixels it has, at most 5,000 px high: a scanned JPEG of a PDF as it lies in the file. */
  finePage(index: number, signal?: AbortSignal): Promise<PageImage>
  /** How large pages are, without drawing any; null for one that is damaged. */
  pageSizes(
    span: { readonly from: number; readonly count: number },
    signal?: AbortSignal,
  ): Promise<readonly (ViewedPage | null)[]>
  /** The words of the page; boxes in pixels of `pageImage(index, {})`. At most `readers` pages are read at a time. */
  readPage(index: number, signal?: AbortSignal): Promise<TextLayer>
  /**
   * Looks whether a page is marked as a state secret. When one is, the reader process is ended, so that nothing of the file
   * stays in its memory; null proves nothing.
   */
  lookForSecret(index: number, signal?: AbortSignal): Promise<SecretMark | null>
  /** Is there nothing on the page? A guess, for people to look at. Cheapest right after `lookForSecret`. */
  isBlank(index: number, signal?: AbortSignal): Promise<boolean>
  /** What the code of a separator sheet says; null where the page has none. Cheapest right after `lookForSecret`. */
  readSeparator(index: number, signal?: AbortSignal): Promise<string | null>
  /** The page as it is to be kept: its pictures as they lie in the file where a PDF/A may hold them, else coded anew. */
  archivePage(index: number, signal?: AbortSignal): Promise<ArchivePage>
  /** What a PDF says of its signatures; nothing of it is verified. */
  signatures(signal?: AbortSignal): Promise<SignatureReport>
  close(): Promise<void>
}

export interface ReaderPool {
  /** Pages that can be read side by side. */
  readonly readers: number
  /** @throws Fault 'file-empty' | 'file-unsupported' | 'file-corrupt' | 'file-encrypted' | 'file-too-large' | 'reader-died' */
  inspect(source: SourceHandle, signal?: AbortSignal): Promise<SourceDescription>
  /** Takes a reader process for the file until it is closed, waiting for one where all are taken. @throws as `inspect` */
  openSource(source: SourceHandle, signal?: AbortSignal, options?: ReadingOptions): Promise<OpenSource>
  close(): Promise<void>
}

interface PoolOptions {
  readonly fork: ForkReader
  /** Pages read side by side. One process more is kept for looking at pages and inspecting files meanwhile. */
  readonly readers: number
  /** Longest time one answer may take. */
  readonly requestTimeoutMs: number
  readonly limits?: Partial<ReaderLimits>
}

/** A reader that has nothing to do gives its memory back after this time. */
const IDLE_MS = 30_000
/** A reader that has grown beyond this is replaced by a fresh one. */
const MOST_RESIDENT_BYTES = 500 * 1024 * 1024

/** Decodes and reads untrusted files in processes of their own, which may die without harm. */
export function createReaderPool({ fork, readers, requestTimeoutMs, limits }: PoolOptions): ReaderPool {
  const places = createPermits(readers + 1)
  const readingPermits = createPermits(readers)
  const alive = new Set<ReaderClient>()
  const idle: { readonly client: ReaderClient; readonly timer: NodeJS.Timeout }[] = []
  const closing = new AbortController()

  const take = (): ReaderClient => {
    if (closing.signal.aborted) throw new Fault('cancelled', 'the readers are closed')
    for (let rested = idle.pop(); rested !== undefined; rested = idle.pop()) {
      clearTimeout(rested.timer)
      if (rested.client.isAlive()) return rested.client
    }
    const client = createReaderClient(fork())
    alive.add(client)
    return client
  }
  const giveBack = (client: ReaderClient, residentBytes: number): void => {
    if (closing.signal.aborted || residentBytes > MOST_RESIDENT_BYTES)
      client.end(new Fault('cancelled', 'not needed'))
    if (!client.isAlive()) return void alive.delete(client)
    const retire = (): void => {
      idle.splice(
        idle.findIndex((rested) => rested.client === client),
        1,
      )
      client.end(new Fault('cancelled', 'not needed'))
      alive.delete(client)
    }
    idle.push({ client, timer: setTimeout(retire, IDLE_MS).unref() })
  }
  const openSource: ReaderPool['openSource'] = async (source, signal, options = defaultReadingOptions) => {
    const leave = await places.take(signal)
    try {
      const all = { ...defaultReaderLimits, ...limits }
      const terms = { timeoutMs: requestTimeoutMs, limits: all, options, readingPermits }
      return await openOnReader(source, { ...terms, take, giveBack, leave }, signal)
    } catch (error) {
      leave()
      throw error
    }
  }
  return {
    readers,
    inspect: async (source, signal) => {
      const { format, mediaType, pageCount, warnings, close } = await openSource(source, signal)
      await close()
      return { format, mediaType, pageCount, warnings }
    },
    openSource,
    close: async () => {
      closing.abort()
      for (const { timer } of idle.splice(0)) clearTimeout(timer)
      for (const client of alive) client.end(new Fault('cancelled', 'the readers are closed'))
      alive.clear()
    },
  }
}
