import type { PDFDocument } from '@cantoo/pdf-lib'
import type { SeparatorSheet } from '../../../domain/labels.ts'
import type { Faces } from '../form-font.ts'
import { layText } from '../lay-text.ts'
import { drawQr } from './draw-qr.ts'

const MM = 72 / 25.4
const [WIDTH, HEIGHT] = [210 * MM, 297 * MM]
const MARGIN = 20 * MM
/** Read from a scan of 100 dpi, and from a bad copy of it. */
const QR_SIDE = 90 * MM
const MOST_TITLE_LINES = 4

/** One A4 sheet: the code, and in large letters what it says. */
export function drawSeparatorSheet(pdf: PDFDocument, faces: Faces, sheet: SeparatorSheet): void {
  const page = pdf.addPage([WIDTH, HEIGHT])
  const state = { y: HEIGHT - MARGIN }
  const write = (text: string, face: keyof Faces, size: number): void => {
    state.y -= size * 1.35
    const x = (WIDTH - faces[face].widthOf(text, size)) / 2
    faces[face].draw(page, text, { x, y: state.y, size })
  }
  const lay = (text: string, face: keyof Faces, size: number): readonly string[] =>
    layText(text, { face: faces[face], size, width: WIDTH - 2 * MARGIN })
  write(sheet.agency, 'regular', 14)
  state.y -= 6 * MM
  write('TỜ PHÂN CÁCH', 'bold', 26)
  state.y -= 6 * MM + QR_SIDE
  drawQr(page, sheet.qr, { x: (WIDTH - QR_SIDE) / 2, y: state.y, side: QR_SIDE })
  state.y -= 4 * MM
  for (const line of lay(`Hồ sơ ${sheet.notation}`, 'bold', 34)) write(line, 'bold', 34)
  if (sheet.ordinal !== null) write(`Văn bản ${sheet.ordinal}`, 'bold', 34)
  state.y -= 4 * MM
  for (const line of lay(sheet.title, 'regular', 16).slice(0, MOST_TITLE_LINES)) write(line, 'regular', 16)
  write(`Mã hồ sơ: ${sheet.code}`, 'italic', 13)
  state.y = MARGIN + 16 * MM
  const hint =
    'Đặt tờ này trước trang đầu của văn bản rồi quét cả xấp. Chương trình đề nghị tách văn bản tại đây và xếp vào hồ sơ ghi trên tờ.'
  for (const line of lay(hint, 'italic', 13)) write(line, 'italic', 13)
}
