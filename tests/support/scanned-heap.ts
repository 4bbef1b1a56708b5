import { PDFDocument } from '@cantoo/pdf-lib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { Label } from '../../domain/labels.ts'
import { labelsPdf } from '../../electron/forms/labels/labels-pdf.ts'
import { degrade } from '../fixtures/degrade.ts'
import { canvasOf, type Tier } from '../fixtures/page-image.ts'
import { createRandom } from '../fixtures/random.ts'
import { createTestPool, memorySource } from './reader-pool.ts'
import { type TinyLine, tinyTextPdf } from './tiny-sources.ts'

const A4 = { width: 595, height: 842 }
const PRINTED_DPI = 200

/** A page of a heap: a printed sheet that went through a scanner, or a paper that carries its text. */
export type HeapPage =
  | { readonly kind: 'sheet'; readonly label: Label; readonly tier: Tier }
  | { readonly kind: 'text'; readonly lines: readonly TinyLine[] }

/** Labels as they come out of a printer, in pixels. */
export async function printedLabels(labels: readonly Label[]) {
  const { pool } = await createTestPool()
  try {
    const open = await pool.openSource(memorySource(await labelsPdf(labels, new Date(0)), 'nhan.pdf'))
    const pages = []
    for (let page = 0; page < open.pageCount; page += 1) {
      const picture = await loadImage(Buffer.from((await open.pageImage(page, {})).bytes))
      const canvas = createCanvas(picture.width, picture.height)
      canvas.getContext('2d').drawImage(picture, 0, 0)
      pages.push(canvas)
    }
    await open.close()
    return pages
  } finally {
    await pool.close()
  }
}

/** A heap of paper as one PDF, the sheets as pictures of a scanner. */
export async function scannedHeap(pages: readonly HeapPage[], seed = 1): Promise<Uint8Array> {
  const sheets = await printedLabels(pages.flatMap((page) => (page.kind === 'sheet' ? [page.label] : [])))
  const pdf = await PDFDocument.create()
  for (const page of pages) {
    if (page.kind === 'text') {
      const born = await PDFDocument.load(tinyTextPdf([page.lines]))
      const [copied] = await pdf.copyPages(born, [0])
      if (copied !== undefined) pdf.addPage(copied)
      continue
    }
    const printed = sheets.shift()
    if (printed === undefined) continue
    const random = createRandom(`heap ${seed}`)
    const scanned = degrade(printed, { tier: page.tier, dpi: PRINTED_DPI, random })
    const image = await pdf.embedJpg(await canvasOf(scanned).encode('jpeg', 70))
    pdf.addPage([A4.width, A4.height]).drawImage(image, { x: 0, y: 0, ...A4 })
  }
  return pdf.save({ useObjectStreams: false })
}
