import * as z from 'zod'
import { pdfNumber } from './pdf-syntax.ts'

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** How the bytes of a picture are coded; names and numbers are those of ISO 32000-1 7.4. */
export const PictureCoding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('jpeg') }),
  z.object({ kind: z.literal('jpx') }),
  z.object({
    kind: z.literal('fax'),
    k: z.int().min(-1).max(100_000),
    isBlackOne: z.boolean(),
    isByteAligned: z.boolean(),
    hasEndOfLine: z.boolean(),
  }),
  z.object({ kind: z.literal('jbig2'), globals: Bytes.nullable() }),
  /** `isPredicted`: rows begin with the number of their PNG filter. */
  z.object({ kind: z.literal('deflate'), isPredicted: z.boolean() }),
])
export type PictureCoding = z.infer<typeof PictureCoding>

/** A coded picture as it can go into a PDF/A as it is. */
export const CodedPicture = z.object({
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  bitsPerComponent: z.literal([1, 2, 4, 8, 16]),
  /** `palette`: red, green and blue of each colour, a byte each. */
  colours: z.union([z.literal(['grey', 'rgb']), z.object({ palette: Bytes })]),
  /** Zero is white, in a grey picture. */
  isInverted: z.boolean(),
  coding: PictureCoding,
  bytes: Bytes,
})
export type CodedPicture = z.infer<typeof CodedPicture>

/** Maps the unit square to where the picture lies, in points from the bottom left. @see ISO 32000-1 8.3.4 */
export const Placement = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
export type Placement = z.infer<typeof Placement>

/** The pictures of one page, as they are to be kept. */
export const ArchivePage = z.object({
  widthPt: z.number().positive(),
  heightPt: z.number().positive(),
  /** The page is more than pictures, or has pictures that cannot be kept: it was drawn as a whole. */
  isDrawn: z.literal(true).exactOptional(),
  pictures: z.array(z.object({ picture: CodedPicture, placement: Placement })),
})
export type ArchivePage = z.infer<typeof ArchivePage>

/** @param globals the object that holds what JBIG2 pages share, written before */
export function pictureEntries(picture: CodedPicture, globals: string | null): string {
  const { widthPx, heightPx, bitsPerComponent, isInverted } = picture
  const decode = isInverted ? ' /Decode [1 0]' : ''
  return (
    `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx} ` +
    `/BitsPerComponent ${bitsPerComponent} /ColorSpace ${colourSpace(picture)}${decode} ` +
    codingEntries(picture, globals)
  )
}

function colourSpace({ colours }: CodedPicture): string {
  if (colours === 'grey') return '/DeviceGray'
  if (colours === 'rgb') return '/DeviceRGB'
  const count = Math.floor(colours.palette.length / 3)
  return `[/Indexed /DeviceRGB ${count - 1} <${Buffer.from(colours.palette).toString('hex')}>]`
}

function codingEntries(picture: CodedPicture, globals: string | null): string {
  const { coding, widthPx, heightPx, bitsPerComponent, colours } = picture
  if (coding.kind === 'jpeg') return '/Filter /DCTDecode'
  if (coding.kind === 'jpx') return '/Filter /JPXDecode'
  if (coding.kind === 'jbig2') {
    return `/Filter /JBIG2Decode${globals === null ? '' : ` /DecodeParms << /JBIG2Globals ${globals} >>`}`
  }
  if (coding.kind === 'fax') {
    const flags = [
      coding.isBlackOne ? ' /BlackIs1 true' : '',
      coding.isByteAligned ? ' /EncodedByteAlign true' : '',
      coding.hasEndOfLine ? ' /EndOfLine true' : '',
    ]
    const size = `/K ${coding.k} /Columns ${widthPx} /Rows ${heightPx}`
    return `/Filter /CCITTFaxDecode /DecodeParms << ${size}${flags.join('')} >>`
  }
  if (!coding.isPredicted) return '/Filter /FlateDecode'
  const channels = colours === 'rgb' ? 3 : 1
  const shape = `/Colors ${channels} /BitsPerComponent ${bitsPerComponent} /Columns ${widthPx}`
  return `/Filter /FlateDecode /DecodeParms << /Predictor 15 ${shape} >>`
}

export function placementOperator(placement: Placement): string {
  return `${placement.map(pdfNumber).join(' ')} cm`
}
