import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { degrees, PDFDocument, rgb } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import { openDecoder } from '../../../../../../electron/digitise/decode/open-decoder.ts'
import type { ArchivePage } from '../../../../../../electron/digitise/output/coded-picture.ts'
import { defaultReaderLimits } from '../../../../../../electron/digitise/reader-limits.ts'
import { pdfAFaults } from '../../../../../support/pdfa-rules.ts'
import { memorySource } from '../../../../../support/reader-pool.ts'
import { tinyDecision, tinyJpeg, tinyScanPdf, tinyTextPdf } from '../../../../../support/tiny-sources.ts'
import { uncheckedPdf, writtenPdf } from '../../../../../support/written-pdf.ts'

const samples = path.join(import.meta.dirname, '../../../../../fixtures/samples')
const jpeg = tinyJpeg({ lines: tinyDecision, widthPx: 600 })

async function keptPage(file: Uint8Array, index = 0): Promise<ArchivePage | null> {
  const decoder = await openDecoder(memorySource(Uint8Array.from(file)), defaultReaderLimits)
  try {
    return await decoder.keptPage(index)
  } finally {
    await decoder.close()
  }
}

type Draw = (pdf: PDFDocument) => unknown

async function pdfOf(draw: Draw, useObjectStreams = false): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const picture = await pdf.embedJpg(jpeg)
  pdf.addPage([595, 842]).drawImage(picture, { x: 10, y: 20, width: 500, height: 700 })
  await draw(pdf)
  return pdf.save({ useObjectStreams })
}

test.each([false, true])(
  '[PA8] the JPEG of a scanned PDF goes over byte for byte, tables of objects coded: %s',
  async (coded) => {
    const page = await keptPage(await pdfOf(() => undefined, coded))

    expect(page).toMatchObject({
      widthPt: 595,
      heightPt: 842,
      pictures: [{ placement: [500, 0, 0, 700, 10, 20] }],
    })
    expect(Buffer.compare(page?.pictures[0]?.picture.bytes ?? jpeg.subarray(1), jpeg)).toBe(0)
  },
)

test('[PA8] every page of the sample scans keeps its JPEG', async () => {
  const file = await readFile(path.join(samples, 'bao-cao.pdf'))
  const pages = await Promise.all([0, 1, 2].map((index) => keptPage(file, index)))

  const kept = pages.flatMap((page) => page?.pictures.map(({ picture }) => picture.bytes) ?? [])
  expect(kept.map((bytes) => file.includes(Buffer.from(bytes)))).toEqual([true, true, true])
  expect(new Set(kept.map((bytes) => bytes.length)).size).toBe(3)
})

test('a turned page is put upright', async () => {
  const page = await keptPage(await pdfOf((pdf) => pdf.getPage(0).setRotation(degrees(90))))

  expect(page).toMatchObject({ widthPt: 842, heightPt: 595 })
  expect(page?.pictures[0]?.placement.map(Math.round)).toEqual([0, -500, 700, 0, 20, 585])
})

const others: readonly (readonly [what: string, draw: Draw])[] = [
  [
    'has a line drawn over it',
    (pdf) => pdf.getPage(0).drawLine({ start: { x: 1, y: 1 }, end: { x: 99, y: 99 } }),
  ],
  ['has text that is seen', (pdf) => pdf.getPage(0).drawText('So 44')],
  ['shines through', async (pdf) => pdf.getPage(0).drawImage(await pdf.embedJpg(jpeg), { opacity: 0.5 })],
  [
    'has a note on it',
    (pdf) =>
      pdf
        .getForm()
        .createTextField('a')
        .addToPage(pdf.getPage(0), { borderColor: rgb(1, 0, 0) }),
  ],
]
test.each(others)('a page that %s is not taken for a scan', async (_, draw) => {
  expect(await keptPage(await pdfOf(draw))).toBeNull()
})

test('a page of text is not taken for a scan', async () => {
  expect(await keptPage(tinyTextPdf([tinyDecision]))).toBeNull()
})

test('[PA8] a PNG and a JPEG keep their coded pictures, a turned photo is put upright', async () => {
  const png = await readFile(path.join(samples, 'trich-luc.png'))
  const exif = Buffer.from('ffe1001e4578696600004d4d002a00000008000101120003000000010006000000000000', 'hex')
  const turned = Buffer.concat([jpeg.subarray(0, 2), exif.subarray(0, 32), jpeg.subarray(2)])
  const pages = [await keptPage(png), await keptPage(jpeg), await keptPage(turned)]

  expect(pages.map((page) => page?.pictures[0]?.picture.coding.kind)).toEqual(['deflate', 'jpeg', 'jpeg'])
  expect(pages[2]?.pictures[0]?.placement.slice(0, 2).map(Math.sign)).toEqual([0, -1])
  expect(pages[2]?.widthPt).toBeGreaterThan(pages[2]?.heightPt ?? 0)
  await writtenPdf(pages.flatMap((page) => (page === null ? [] : [{ page, layer: null }])))
})

test('damaged scans are given up without a fall, and what is still kept makes a lawful file', async () => {
  const file = await tinyScanPdf([{ lines: tinyDecision, widthPx: 300 }])
  let kept = 0
  for (let step = 0; step < 60; step += 1) {
    const altered = Uint8Array.from(file)
    for (let change = 0; change < 12; change += 1)
      altered[(step * 7919 + change * 1301) % file.length] = (step * 31 + change) & 255
    const page = await keptPage(altered).catch(() => null)
    if (page === null) continue
    kept += 1
    // What was damaged inside the picture stays so: it is kept as it is.
    expect(await pdfAFaults(await uncheckedPdf([{ page, layer: null }]))).toEqual([])
  }
  expect(kept).toBeGreaterThan(0)
})
