import { structureLimits } from '../../reader-limits.ts'
import type { SourceBytes } from '../source-bytes.ts'
import { createPdfLexer, ShortOfBytes } from './pdf-lexer.ts'
import { plainStream } from './pdf-streams.ts'
import { readPdfTable } from './pdf-table.ts'
import { asKind, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'

export interface RawStream {
  readonly dictionary: PdfDictionary
  /** As they are in the file. */
  readonly bytes: Uint8Array
}

/** Reads the stream that begins at the offset. */
export type ReadStream = (offset: number) => Promise<RawStream>

/**
 * A PDF seen as the objects it is written of, without drawing anything: for its pictures and signatures as they lie in
 * the file. It reads what is well made and @throws SyntaxError on the rest; drawing damaged files is another's work.
 */
export interface RawPdf {
  readonly trailer: PdfDictionary
  /** The object itself; its own members may be references. */
  object(id: number): Promise<PdfValue>
  /** The value, or what it refers to. */
  resolve(value: PdfValue | undefined): Promise<PdfValue>
  /** What the value is or refers to, where that is a dictionary. */
  dictionary(value: PdfValue | undefined): Promise<PdfDictionary | null>
  /** @param mostBytes of the stream as it lies in the file */
  stream(reference: PdfValue | undefined, mostBytes: number): Promise<RawStream | null>
}

const FIRST_WINDOW_BYTES = 16 * 1024
const LARGEST_WINDOW_BYTES = 8 * 1024 * 1024
/** A reference that leads to a reference and so on is a trap. */
const MOST_STEPS = 20

/** @throws SyntaxError where the file is damaged, and for an encrypted one */
export async function openRawPdf(source: SourceBytes): Promise<RawPdf> {
  const readTableStream: ReadStream = async (offset) => {
    const { value, dataAt } = await readAt(source, offset)
    const dictionary = asKind(value, 'dictionary')
    const length = numberOf(dictionary?.entries.get('Length'))
    if (dictionary === null || dataAt === null || length === null)
      throw new SyntaxError('no stream where one should be')
    return {
      dictionary,
      bytes: await part(source, { offset: dataAt, length, most: structureLimits.streamBytes }),
    }
  }
  const { places, trailer } = await readPdfTable(source, readTableStream)
  if (trailer.entries.has('Encrypt')) throw new SyntaxError('an encrypted PDF')
  const opened = new Map<number, Promise<ReadonlyMap<number, PdfValue>>>()

  const bundle = (id: number): Promise<ReadonlyMap<number, PdfValue>> => {
    const known = opened.get(id)
    if (known !== undefined) return known
    if (opened.size > 8) opened.clear()
    const place = places.get(id)
    if (place?.kind !== 'file') throw new SyntaxError('a stream of objects that is not there')
    const objects = stream({ kind: 'reference', id }, structureLimits.streamBytes).then(objectsOfStream)
    opened.set(id, objects)
    return objects
  }
  const object = async (id: number): Promise<PdfValue> => {
    const place = places.get(id)
    if (place === undefined) return null
    if (place.kind === 'stream') return (await bundle(place.id)).get(id) ?? null
    return (await readAt(source, place.offset)).value
  }
  const resolve = async (value: PdfValue | undefined): Promise<PdfValue> => {
    let found = value ?? null
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const reference = asKind(found, 'reference')
      if (reference === null) return found
      found = await object(reference.id)
    }
    throw new SyntaxError('references that run in a circle')
  }
  const stream = async (value: PdfValue | undefined, mostBytes: number): Promise<RawStream | null> => {
    const place = places.get(asKind(value, 'reference')?.id ?? -1)
    if (place?.kind !== 'file') return null
    const { value: found, dataAt } = await readAt(source, place.offset)
    const dictionary = asKind(found, 'dictionary')
    if (dictionary === null || dataAt === null) return null
    const length = numberOf(await resolve(dictionary.entries.get('Length')))
    if (length === null || length < 0) throw new SyntaxError('a stream that does not tell its length')
    return { dictionary, bytes: await part(source, { offset: dataAt, length, most: mostBytes }) }
  }
  const dictionary = async (value: PdfValue | undefined) => asKind(await resolve(value), 'dictionary')
  return { trailer, object, resolve, dictionary, stream }
}

interface Part {
  readonly offset: number
  readonly length: number
  readonly most: number
}

async function part(source: SourceBytes, { offset, length, most }: Part): Promise<Uint8Array> {
  if (length > most || offset + length > source.sizeBytes) throw new SyntaxError('a stream too long')
  return source.read(offset, length)
}

/** Reads `id generation obj value`; `dataAt` is where the bytes of a stream begin. */
async function readAt(source: SourceBytes, offset: number) {
  if (offset >= source.sizeBytes) throw new SyntaxError('an object outside the file')
  for (let size = FIRST_WINDOW_BYTES; size <= LARGEST_WINDOW_BYTES; size *= 8) {
    const window = await source.read(offset, Math.min(size, source.sizeBytes - offset))
    try {
      return objectIn(window, offset, offset + window.length >= source.sizeBytes)
    } catch (error) {
      if (!(error instanceof ShortOfBytes)) throw error
    }
  }
  throw new SyntaxError('an object that does not end')
}

function objectIn(window: Uint8Array, offset: number, isLast: boolean) {
  const lexer = createPdfLexer(window)
  const head = [lexer.next(), lexer.next(), lexer.next()]
  if (asKind(head[2], 'word')?.word !== 'obj') throw new SyntaxError(`no object at byte ${offset}`)
  const value = lexer.next()
  const after = lexer.next()
  // A number may be the beginning of a reference or of a longer number; only what follows tells.
  if (value === undefined || (after === undefined && !isLast)) throw new ShortOfBytes()
  if (asKind(after, 'word')?.word !== 'stream') return { value, dataAt: null }
  const at = lexer.at()
  if (at + 2 > window.length) throw new ShortOfBytes()
  const lineEnd = window[at] === 13 && window[at + 1] === 10 ? 2 : 1
  return { value, dataAt: offset + at + lineEnd }
}

/** @see ISO 32000-1 7.5.7 */
async function objectsOfStream(stream: RawStream | null): Promise<ReadonlyMap<number, PdfValue>> {
  const plain = stream === null ? null : await plainStream(stream.dictionary, stream.bytes)
  if (stream === null || plain === null) throw new SyntaxError('a stream of objects that cannot be read')
  const count = numberOf(stream.dictionary.entries.get('N')) ?? 0
  const first = numberOf(stream.dictionary.entries.get('First')) ?? 0
  const lexer = createPdfLexer(plain)
  const found = new Map<number, PdfValue>()
  for (let place = 0; place < count; place += 1) {
    const [id, offset] = [numberOf(lexer.next()), numberOf(lexer.next())]
    if (id === null || offset === null) break
    const back = lexer.at()
    lexer.seek(first + offset)
    found.set(id, lexer.next() ?? null)
    lexer.seek(back)
  }
  return found
}
