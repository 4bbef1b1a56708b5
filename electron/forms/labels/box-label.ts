import { type PDFDocument, rgb } from '@cantoo/pdf-lib'
import type { BoxLabel } from '../../../domain/labels.ts'
import type { Faces } from '../form-font.ts'
import { layText } from '../lay-text.ts'
import { drawQr } from './draw-qr.ts'

const MM = 72 / 25.4
/** A5 on its side, the back of a box of the usual size. */
const [WIDTH, HEIGHT] = [210 * MM, 148 * MM]
const MARGIN = 10 * MM
const QR_SIDE = 45 * MM
const MOST_LINES = 7

/** What is glued to a box. */
export function drawBoxLabel(pdf: PDFDocument, faces: Faces, label: BoxLabel): void {
  const page = pdf.addPage([WIDTH, HEIGHT])
  const { place, years, notations } = label
  page.drawRectangle({
    x: MARGIN / 2,
    y: MARGIN / 2,
    width: WIDTH - MARGIN,
    height: HEIGHT - MARGIN,
    borderWidth: 1.2,
    borderColor: rgb(0, 0, 0),
  })
  drawQr(page, label.qr, { x: WIDTH - MARGIN - QR_SIDE, y: HEIGHT - MARGIN - QR_SIDE, side: QR_SIDE })
  const state = { y: HEIGHT - MARGIN }
  const write = (
    text: string,
    style: { readonly face: keyof Faces; readonly size: number; readonly width: number },
  ) => {
    const { face, size, width } = style
    for (const line of layText(text, { face: faces[face], size, width }).slice(0, MOST_LINES)) {
      state.y -= size * 1.3
      faces[face].draw(page, line, { x: MARGIN, y: state.y, size })
    }
  }
  const beside = WIDTH - 3 * MARGIN - QR_SIDE
  write(label.agency, { face: 'bold', size: 15, width: beside })
  state.y -= 3 * MM
  write(`Hộp số: ${place.box}`, { face: 'bold', size: 40, width: beside })
  write(`Kho: ${place.store || '…'}     Giá: ${place.shelf || '…'}`, {
    face: 'regular',
    size: 18,
    width: beside,
  })
  state.y = Math.min(state.y, HEIGHT - MARGIN - QR_SIDE) - 4 * MM
  const all = WIDTH - 2 * MARGIN
  write(`Năm: ${years.length > 1 ? `${years[0]} - ${years.at(-1)}` : years.join('')}`, {
    face: 'regular',
    size: 18,
    width: all,
  })
  write(`Số hồ sơ: ${notations.length}`, { face: 'regular', size: 18, width: all })
  const span = notations.length > 1 ? `từ ${notations[0]} đến ${notations.at(-1)}` : notations.join('')
  write(`Hồ sơ: ${span}`, { face: 'bold', size: 22, width: all })
  if (notations.length > 2) {
    state.y -= 2 * MM
    write(notations.join('; '), { face: 'regular', size: 12, width: all })
  }
}
