import { Fault } from '../../../../domain/fault.ts'
import type { CodedPicture, PictureCoding } from '../../output/coded-picture.ts'
import { keptJpx } from '../../output/kept-jpx.ts'
import { keptJpeg } from '../../output/kept-photo.ts'
import { structureLimits } from '../../reader-limits.ts'
import { filtersOf, parametersOf, plainStream } from './pdf-streams.ts'
import { asKind, entryOf, nameOf, numberOf, type PdfDictionary, type PdfValue } from './pdf-values.ts'
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
  const isStencil = entries.get('ImageMask') === true
  const isInverted = inversion(entries.get('Decode'))
  if (isInverted === null || !isPlain(stream.dictionary) || (isStencil && !wanted.isFillBlack)) return null
  const [filter] = filtersOf(stream.dictionary)
  const isAltered = isStencil || isInverted
  if (filter === 'JPXDecode') return isAltered ? null : jpxPicture(pdf, stream)
  return filteredPicture({ pdf, stream, filter }, { ...wanted, isStencil, isInverted })
}

interface Filtered {
  readonly pdf: RawPdf
  readonly stream: RawStream
  readonly filter: string | undefined
}

async function filteredPicture(
  { pdf, stream, filter }: Filtered,
  looks: Omit<Described, 'colours'>,
): Promise<CodedPicture | null> {
  const { isStencil, isInverted } = looks
  const { entries } = stream.dictionary
  const colours = isStencil ? 'grey' : await coloursOf(pdf, entries.get('ColorSpace'))
  if (colours === null) return null
  if (filter !== 'DCTDecode') return codedPicture(pdf, stream, { ...looks, colours })
  const jpeg = isInverted ? null : keptJpeg(stream.bytes)
  return jpeg?.colours === colours ? jpeg : null
}

/** Only a JPEG 2000 picture may leave its colours untold. */
async function jpxPicture(pdf: RawPdf, { dictionary, bytes }: RawStream): Promise<CodedPicture | null> {
  const picture = keptJpx(bytes)
  const told = dictionary.entries.get('ColorSpace')
  if (picture === null || told === undefined) return picture
  return picture.colours === (await coloursOf(pdf, told)) ? picture : null
}

/** A picture under one filter that neither hides nor is hidden. */
function isPlain(dictionary: PdfDictionary): boolean {
  const isMasked = ['SMask', 'Mask', 'SMaskInData', 'OC'].some((key) => dictionary.entries.has(key))
  return nameOf(entryOf(dictionary, 'Subtype')) === 'Image' && !isMasked && filtersOf(dictionary).length === 1
}

interface Described extends Wanted {
  readonly isStencil: boolean
  readonly isInverted: boolean
  readonly colours: 'grey' | 'rgb'
}

async function codedPicture(
  pdf: RawPdf,
  stream: RawStream,
  described: Described,
): Promise<CodedPicture | null> {
  const { isStencil, isInverted, colours, mostBytes } = described
  const numberAt = async (key: string) => numberOf(await pdf.resolve(entryOf(stream.dictionary, key)))
  const coding = await codingOf(pdf, stream.dictionary, mostBytes)
  const [widthPx, heightPx] = [await numberAt('Width'), await numberAt('Height')]
  if (coding === null || widthPx === null || heightPx === null || !hasAllPixels(stream, coding)) return null
  const isBilevel = isStencil || coding.kind !== 'deflate'
  const bitsPerComponent = isBilevel ? 1 : await numberAt('BitsPerComponent')
  if (bitsPerComponent !== 1 && bitsPerComponent !== 8) return null
  if ((isInverted || isBilevel) && colours !== 'grey') return null
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
  mostBytes: number,
): Promise<PictureCoding | null> {
  const [filter] = filtersOf(dictionary)
  const parameters = parametersOf(dictionary, 0)
  if (filter === 'CCITTFaxDecode') return faxCoding(dictionary, parameters)
  if (filter === 'JBIG2Decode') {
    const reference = entryOf(parameters, 'JBIG2Globals')
    const stream = await pdf.stream(reference, mostBytes)
    const globals = stream === null ? null : await plainStream(stream.dictionary, stream.bytes)
    return reference !== undefined && globals === null ? null : { kind: 'jbig2', globals }
  }
  const isUnpredicted = filter === 'FlateDecode' && (numberOf(entryOf(parameters, 'Predictor')) ?? 1) === 1
  return isUnpredicted ? { kind: 'deflate', isPredicted: false } : null
}

/** Columns that a picture does not state are those of a fax machine. */
const FAX_COLUMNS = 1728

function faxCoding(dictionary: PdfDictionary, parameters: PdfDictionary | null): PictureCoding | null {
  const columns = numberOf(entryOf(parameters, 'Columns')) ?? FAX_COLUMNS
  if (columns > structureLimits.faxColumns)
    throw new Fault('file-too-large', `a fax ${columns} pixels wide`, {
      detail: { limitSidePx: structureLimits.faxColumns, sidePx: columns },
    })
  if (columns !== numberOf(entryOf(dictionary, 'Width'))) return null
  return {
    kind: 'fax',
    k: Math.max(-1, Math.round(numberOf(entryOf(parameters, 'K')) ?? 0)),
    isBlackOne: entryOf(parameters, 'BlackIs1') === true,
    isByteAligned: entryOf(parameters, 'EncodedByteAlign') === true,
    hasEndOfLine: entryOf(parameters, 'EndOfLine') === true,
  }
}
