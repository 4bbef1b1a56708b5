import { type PDFDocument, rgb } from '@cantoo/pdf-lib'
import type { Faces } from '../form-font.ts'
import { layText } from '../lay-text.ts'

const MM = 72 / 25.4
const INCH = 72
const [WIDTH, HEIGHT] = [210 * MM, 297 * MM]
/** Scanners and printers leave the outermost part of a sheet out. */
const MARGIN = 12 * MM
const BAR_LENGTH = 120 * MM
const [NARROW, WIDE] = [0.08 * INCH, 0.2 * INCH]
/** A Patch T from the edge inwards; between the bars lies a narrow gap. */
const BARS = [NARROW, WIDE, NARROW, WIDE] as const
const black = rgb(0, 0, 0)

/** One A4 sheet with the bars of a Patch T along every edge, so that it is read however it is fed. */
export function drawPatchSheet(
  pdf: PDFDocument,
  faces: Faces,
  { agency }: { readonly agency: string },
): void {
  const page = pdf.addPage([WIDTH, HEIGHT])
  const [beside, above] = [(WIDTH - BAR_LENGTH) / 2, (HEIGHT - BAR_LENGTH) / 2]
  let inwards = MARGIN
  for (const thick of BARS) {
    const across = { x: beside, width: BAR_LENGTH, height: thick, color: black }
    const along = { y: above, width: thick, height: BAR_LENGTH, color: black }
    page.drawRectangle({ ...across, y: HEIGHT - inwards - thick })
    page.drawRectangle({ ...across, y: inwards })
    page.drawRectangle({ ...along, x: inwards })
    page.drawRectangle({ ...along, x: WIDTH - inwards - thick })
    inwards += thick + NARROW
  }
  const state = { y: HEIGHT / 2 + 46 * MM }
  const write = (text: string, face: keyof Faces, size: number): void => {
    for (const line of layText(text, { face: faces[face], size, width: 104 * MM })) {
      state.y -= size * 1.35
      const x = (WIDTH - faces[face].widthOf(line, size)) / 2
      faces[face].draw(page, line, { x, y: state.y, size })
    }
  }
  write(agency, 'regular', 14)
  state.y -= 8 * MM
  write('TỜ PHÂN CÁCH', 'bold', 28)
  state.y -= 2 * MM
  write('(Patch T)', 'regular', 16)
  state.y -= 10 * MM
  write(
    'Đặt tờ này trước trang đầu của mỗi văn bản rồi quét cả xấp. Chương trình đề nghị tách tại đây; tờ này dùng lại được nhiều lần.',
    'italic',
    13,
  )
}
