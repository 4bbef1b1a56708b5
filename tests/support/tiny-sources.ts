import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFDocument as SealedPdf } from '@cantoo/pdf-lib'
import { type Canvas, createCanvas, GlobalFonts, PDFDocument } from '@napi-rs/canvas'

const require = createRequire(import.meta.url)
const fonts = ['vietnamese', 'latin'].map((subset) => {
  const alias = `Tiny ${subset}`
  GlobalFonts.register(
    readFileSync(require.resolve(`@fontsource/tinos/files/tinos-${subset}-400-normal.woff2`)),
    alias,
  )
  return `"${alias}"`
})

/** One line of text on a tiny page; places as shares of the page's width and height. */
export interface TinyLine {
  readonly text: string
  /** Where the line begins, or its middle when it is centred. */
  readonly x: number
  readonly isCentred?: true
  readonly y: number
  /** Points on an A4 page. */
  readonly sizePt?: number
}

/** A decision of a commune that does not exist, as short as one can be. */
export const tinyDecision: readonly TinyLine[] = [
  { text: 'ỦY BAN NHÂN DÂN', x: 0.15, y: 0.07 },
  { text: 'XÃ ĐẠI NGHĨA', x: 0.18, y: 0.095 },
  { text: 'Số: 44/QĐ-UBND', x: 0.17, y: 0.13 },
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 0.45, y: 0.07, sizePt: 12 },
  { text: 'Độc lập - Tự do - Hạnh phúc', x: 0.54, y: 0.095 },
  { text: 'Đại Nghĩa, ngày 12 tháng 3 năm 2021', x: 0.5, y: 0.13 },
  { text: 'QUYẾT ĐỊNH', x: 0.52, y: 0.2, sizePt: 15, isCentred: true },
  { text: 'Về việc trợ cấp xã hội hàng tháng', x: 0.52, y: 0.225, isCentred: true },
  { text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;', x: 0.17, y: 0.28 },
  { text: 'Điều 1. Trợ cấp cho các hộ có tên trong danh sách từ ngày 01 tháng 4.', x: 0.17, y: 0.32 },
  { text: 'Nơi nhận:', x: 0.13, y: 0.4 },
  { text: '- Như Điều 1;', x: 0.13, y: 0.42 },
  { text: 'TM. ỦY BAN NHÂN DÂN', x: 0.58, y: 0.4 },
  { text: 'CHỦ TỊCH', x: 0.65, y: 0.42 },
  { text: 'Nguyễn Minh Mạnh', x: 0.61, y: 0.5 },
]

/** The head of a commune's papers with the district above it. */
const letterHead: readonly TinyLine[] = [
  { text: 'UBND HUYỆN CẨM XUYÊN', x: 0.13, y: 0.06 },
  { text: 'ỦY BAN NHÂN DÂN', x: 0.16, y: 0.082 },
  { text: 'XÃ CẨM HOÀ', x: 0.18, y: 0.104 },
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 0.47, y: 0.06, sizePt: 12 },
  { text: 'Độc lập - Tự do - Hạnh phúc', x: 0.54, y: 0.082 },
  { text: 'Cẩm Hoà, ngày 05 tháng 9 năm 2023', x: 0.53, y: 0.115 },
]
/** A letter that answers another, without its signature. */
export const tinyLetter: readonly TinyLine[] = [
  ...letterHead,
  { text: 'Số: 130/UBND-ĐC', x: 0.16, y: 0.128 },
  { text: 'V/v báo cáo thiệt hại do mưa lũ', x: 0.13, y: 0.148, sizePt: 12 },
  { text: 'và đề nghị hỗ trợ', x: 0.17, y: 0.166, sizePt: 12 },
  { text: 'Kính gửi: Ủy ban nhân dân huyện Cẩm Xuyên.', x: 0.3, y: 0.22 },
  {
    text: 'Thực hiện Công văn số 77/UBND-VP ngày 01 tháng 9 năm 2023 của Ủy ban nhân dân huyện',
    x: 0.17,
    y: 0.26,
  },
]

const A4_WIDTH_PT = 595
const A4_HEIGHT_PT = 842

interface TinyPage {
  readonly lines: readonly TinyLine[]
  readonly widthPx?: number
  /** Positive when the lines fall to the right. */
  readonly skewDegrees?: number
}

/** A white A4 page with black text, 200 dpi where not told otherwise. */
export function tinyCanvas({ lines, widthPx = 1654, skewDegrees = 0 }: TinyPage): Canvas {
  const heightPx = Math.round((widthPx * A4_HEIGHT_PT) / A4_WIDTH_PT)
  const canvas = createCanvas(widthPx, heightPx)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, widthPx, heightPx)
  context.translate(widthPx / 2, heightPx / 2)
  context.rotate((skewDegrees * Math.PI) / 180)
  context.translate(-widthPx / 2, -heightPx / 2)
  const scale = widthPx / A4_WIDTH_PT
  context.scale(scale, scale)
  context.fillStyle = 'black'
  drawLines(context, lines)
  return canvas
}

/** What a canvas and a page of a PDF have in common. */
type TextContext = Pick<CanvasRenderingContext2D, 'font' | 'textAlign' | 'fillText'>

function drawLines(context: TextContext, lines: readonly TinyLine[]): void {
  for (const { text, x, y, isCentred, sizePt = 13 } of lines) {
    context.textAlign = isCentred === true ? 'center' : 'left'
    context.font = `${sizePt}px ${fonts.join(', ')}`
    context.fillText(text, x * A4_WIDTH_PT, y * A4_HEIGHT_PT)
  }
}

export function tinyJpeg(page: TinyPage): Uint8Array {
  return tinyCanvas(page).toBuffer('image/jpeg', 90)
}

export function tinyPng(page: TinyPage): Uint8Array {
  return tinyCanvas(page).toBuffer('image/png')
}

/** A PDF whose pages carry their text. */
export function tinyTextPdf(pages: readonly (readonly TinyLine[])[]): Uint8Array {
  const pdf = new PDFDocument()
  for (const lines of pages) {
    drawLines(pdf.beginPage(A4_WIDTH_PT, A4_HEIGHT_PT), lines)
    pdf.endPage()
  }
  return pdf.close()
}

/** A PDF of scans: one JPEG a page, A4. `paddingBytes` of an unused stream lie between the pages and the end. */
export async function tinyScanPdf(pages: readonly TinyPage[], paddingBytes = 0): Promise<Uint8Array> {
  const pdf = await SealedPdf.create()
  for (const page of pages) {
    const picture = await pdf.embedJpg(tinyJpeg(page))
    pdf
      .addPage([A4_WIDTH_PT, A4_HEIGHT_PT])
      .drawImage(picture, { x: 0, y: 0, width: A4_WIDTH_PT, height: A4_HEIGHT_PT })
  }
  if (paddingBytes > 0) pdf.context.register(pdf.context.stream(new Uint8Array(paddingBytes)))
  return pdf.save({ useObjectStreams: false })
}

export async function tinyEncryptedPdf(userPassword: string): Promise<Uint8Array> {
  const pdf = await SealedPdf.load(tinyTextPdf([tinyDecision]))
  pdf.encrypt({ userPassword, ownerPassword: userPassword })
  return pdf.save()
}

type Tag = readonly [tag: number, value: number]

/** A TIFF without compression, one strip a page; bilevel pages have one bit a pixel, the others eight bits of RGB. */
export function tinyTiff(
  pages: readonly { readonly canvas: Canvas; readonly isBilevel: boolean }[],
): Uint8Array {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])]
  let size = 8
  let linkAt = 4
  for (const { canvas, isBilevel } of pages) {
    const strip = isBilevel ? bilevelStrip(canvas) : rgbStrip(canvas)
    const tags: readonly Tag[] = [
      [256, canvas.width],
      [257, canvas.height],
      [258, isBilevel ? 1 : 8],
      [259, 1],
      [262, isBilevel ? 1 : 2],
      [273, size],
      [277, isBilevel ? 1 : 3],
      [278, canvas.height],
      [279, strip.length],
    ]
    const directory = Buffer.alloc(2 + tags.length * 12 + 4)
    directory.writeUInt16LE(tags.length, 0)
    for (const [place, [tag, value]] of tags.entries()) {
      const at = 2 + place * 12
      directory.writeUInt16LE(tag, at)
      directory.writeUInt16LE(4, at + 2)
      directory.writeUInt32LE(1, at + 4)
      directory.writeUInt32LE(value, at + 8)
    }
    parts.push(strip, directory)
    const whole = Buffer.concat(parts)
    whole.writeUInt32LE(size + strip.length, linkAt)
    parts.splice(0, parts.length, whole)
    size = whole.length
    linkAt = size - 4
  }
  return Buffer.concat(parts)
}

function rgbStrip(canvas: Canvas): Buffer {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const strip = Buffer.alloc(canvas.width * canvas.height * 3)
  for (let at = 0; at < strip.length / 3; at += 1) strip.set(data.subarray(at * 4, at * 4 + 3), at * 3)
  return strip
}

function bilevelStrip(canvas: Canvas): Buffer {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  const rowBytes = Math.ceil(canvas.width / 8)
  const strip = Buffer.alloc(rowBytes * canvas.height)
  for (let at = 0; at < canvas.width * canvas.height; at += 1) {
    const x = at % canvas.width
    const place = Math.floor(at / canvas.width) * rowBytes + (x >> 3)
    if ((data[at * 4] ?? 0) >= 128) strip[place] = (strip[place] ?? 0) | (0x80 >> (x & 7))
  }
  return strip
}
