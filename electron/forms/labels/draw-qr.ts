import { type PDFPage, rgb } from '@cantoo/pdf-lib'
import { create } from 'qrcode'

/** Modules of white around the code, without which readers do not find it. */
const QUIET_MODULES = 4
const black = rgb(0, 0, 0)

/**
 * Draws a QR code as squares, sharp at any resolution; a quarter of it may be dirty.
 * @param place lower left corner and side of the whole with its white border, points
 */
export function drawQr(
  page: PDFPage,
  text: string,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' })
  const unit = side / (modules.size + 2 * QUIET_MODULES)
  for (let row = 0; row < modules.size; row += 1) {
    const bottom = y + side - (QUIET_MODULES + row + 1) * unit
    for (let column = 0; column < modules.size; ) {
      const from = column
      while (column < modules.size && modules.get(row, column) === 1) column += 1
      // Neighbours are one rectangle: thin white lines would stand between squares.
      if (column > from) {
        const left = x + (QUIET_MODULES + from) * unit
        page.drawRectangle({ x: left, y: bottom, width: (column - from) * unit, height: unit, color: black })
      } else column += 1
    }
  }
}
