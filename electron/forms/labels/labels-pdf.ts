import { PDFDocument } from '@cantoo/pdf-lib'
import type { Label } from '../../../domain/labels.ts'
import { embedFaces } from '../form-font.ts'
import { drawBoxLabel } from './box-label.ts'
import { drawPatchSheet } from './patch-sheet.ts'
import { drawSeparatorSheet } from './separator-sheet.ts'

/** Labels and sheets as a PDF, one a page, in their order; the same labels and day give the same bytes. */
export async function labelsPdf(labels: readonly Label[], createdAt: Date): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  pdf.setTitle(labels[0]?.kind === 'box' ? 'Nhãn hộp' : 'Tờ phân cách', { showInWindowTitleBar: true })
  pdf.setLanguage('vi')
  pdf.setCreationDate(createdAt)
  pdf.setModificationDate(createdAt)
  pdf.setProducer('Ho So Xa')
  const faces = await embedFaces(pdf)
  for (const label of labels) {
    if (label.kind === 'box') drawBoxLabel(pdf, faces, label)
    else if (label.kind === 'patch') drawPatchSheet(pdf, faces, label)
    else drawSeparatorSheet(pdf, faces, label)
  }
  return pdf.save()
}
