import { PDFDocument as AnyPdf } from '@cantoo/pdf-lib'
import { type TinyLine, tinyTextPdf } from './tiny-sources.ts'

/** Text that is drawn in mode 3 leaves no mark. @see ISO 32000-1 9.3.6 */
const HIDDEN_MODE = '3 Tr\n'

/** An A4 page of a scan that fills it, with text over it: unseen, as programs that read scans leave it, or seen. */
export async function hiddenTextPdf(
  jpeg: Uint8Array,
  lines: readonly TinyLine[],
  kind: 'hidden' | 'seen' = 'hidden',
): Promise<Uint8Array> {
  const pdf = await AnyPdf.create()
  const page = pdf.addPage([595, 842])
  page.drawImage(await pdf.embedJpg(jpeg), { x: 0, y: 0, width: 595, height: 842 })
  const [typed] = await pdf.copyPages(await AnyPdf.load(tinyTextPdf([lines])), [0])
  if (typed === undefined) throw new Error('the text has no page')
  // The fonts of the typed page come over with it; its operators follow those of the scan.
  const scan = page.node.normalizedEntries()
  const text = typed.node.normalizedEntries()
  for (const [name, font] of text.Font.entries()) scan.Font.set(name, font)
  for (const [name, state] of text.ExtGState.entries()) scan.ExtGState.set(name, state)
  const before = pdf.context.register(pdf.context.stream(kind === 'hidden' ? HIDDEN_MODE : ' '))
  page.node.addContentStream(before)
  for (const stream of text.Contents?.asArray() ?? [])
    page.node.addContentStream(pdf.context.register(pdf.context.lookup(stream) ?? pdf.context.obj(null)))
  return pdf.save({ useObjectStreams: false })
}
