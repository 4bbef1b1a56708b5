import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import { type TinyLine, tinyJpeg, tinyTextPdf } from './tiny-sources.ts'

const A4 = { widthPt: 595, heightPt: 842 }

/** One page of a PDF: text of its own, or a scan. */
export type MixedPage =
  | { readonly kind: 'text'; readonly lines: readonly TinyLine[] }
  | { readonly kind: 'scan'; readonly lines: readonly TinyLine[] }

/** A PDF whose pages carry their text or are pictures. */
export async function mixedPdf(pages: readonly MixedPage[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (const page of pages) {
    if (page.kind === 'text') {
      const born = await PDFDocument.load(tinyTextPdf([page.lines]))
      const [copied] = await pdf.copyPages(born, [0])
      if (copied !== undefined) pdf.addPage(copied)
    } else {
      const picture = await pdf.embedJpg(tinyJpeg({ lines: page.lines, widthPx: 1300 }))
      const { widthPt: width, heightPt: height } = A4
      pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
    }
  }
  return pdf.save({ useObjectStreams: false })
}

/** A PDF of one page that is one JPEG 2000 picture. */
export async function jpxPdf(
  bytes: Uint8Array,
  { widthPx, heightPx, colourSpace }: { widthPx: number; heightPx: number; colourSpace?: string },
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage([A4.widthPt, A4.heightPt])
  const picture = pdf.context.stream(bytes, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: widthPx,
    Height: heightPx,
    Filter: 'JPXDecode',
    ...(colourSpace === undefined ? {} : { ColorSpace: colourSpace, BitsPerComponent: 8 }),
  })
  page.node.setXObject(PDFName.of('P'), pdf.context.register(picture))
  const content = pdf.context.stream(`q ${A4.widthPt} 0 0 ${A4.heightPt} 0 0 cm /P Do Q`)
  page.node.set(PDFName.of('Contents'), pdf.context.register(content))
  return pdf.save({ useObjectStreams: false })
}
