import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { layerText, type TextLayer, type Word } from '../../../../../domain/text-layer.ts'
import { writeArchive } from '../../../../../electron/digitise/output/archive-pages.ts'
import type { ArchivePage, CodedPicture } from '../../../../../electron/digitise/output/coded-picture.ts'
import { drawnPage } from '../../../../../electron/digitise/output/drawn-page.ts'
import { keptJpeg } from '../../../../../electron/digitise/output/kept-photo.ts'
import { createPdfA } from '../../../../../electron/digitise/output/pdf-a.ts'
import type { OpenSource } from '../../../../../electron/digitise/reader-pool.ts'
import { popplerTexts } from '../../../../support/independent-readers.ts'
import { pdfAFaults } from '../../../../support/pdfa-rules.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { tinyCanvas, tinyDecision, tinyJpeg } from '../../../../support/tiny-sources.ts'
import { description, pdfjsTexts, writtenPdf } from '../../../../support/written-pdf.ts'

const A4_PT = { widthPt: 595, heightPt: 842 }
const jpeg = tinyJpeg({ lines: tinyDecision, widthPx: 800 })
const layer = plainLayer(tinyDecision)

function kept(bytes: Uint8Array): CodedPicture {
  const picture = keptJpeg(bytes)
  if (picture === null) throw new Error('the JPEG cannot be kept')
  return picture
}

function jpegPage(bytes: Uint8Array = jpeg, { widthPt, heightPt } = A4_PT): ArchivePage {
  const picture = kept(bytes)
  return { widthPt, heightPt, pictures: [{ picture, placement: [widthPt, 0, 0, heightPt, 0, 0] }] }
}

function layerOf(words: readonly Omit<Word, 'confidence'>[]): TextLayer {
  const lines = words.map(({ text, box }) => ({ box, words: [{ text, box, confidence: 1 }] }))
  return { version: 1, widthPx: 1000, heightPx: 1400, engine: 'test', lines }
}

const good = await writtenPdf([{ page: jpegPage(), layer }])

/** The file with one thing changed, in as many bytes, so that all else stays where it was. */
function altered(find: RegExp, by: string): Uint8Array {
  const text = good.toString('latin1')
  const found = find.exec(text)?.[0]
  if (found === undefined) throw new Error(`${find} is not in the file`)
  return Buffer.from(text.replace(found, by.padEnd(found.length)), 'latin1')
}

const faultsOf = async (file: Uint8Array): Promise<readonly string[]> =>
  (await pdfAFaults(file)).map((fault) => fault.slice(0, 3))

test('[PA1] a file has its header, its identifier, whole streams and nothing behind its end', async () => {
  expect(await faultsOf(Buffer.concat([good, Buffer.from('x')]))).toEqual(['PA1'])
  expect(await faultsOf(altered(/\/ID /, '/IX '))).toEqual(['PA1'])
})

test('[PA2] its metadata claim level 2U and equal the older dictionary', async () => {
  expect(await faultsOf(altered(/conformance>U/, 'conformance>B'))).toEqual(['PA2'])
  expect(await faultsOf(altered(/\/Producer </, '/Produxer <'))).toEqual(['PA2'])

  const madeAt = new Date('2026-03-04T05:06:07Z')
  const dated = await writtenPdf([{ page: jpegPage(), layer }], { ...description, author: 'UBND xã', madeAt })
  expect(dated.toString('latin1')).toContain('(D:20260304050607Z)')
})

test('[PA3] an output intent tells what its colours mean', async () => {
  expect(await faultsOf(altered(/GTS_PDFA1/, 'GTS_PDFX1'))).toEqual(['PA3'])
  expect(await faultsOf(altered(/\/DeviceRGB/, '/DeviceXYZ'))).toEqual(['PA3'])
})

test('[PA4] its font is in it and every letter has its Unicode', async () => {
  expect(await faultsOf(altered(/\/ToUnicode/, '/ToUnicodx'))).toEqual(['PA4'])
  expect(await faultsOf(altered(/\/FontFile2/, '/FontFile9'))).toEqual(['PA4'])
  expect((await faultsOf(altered(/\/DW 500/, '/DW 400')))[0]).toBe('PA4')
})

test('[PA5] nothing shines through, and no coding is used that the standard forbids', async () => {
  expect(await faultsOf(altered(/\/DCTDecode/, '/LZWDecode'))).toEqual(['PA5'])
  expect(await faultsOf(altered(/\/Type \/XObject/, '/SMask null'))).toContain('PA5')
})

test('[PA6] nothing in it acts by itself', async () => {
  expect(await faultsOf(altered(/\/PageMode \/UseOutlines/, '/OpenAction (app.aler)'))).toEqual(['PA6'])
})

test('[PA7] its pages and numbers keep within the limits', async () => {
  expect(await faultsOf(altered(/\/MediaBox \[0 0 [^\]]*\]/, '/MediaBox [0 0 2 2]'))).toEqual(['PA7'])
})

test('[PA8] a JPEG is in it byte for byte', () => {
  expect(good.includes(Buffer.from(jpeg))).toBe(true)
})

test('[PA9] the same content gives the same bytes, another another identifier', async () => {
  const again = await writtenPdf([{ page: jpegPage(), layer }])
  const other = await writtenPdf([{ page: jpegPage(), layer: null }])
  const idOf = (file: Buffer) => /\/ID \[<([0-9a-f]{32})>/.exec(file.toString('latin1'))?.[1]

  expect(again.equals(good)).toBe(true)
  expect(idOf(other)).not.toBe(idOf(good))
})

test('[PA10] readers find the words in their order and in NFC', async () => {
  const spread = (await pdfjsTexts(good)).join()

  expect(spread.split(/\s+/)).toEqual(layerText(layer).split(/\s+/))
  expect(spread).toBe(spread.normalize('NFC'))
  expect(popplerTexts(good, '-raw') ?? [layerText(layer)]).toEqual([layerText(layer)])
})

test('[PA10] a line that leans is still one line, and what poppler lays out has every word', async () => {
  const words = 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6'.split(' ')
  const rows = [0, 1, 2].map((row) => {
    const placed = words.map((text, at): Word => {
      const [left, top] = [100 + at * 60, 300 + row * 40 - at * 3]
      return { text, box: [left, top, left + 50, top + 22], confidence: 1 }
    })
    return { box: [100, 260, 900, 400] as Word['box'], words: placed }
  })
  const leaning: TextLayer = { version: 1, widthPx: 1000, heightPx: 1400, engine: 'test', lines: rows }
  const file = await writtenPdf([{ page: jpegPage(), layer: leaning }])

  const line = words.join(' ')
  expect((await pdfjsTexts(file)).join().split(/\s+/)).toEqual(layerText(leaning).split(/\s+/))
  for (const options of [['-raw'], []]) {
    const three = [line, line, line].join('\n')
    expect(popplerTexts(file, ...options) ?? [three]).toEqual([three])
  }
})

test('[PA11] whatever a text layer holds, the file is lawful and its words are there', async () => {
  const strange = layerOf([
    { text: 'ngoài', box: [-900, -800, -700, -600] },
    { text: 'xa', box: [5000, 9000, 6000, 9100] },
    { text: 'ngược', box: [500, 300, 400, 200] },
    { text: 'không', box: [300, 400, 300, 400] },
    { text: 'a\u0000b\u0007\ufffe', box: [100, 500, 200, 530] },
    { text: '\ud800', box: [100, 600, 200, 630] },
    { text: '  ', box: [100, 650, 200, 680] },
    { text: '𠀋𝕏', box: [100, 700, 200, 730] },
    { text: 'Tiê\u0301ng Việt', box: [100, 800, 400, 830] },
    { text: '<)(\\&>', box: [100, 900, 200, 930] },
    { text: 'lạ', box: [Number.NaN, 950, 200, 980] },
    { text: 'x'.repeat(5000), box: [100, 1000, 200, 1030] },
  ])
  const file = await writtenPdf([
    { page: jpegPage(), layer: strange },
    { page: jpegPage(), layer: layerOf([]) },
    { page: jpegPage(), layer: null },
  ])

  const [first, ...rest] = await pdfjsTexts(file)
  const expected = [
    'ngoài',
    'xa',
    'ngược',
    'không',
    'ab',
    '𠀋𝕏',
    'Tiếng',
    'Việt',
    '<)(\\&>',
    'lạ',
    'x'.repeat(5000),
  ]
  expect(first?.split(/\s+/)).toEqual(expected)
  expect(rest).toEqual(['', ''])
  const poppler = popplerTexts(file, '-raw')?.[0] ?? expected.join(' ')
  expect(poppler.split(/\s+/)).toEqual(expected)
})

test('[PA11] a page as large as a field or as small as a stamp keeps within the limits', async () => {
  const large = { widthPt: 90_000, heightPt: 1000 }
  const small = { widthPt: 1, heightPt: 2 }

  const file = await writtenPdf([large, small].map((size) => ({ page: jpegPage(jpeg, size), layer })))

  expect((await pdfjsTexts(file)).map((text) => text.split(/\s+/).length > 20)).toEqual([true, true])
})

test('a PDF without pages is not made', async () => {
  const pdf = await createPdfA(async () => undefined)

  await expect(pdf.finish(description, [])).rejects.toThrow(RangeError)
})

test('[PA12] many pages are written with one of them in memory', async () => {
  const large = new Uint8Array(4_000_000)
  large.set(jpeg)
  const picture = { ...kept(jpeg), bytes: large }
  const page: ArchivePage = { ...A4_PT, pictures: [{ picture, placement: [595, 0, 0, 842, 0, 0] }] }
  const digest = createHash('sha256')
  const pdf = await createPdfA(async (bytes) => void digest.update(bytes))

  const before = process.memoryUsage()
  for (let count = 0; count < 250; count += 1) await pdf.addPage(page, layer)
  const after = process.memoryUsage()

  expect(await pdf.finish(description, [])).toBeGreaterThan(1_000_000_000)
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(60_000_000)
})

test('[PA22] a document of 500 pages is written with one page, one text and one source at hand', async () => {
  const large = new Uint8Array(2_000_000)
  large.set(jpeg)
  const picture = { ...kept(jpeg), bytes: large }
  const page: ArchivePage = { ...A4_PT, pictures: [{ picture, placement: [595, 0, 0, 842, 0, 0] }] }
  const open = { now: 0, most: 0, times: 0 }
  const opened = {
    format: 'tiff',
    mediaType: 'image/tiff',
    pageCount: 250,
    warnings: [],
    archivePage: async () => page,
    // The writer asks for nothing else of a source that is no PDF.
  } as unknown as OpenSource
  const before = process.memoryUsage()
  const peak = { bytes: 0 }
  const digest = createHash('sha256')

  const sizeBytes = await writeArchive(
    {
      pages: Array.from({ length: 500 }, (_, at) => ({ source: at < 250 ? 'a' : 'b', index: at % 250 })),
      layerAt: async () => ({ ...layer, lines: [...layer.lines] }),
      withSource: async (_, use) => {
        open.now += 1
        open.times += 1
        open.most = Math.max(open.most, open.now)
        const result = await use(opened)
        open.now -= 1
        return result
      },
      signal: undefined,
    },
    {
      description,
      write: async (bytes) => void digest.update(bytes),
      onPage: () => {
        const { heapUsed, external } = process.memoryUsage()
        peak.bytes = Math.max(peak.bytes, heapUsed + external - before.heapUsed - before.external)
      },
    },
  )

  expect(sizeBytes).toBeGreaterThan(1_000_000_000)
  expect(open).toEqual({ now: 0, most: 1, times: 2 })
  expect(peak.bytes).toBeLessThan(60_000_000)
})

test('[PA13] what has no coding to keep is coded by what it is: fax, without loss, or JPEG', async () => {
  const size = { widthPx: 800, heightPx: 1132, isBilevel: false, dpi: 96 }
  const grey = tinyCanvas({ lines: tinyDecision, widthPx: 800 })
  const bilevel = tinyCanvas({ lines: tinyDecision, widthPx: 800 })
  const drawing = tinyCanvas({ lines: [], widthPx: 800 })
  const data = bilevel.getContext('2d').getImageData(0, 0, 800, 1132)
  for (let at = 0; at < data.data.length; at += 4)
    data.data.fill((data.data[at] ?? 0) < 128 ? 0 : 255, at, at + 3)
  bilevel.getContext('2d').putImageData(data, 0, 0)
  drawing.getContext('2d').fillStyle = '#c00'
  drawing.getContext('2d').fillRect(100, 100, 300, 200)

  const pages = await Promise.all([grey, bilevel, drawing].map((canvas) => drawnPage(canvas, size)))
  await writtenPdf(pages.map((page) => ({ page, layer: null })))

  expect(pages.map((page) => page.pictures[0]?.picture.coding.kind)).toEqual(['jpeg', 'fax', 'deflate'])
})
