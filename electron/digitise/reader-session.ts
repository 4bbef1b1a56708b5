import { assertNever, Fault } from '../../domain/fault.ts'
import { openDecoder } from './decode/open-decoder.ts'
import { createMemoryTidy } from './memory-tidy.ts'
import { watchMemory } from './memory-watch.ts'
import type { ParentChannel } from './parent-channel.ts'
import {
  type ClosedAnswer,
  type FromReader,
  MOST_RANGE_BYTES,
  type OpenedAnswer,
  type ToReader,
} from './reader-protocol.ts'
import { checkLanguages } from './recognise/language-data.ts'
import { createReadingEngine } from './recognise/reading-engine.ts'
import { createSeparatorReader } from './separator/read-separator.ts'
import { createSourceReading, type SourceReading } from './source-reading.ts'

type Request = Exclude<ToReader, { kind: 'cancel' | 'range' }>

/**
 * Answers the parent's requests; at most one file is open at a time.
 * @param engineProgram the bundled `recognise/engine-thread.ts`
 */
export function serveParent(channel: ParentChannel, engineProgram: URL): void {
  const engine = createReadingEngine(engineProgram)
  const separators = createSeparatorReader()
  const memory = watchMemory((fault) => {
    for (const id of underWay.keys()) post(channel, failure(id, fault))
  })
  const tidy = createMemoryTidy()
  const ranges = createRanges(channel)
  const underWay = new Map<number, AbortController>()
  const state = { reading: null as SourceReading | null }

  const answer = async (request: Request, signal: AbortSignal): Promise<unknown> => {
    if (request.kind === 'open') {
      const source = { sizeBytes: request.sizeBytes, read: ranges.read }
      const { limits, options } = request
      memory.limitTo(limits.residentBytes)
      await checkLanguages(options.languages)
      const decoder = await openDecoder(source, limits, options.dpi)
      state.reading = createSourceReading(decoder, { engine, languages: options.languages, separators })
      const { format, pageCount, warnings } = decoder
      return { format, pageCount, warnings: [...warnings] } satisfies OpenedAnswer
    }
    if (request.kind === 'close') {
      await state.reading?.close()
      state.reading = null
      await tidy.tidyUp()
      return { residentBytes: process.memoryUsage.rss() } satisfies ClosedAnswer
    }
    if (state.reading === null) throw new Error('no file is open')
    if (request.kind === 'pageImage') return state.reading.pageImage(request.index, request.widthPx, signal)
    if (request.kind === 'finePage') return state.reading.finePage(request.index, signal)
    if (request.kind === 'pageSizes') return state.reading.pageSizes(request, signal)
    if (request.kind === 'archivePage') return state.reading.archivePage(request.index, signal)
    if (request.kind === 'signatures') return state.reading.signatures()
    if (request.kind === 'readPage') return state.reading.readPage(request.index, signal)
    return lookAt(state.reading, request, signal)
  }
  const serve = async (request: Request): Promise<void> => {
    const stop = new AbortController()
    underWay.set(request.id, stop)
    try {
      post(channel, { kind: 'done', id: request.id, value: await answer(request, stop.signal) })
    } catch (error) {
      post(channel, failure(request.id, error))
    } finally {
      underWay.delete(request.id)
      void tidy.tidyUp()
    }
  }
  channel.onMessage((message) => {
    // The parent is ours; the other direction is the one that is not trusted.
    const request = message as ToReader
    if (request.kind === 'range') ranges.answered(request.id, request.bytes)
    else if (request.kind === 'cancel') underWay.get(request.id)?.abort()
    else void serve(request)
  })
}

/** What is looked at before anything of a page may be kept. */
function lookAt(
  reading: SourceReading,
  request: Extract<Request, { kind: 'isBlank' | 'readSeparator' | 'lookForSecret' }>,
  signal: AbortSignal,
): Promise<unknown> {
  const { kind, index } = request
  if (kind === 'isBlank') return reading.isBlank(index, signal)
  if (kind === 'readSeparator') return reading.readSeparator(index, signal)
  if (kind === 'lookForSecret') return reading.lookForSecret(index, signal)
  return assertNever(kind)
}

function post(channel: ParentChannel, message: FromReader): void {
  channel.post(message)
}

function failure(id: number, error: unknown): FromReader {
  if (error instanceof Fault) {
    return { kind: 'failed', id, code: error.code, detail: { ...error.detail }, message: error.message }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { kind: 'failed', id, code: 'internal', detail: {}, message }
}

/** Fetches bytes of the open file from the parent. */
function createRanges(channel: ParentChannel) {
  const waiting = new Map<number, (bytes: Uint8Array) => void>()
  const counter = { last: 0 }
  const fetchRange = (offset: number, length: number): Promise<Uint8Array> =>
    new Promise((resolve) => {
      counter.last += 1
      waiting.set(counter.last, resolve)
      post(channel, { kind: 'range', id: counter.last, offset, length })
    })
  return {
    read: async (offset: number, length: number): Promise<Uint8Array> => {
      // A decoder that was led astray by its file asks for what is not there.
      if (!(Number.isInteger(offset) && Number.isInteger(length) && offset >= 0 && length >= 0))
        throw new Fault('file-corrupt', 'a place outside the file')
      if (length <= MOST_RANGE_BYTES) return fetchRange(offset, length)
      const parts: Uint8Array[] = []
      for (let at = 0; at < length; at += MOST_RANGE_BYTES) {
        parts.push(await fetchRange(offset + at, Math.min(MOST_RANGE_BYTES, length - at)))
      }
      return Buffer.concat(parts)
    },
    answered: (id: number, bytes: Uint8Array): void => {
      waiting.get(id)?.(bytes)
      waiting.delete(id)
    },
  }
}
