import type { CodedPicture, PictureCoding } from '../../output/coded-picture.ts'
import { keptJpeg } from '../../output/kept-photo.ts'
import { filtersOf, parametersOf, plainStream } from './pdf-streams.ts'
import { asKind, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'
import type { RawPdf, RawStream } from './raw-pdf.ts'

interface Wanted {
  /** The colour in which a stencil is painted is black. */
  readonly isFillBlack: boolean
  readonly mostBytes: number
}

/** A picture as it lies in the PDF, where a PDF/A may hold it so; null where it must be drawn. */
export async function rawPicture(
  pdf: RawPdf,
  stream: RawStream,
  wanted: Wanted,
): Promise<CodedPicture | null> {
  const { entries } = stream.dictionary
  const isMasked = ['SMask', 'Mask', 'SMaskInData', 'OC'].some((key) => entries.has(key))
  if (nameOf(entries.get('Subtype')) !== 'Image' || isMasked) return null
  const isStencil = entries.get('ImageMask') === true
  if (isStencil && !wanted.isFillBlack) return null
  const isInverted = inversion(entries.get('Decode'))
  if (isInverted === null) return null
  const filters = filtersOf(stream.dictionary)
  const colours = isStencil ? 'grey' : await coloursOf(pdf, entries.get('ColorSpace'))
  if (filters.length === 1 && filters[0] === 'DCTDecode') {
    const jpeg = isInverted ? null : keptJpeg(stream.bytes)
    return jpeg?.colours === colours ? jpeg : null
  }
  const coding = filters.length === 1 ? await codingOf(pdf, stream.dictionary, wanted) : null
  const bits = isStencil ? 1 : numberOf(await pdf.resolve(entries.get('BitsPerComponent')))
  const widthPx = numberOf(await pdf.resolve(entries.get('Width')))
  const heightPx = numberOf(await pdf.resolve(entries.get('Height')))
  const isBilevelCoding = coding?.kind === 'fax' || coding?.kind === 'jbig2'
  const bitsPerComponent = isBilevelCoding ? 1 : bits
  if (colours === null || coding === null || widthPx === null || heightPx === null) return null
  if (bitsPerComponent !== 1 && bitsPerComponent !== 8) return null
  if ((isInverted || isBilevelCoding) && colours !== 'grey') return null
  if (!hasAllPixels(stream, coding)) return null
  return { widthPx, heightPx, bitsPerComponent, colours, isInverted, coding, bytes: stream.bytes }
}

/** A coded picture without a byte is a hole in the page. */
function hasAllPixels({ bytes }: RawStream, { kind }: PictureCoding): boolean {
  return bytes.length > (kind === 'deflate' ? 8 : 1)
}

/** False for values as they are, true for black and white exchanged, null for anything else. */
function inversion(decode: PdfValue | undefined): boolean | null {
  if (decode === undefined || decode === null) return false
  const bounds = asKind(decode, 'array')?.items ?? []
  const text = bounds.map(String).join(' ')
  if (/^0 1(?: 0 1)*$/.test(text)) return false
  return text === '1 0' ? true : null
}

/** Only device colours and those that a profile of grey or three colours describes in their stead. */
async function coloursOf(pdf: RawPdf, value: PdfValue | undefined): Promise<'grey' | 'rgb' | null> {
  const space = await pdf.resolve(value)
  const name = nameOf(space) ?? nameOf(asKind(space, 'array')?.items[0])
  if (name === 'DeviceGray' || name === 'CalGray') return 'grey'
  if (name === 'DeviceRGB' || name === 'CalRGB') return 'rgb'
  if (name !== 'ICCBased') return null
  const profile = asKind(await pdf.resolve(asKind(space, 'array')?.items[1]), 'dictionary')
  const channels = numberOf(profile?.entries.get('N'))
  if (channels === 1) return 'grey'
  return channels === 3 ? 'rgb' : null
}

async function codingOf(
  pdf: RawPdf,
  dictionary: PdfDictionary,
  { mostBytes }: Wanted,
): Promise<PictureCoding | null> {
  const [filter] = filtersOf(dictionary)
  const parameters = parametersOf(dictionary, 0)?.entries
  if (filter === 'CCITTFaxDecode') {
    const k = numberOf(parameters?.get('K')) ?? 0
    const columns = numberOf(parameters?.get('Columns')) ?? 1728
    if (columns !== numberOf(dictionary.entries.get('Width'))) return null
    return {
      kind: 'fax',
      k: Math.max(-1, Math.round(k)),
      isBlackOne: parameters?.get('BlackIs1') === true,
      isByteAligned: parameters?.get('EncodedByteAlign') === true,
      hasEndOfLine: parameters?.get('EndOfLine') === true,
    }
  }
  if (filter === 'JBIG2Decode') {
    const reference = parameters?.get('JBIG2Globals')
    const globals = reference === undefined ? null : await pdf.stream(reference, mostBytes)
    const bytes = globals === null ? null : await plainStream(globals.dictionary, globals.bytes)
    return reference !== undefined && bytes === null ? null : { kind: 'jbig2', globals: bytes }
  }
  const isPlain = filter === 'FlateDecode' && (numberOf(parameters?.get('Predictor')) ?? 1) === 1
  return isPlain ? { kind: 'deflate', isPredicted: false } : null
}
