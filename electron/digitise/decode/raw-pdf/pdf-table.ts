import { structureLimits } from '../../reader-limits.ts'
import type { SourceBytes } from '../source-bytes.ts'
import { createPdfLexer } from './pdf-lexer.ts'
import { plainStream } from './pdf-streams.ts'
import { asKind, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'
import type { ReadStream } from './raw-pdf.ts'

/** Where an object lies: in the file, or in a stream that holds many. */
export type PdfPlace =
  | { readonly kind: 'file'; readonly offset: number }
  | { readonly kind: 'stream'; readonly id: number }

export interface PdfTable {
  readonly places: ReadonlyMap<number, PdfPlace>
  readonly trailer: PdfDictionary
}

const TAIL_BYTES = 2048
const ENTRY_BYTES = 20

/** What a section of the table says; the sections run from the newest to the oldest. */
interface Section {
  readonly places: readonly (readonly [id: number, place: PdfPlace | null])[]
  readonly dictionary: PdfDictionary
}

/** Reads the table of objects. @throws SyntaxError where it is not as the standard says. @see ISO 32000-1 7.5 */
export async function readPdfTable(source: SourceBytes, readStream: ReadStream): Promise<PdfTable> {
  const places = new Map<number, PdfPlace>()
  const freed = new Set<number>()
  const visited = new Set<number>()
  const waiting = [await startOfTable(source)]
  let trailer: PdfDictionary | null = null
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (visited.has(at)) continue
    visited.add(at)
    if (visited.size > structureLimits.pdfTableSections)
      throw new SyntaxError('a PDF with a table of too many sections')
    const { places: found, dictionary } = await readSection(source, at, readStream)
    for (const [id, place] of found) {
      if (places.has(id) || freed.has(id)) continue
      if (place === null) freed.add(id)
      else places.set(id, place)
    }
    if (places.size > structureLimits.pdfObjects) throw new SyntaxError('a PDF of too many objects')
    trailer ??= dictionary
    const next = [dictionary.entries.get('XRefStm'), dictionary.entries.get('Prev')]
    waiting.push(...next.filter((offset) => typeof offset === 'number'))
  }
  if (trailer === null) throw new SyntaxError('a PDF without trailer')
  return { places, trailer }
}

async function startOfTable(source: SourceBytes): Promise<number> {
  const length = Math.min(TAIL_BYTES, source.sizeBytes)
  const tail = Buffer.from(await source.read(source.sizeBytes - length, length)).toString('latin1')
  const found = /startxref\s+(\d+)(?![^]*startxref)/.exec(tail)?.[1]
  if (found === undefined) throw new SyntaxError('a PDF that does not tell where its table is')
  return Number(found)
}

async function readSection(source: SourceBytes, at: number, readStream: ReadStream): Promise<Section> {
  if (!(at >= 0 && at < source.sizeBytes)) throw new SyntaxError('a table of objects outside the file')
  const word = Buffer.from(await source.read(at, Math.min(16, source.sizeBytes - at))).toString('latin1')
  if (/^\s*xref/.test(word)) return readClassic(source, at + word.indexOf('xref') + 4)
  const { dictionary, bytes } = await readStream(at)
  const plain = await plainStream(dictionary, bytes)
  if (plain === null) throw new SyntaxError('a table of objects under an unknown filter')
  return { places: streamPlaces(dictionary, plain), dictionary }
}

async function readClassic(source: SourceBytes, start: number): Promise<Section> {
  const places: [number, PdfPlace | null][] = []
  let at = start
  for (;;) {
    const window = await source.read(at, Math.min(65_536, source.sizeBytes - at))
    const lexer = createPdfLexer(window)
    const first = lexer.next()
    if (typeof first !== 'number') {
      const dictionary = asKind(
        asKind(first, 'word')?.word === 'trailer' ? lexer.next() : undefined,
        'dictionary',
      )
      if (dictionary === null) throw new SyntaxError('a table of objects without trailer')
      return { places, dictionary }
    }
    const count = numberOf(lexer.next())
    if (count === null || count < 0 || places.length + count > structureLimits.pdfObjects)
      throw new SyntaxError('a bad table')
    const spaces =
      /^\s*/.exec(Buffer.from(window.subarray(lexer.at(), lexer.at() + 8)).toString('latin1'))?.[0] ?? ''
    const entriesAt = at + lexer.at() + spaces.length
    places.push(...(await classicEntries(source, { at: entriesAt, first, count })))
    at = entriesAt + count * ENTRY_BYTES
  }
}

interface Entries {
  readonly at: number
  readonly first: number
  readonly count: number
}

async function classicEntries(source: SourceBytes, { at, first, count }: Entries) {
  const length = count * ENTRY_BYTES
  if (at + length > source.sizeBytes) throw new SyntaxError('a table of objects that leaves the file')
  const text = Buffer.from(await source.read(at, length)).toString('latin1')
  return Array.from({ length: count }, (_, place): [number, PdfPlace | null] => {
    const found = /^(\d{10}) \d{5} ([nf])/.exec(text.slice(place * ENTRY_BYTES, (place + 1) * ENTRY_BYTES))
    if (found === null) throw new SyntaxError('a bad entry in a table of objects')
    return [first + place, found[2] === 'n' ? { kind: 'file', offset: Number(found[1]) } : null]
  })
}

function numbers(value: PdfValue | undefined): readonly number[] {
  return asKind(value, 'array')?.items.map((item) => numberOf(item) ?? 0) ?? []
}

/** @see ISO 32000-1 7.5.8 */
function streamPlaces({ entries }: PdfDictionary, bytes: Uint8Array): Section['places'] {
  const widths = numbers(entries.get('W'))
  const rowBytes = widths.reduce((sum, width) => sum + width, 0)
  const index = numbers(entries.get('Index'))
  const ranges = index.length > 0 ? index : [0, numberOf(entries.get('Size')) ?? 0]
  const rows = rowBytes === 0 ? 0 : Math.floor(bytes.length / rowBytes)
  return idsOf(ranges, rows).map((id, row) => {
    const [kind = 1, value = 0] = fields(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), widths)
    if (kind === 2) return [id, { kind: 'stream', id: value }]
    return [id, kind === 1 ? { kind: 'file', offset: value } : null]
  })
}

/** Pairs of a first number and a count, counted out; no more of them than there are rows. */
function idsOf(ranges: readonly number[], rows: number): readonly number[] {
  const ids: number[] = []
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2)
    for (let place = 0; place < count && ids.length < rows; place += 1) ids.push(first + place)
  }
  return ids
}

function fields(row: Uint8Array, widths: readonly number[]): readonly (number | undefined)[] {
  let at = 0
  return widths.map((width) => {
    const part = row.subarray(at, at + width)
    at += width
    return width === 0 ? undefined : part.reduce((value, byte) => value * 256 + byte, 0)
  })
}
