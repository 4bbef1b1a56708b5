import type { NamedFile } from '../fixtures/bad-files.ts'
import { type PdfObject, plainPdf } from '../fixtures/plain-pdf.ts'

/** Objects that every PDF made by hand has; its first page is number 3 and draws number 4. */
export const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
export const onePage = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
export const pageOf = (entries = '', box = '0 0 595 842'): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Contents 4 0 R ${entries} >>`
export const drawing = (text: string): PdfObject => ({ entries: '', bytes: Buffer.from(text, 'latin1') })
export const line = drawing('10 10 m 200 200 l S')
export const withPicture = '/Resources << /XObject << /P 5 0 R >> >>'
export const paint = drawing('595 0 0 842 0 0 cm /P Do')
export const image = (entries: string, bytes: Uint8Array): PdfObject => ({
  entries: `/Type /XObject /Subtype /Image ${entries}`,
  bytes,
})

export function pdf(name: string, objects: readonly PdfObject[], trailer = ''): NamedFile {
  return { name: `${name}.pdf`, bytes: plainPdf(objects, trailer) }
}
