import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { Fault } from '../../../../domain/fault.ts'
import { structureLimits } from '../../reader-limits.ts'
import { asKind, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'

const inflated = promisify(inflate)

/** The names of the filters of a stream, outermost first. */
export function filtersOf({ entries }: PdfDictionary): readonly string[] {
  const filter = entries.get('Filter')
  const names = asKind(filter, 'array')?.items ?? (filter === undefined ? [] : [filter])
  return names.map((name) => nameOf(name) ?? '?')
}

/** The parameters of the filter at the place. */
export function parametersOf({ entries }: PdfDictionary, place: number): PdfDictionary | null {
  const parameters = entries.get('DecodeParms')
  const chosen: PdfValue | undefined = asKind(parameters, 'array')?.items[place] ?? parameters
  return asKind(chosen, 'dictionary')
}

/**
 * Undoes what a program, not a scanner, does to streams: deflate with or without predictor. Null for other filters.
 * @throws Fault 'file-too-large' for a stream that is made to fill the memory
 */
export async function plainStream(dictionary: PdfDictionary, bytes: Uint8Array): Promise<Uint8Array | null> {
  const filters = filtersOf(dictionary)
  if (filters.length > structureLimits.filters) throw tooLarge()
  if (!filters.every((filter) => filter === 'FlateDecode')) return null
  let plain = bytes
  for (const place of filters.keys()) {
    plain = withoutPredictor(
      await inflatedWithin(plain, structureLimits.streamBytes),
      parametersOf(dictionary, place),
    )
  }
  return plain
}

/** @throws Fault 'file-too-large' where there is more, an error of zlib where it is damaged */
export async function inflatedWithin(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  try {
    return await inflated(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    const isMore = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isMore ? tooLarge(mostBytes) : error
  }
}

function tooLarge(mostBytes: number = structureLimits.streamBytes): Fault {
  const detail = { limitMegabytes: Math.ceil(mostBytes / 2 ** 20) }
  return new Fault('file-too-large', 'a stream of the PDF is larger than any honest one', { detail })
}

function withoutPredictor(plain: Uint8Array, dictionary: PdfDictionary | null): Uint8Array {
  const parameters = dictionary?.entries
  const predictor = numberOf(parameters?.get('Predictor')) ?? 1
  if (predictor === 1) return plain
  if (predictor < 10) throw new SyntaxError('a rare prediction')
  const number = (name: string, fallback: number): number => numberOf(parameters?.get(name)) ?? fallback
  const bits = number('Colors', 1) * number('BitsPerComponent', 8)
  return withoutPrediction(plain, Math.ceil((bits * number('Columns', 1)) / 8), Math.max(1, bits >> 3))
}

/** @see ISO/IEC 15948 clause 9 */
function withoutPrediction(coded: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.floor(coded.length / (rowBytes + 1))
  const plain = new Uint8Array(rows * rowBytes)
  for (let row = 0; row < rows; row += 1) {
    const filter = coded[row * (rowBytes + 1)] ?? 0
    for (let x = 0; x < rowBytes; x += 1) {
      const at = row * rowBytes + x
      const left = x < pixelBytes ? 0 : (plain[at - pixelBytes] ?? 0)
      const up = row === 0 ? 0 : (plain[at - rowBytes] ?? 0)
      const corner = row === 0 || x < pixelBytes ? 0 : (plain[at - rowBytes - pixelBytes] ?? 0)
      plain[at] = (coded[row * (rowBytes + 1) + 1 + x] ?? 0) + guess(filter, { left, up, corner })
    }
  }
  return plain
}

interface Neighbours {
  readonly left: number
  readonly up: number
  readonly corner: number
}

function guess(filter: number, { left, up, corner }: Neighbours): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const [byLeft, byUp, byCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ]
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}
