import type { z } from 'zod'
import { Fault } from '../../domain/fault.ts'
import { TextLayer } from '../../domain/text-layer.ts'
import { mediaTypes, type SourceFormat } from './decode/sniff-format.ts'
import type { Permits } from './permits.ts'
import type { ReaderClient, ReaderRequest } from './reader-client.ts'
import type { ReaderLimits } from './reader-limits.ts'
import type { OpenSource, SourceHandle } from './reader-pool.ts'
import { ClosedAnswer, OpenedAnswer, PageImageAnswer } from './reader-protocol.ts'

/** What a pool lends to an open file. */
interface Terms {
  readonly timeoutMs: number
  readonly limits: ReaderLimits
  readonly readingPermits: Permits
  take(): ReaderClient
  giveBack(client: ReaderClient, residentBytes: number): void
  leave(): void
}

/** A reader that does not even close a file in this time is stuck in it. */
const CLOSE_TIMEOUT_MS = 5000

/** Opens a file on a reader process; on a fresh one, when a call finds that the last one died. @throws as `ReaderPool.inspect` */
export async function openOnReader(
  source: SourceHandle,
  terms: Terms,
  signal?: AbortSignal,
): Promise<OpenSource> {
  const { timeoutMs, limits } = terms
  const closing = new AbortController()

  const openAnew = async (
    stop?: AbortSignal,
  ): Promise<{ client: ReaderClient; format: SourceFormat; pageCount: number }> => {
    const client = terms.take()
    client.serve(source)
    try {
      const asked = { kind: 'open', sizeBytes: source.sizeBytes, limits } as const
      const { format, pageCount } = await client.request(asked, OpenedAnswer, { timeoutMs, signal: stop })
      return { client, format, pageCount }
    } catch (error) {
      await handBack(client, terms)
      throw error
    }
  }
  const first = await openAnew(signal)
  const state = { client: first.client, reopening: null as Promise<ReaderClient> | null }

  const reopen = async (): Promise<ReaderClient> => {
    terms.giveBack(state.client, 0)
    state.client = (await openAnew(closing.signal)).client
    return state.client
  }
  const readerNow = async (): Promise<ReaderClient> => {
    if (state.client.isAlive()) return state.client
    state.reopening ??= reopen().finally(() => {
      state.reopening = null
    })
    return state.reopening
  }
  const ask = async <T>(request: ReaderRequest, answer: z.ZodType<T>, stop?: AbortSignal): Promise<T> => {
    const client = await readerNow()
    const ends = stop === undefined ? closing.signal : AbortSignal.any([stop, closing.signal])
    return client.request(request, answer, { timeoutMs, signal: ends })
  }

  const mediaType = mediaTypes[first.format]
  return {
    format: first.format,
    mediaType,
    pageCount: first.pageCount,
    pageImage: async (index, { widthPx = null }: { readonly widthPx?: number | null }, stop) => {
      checkIndex(index, first.pageCount)
      const picture = await ask({ kind: 'pageImage', index, widthPx }, PageImageAnswer, stop)
      if (picture.kind === 'made') return picture
      const bytes = await source.read(0, source.sizeBytes)
      return { bytes, mediaType, widthPx: picture.widthPx, heightPx: picture.heightPx }
    },
    readPage: async (index, stop) => {
      checkIndex(index, first.pageCount)
      const release = await terms.readingPermits.take(stop)
      try {
        return await ask({ kind: 'readPage', index }, TextLayer, stop)
      } finally {
        release()
      }
    },
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
