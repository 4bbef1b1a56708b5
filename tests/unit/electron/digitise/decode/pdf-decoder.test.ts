import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { lineText, type TextLine } from '../../../../../domain/text-layer.ts'
import { openDecoder } from '../../../../../electron/digitise/decode/open-decoder.ts'
import { pixelsOf } from '../../../../../electron/digitise/decode/page-canvas.ts'
import { createMemoryTidy } from '../../../../../electron/digitise/memory-tidy.ts'
import { defaultReaderLimits } from '../../../../../electron/digitise/reader-limits.ts'
import { encryptedPdf } from '../../../../fixtures/encrypted-pdf.ts'
import { picturePdf, plainPdf } from '../../../../fixtures/plain-pdf.ts'
import { hiddenTextPdf } from '../../../../support/hidden-text-pdf.ts'
import { memorySource } from '../../../../support/reader-pool.ts'
import {
  type TinyLine,
  tinyDecision,
  tinyJpeg,
  tinyScanPdf,
  tinyTextPdf,
} from '../../../../support/tiny-sources.ts'

const open = (bytes: Uint8Array, dpi: number | null = null) =>
  openDecoder(memorySource(bytes), defaultReaderLimits, dpi)

async function warningsOf(bytes: Uint8Array) {
  const decoder = await open(bytes)
  await decoder.close()
  return { warnings: decoder.warnings, pageCount: decoder.pageCount }
}

/** Replaces text of a file by text of the same length. */
function edited(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(from) || from.length !== to.length) throw new Error(`no ${from} to be replaced`)
  return Buffer.from(text.replace(from, to), 'latin1')
}

const page = { lines: tinyDecision, widthPx: 160 }
const threePages = () => tinyScanPdf([page, page, page])

test('a sound PDF is opened without a warning, one that is locked with an empty password too', async () => {
  expect(await warningsOf(await threePages())).toEqual({ warnings: [], pageCount: 3 })
  expect(await warningsOf(encryptedPdf('Nobody has to know anything.', ''))).toEqual({
    warnings: [],
    pageCount: 1,
  })
})

test('[DG33] a PDF whose table is lost is opened from what is found in it, and says so', async () => {
  const whole = Buffer.from(await threePages())
  const cut = whole.subarray(0, whole.lastIndexOf('xref\n'))
  const moved = Buffer.concat([whole.subarray(0, 200), Buffer.from('\n\n\n'), whole.subarray(200)])

  expect(await warningsOf(cut)).toMatchObject({ warnings: ['repaired'] })
  expect((await warningsOf(moved)).warnings).toContain('repaired')
})

test('[DG33] a PDF that has fewer pages than it says is opened with these, and says so', async () => {
  const tooMany = edited(await threePages(), '/Count 3', '/Count 9')

  expect(await warningsOf(tooMany)).toEqual({ warnings: ['pages-lost'], pageCount: 3 })
})

test('[DG33] a PDF with a page that is none shows those before it, and says so', async () => {
  const broken = plainPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R 3 0 R] /Count 3 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>',
    '(nothing)',
  ])
  const decoder = await open(broken)

  expect(decoder.warnings).toEqual(['pages-lost'])
  expect((await decoder.draw(0, 100, new AbortController().signal)).width).toBe(100)
  await expect(decoder.pageSize(1)).rejects.toMatchObject({ code: 'file-corrupt' })
  await decoder.close()
})

test('[DG32] a PDF whose page has no size of paper is as large as its scan is on paper', async () => {
  const picture = (widthPt: number, heightPt: number) =>
    picturePdf(
      {
        widthPx: 1654,
        heightPx: 2339,
        entries: '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode',
        bytes: createCanvas(1654, 2339).toBuffer('image/jpeg', 30),
      },
      { widthPt, heightPt },
    )
  const sizeOf = async (bytes: Uint8Array, dpi?: number) => (await open(bytes, dpi ?? null)).pageSize(0)

  const a4 = { widthPx: 1654, heightPx: 2339 }
  expect(await sizeOf(picture(595.3, 841.9))).toMatchObject({ ...a4, dpi: 200, dpiSource: 'file' })
  expect(await sizeOf(picture(1654, 2339))).toMatchObject({
    ...a4,
    dpi: 200,
    dpiSource: 'paper',
    paper: 'A4',
  })
  expect(await sizeOf(picture(60, 85))).toMatchObject({ ...a4, dpi: 200, dpiSource: 'paper', paper: 'A4' })
  expect(await sizeOf(picture(595.3, 841.9), 400)).toMatchObject({
    widthPx: 827,
    dpi: 200,
    dpiSource: 'given',
  })
})

const text = async (bytes: Uint8Array): Promise<readonly TextLine[] | null> => {
  const decoder = await open(bytes)
  try {
    return await decoder.ownText(0)
  } finally {
    await decoder.close()
  }
}

const joined = (lines: readonly TextLine[] | null): string => lines?.map(lineText).join('\n') ?? ''
const scanned = tinyJpeg({ lines: tinyDecision, widthPx: 800 })
const misread: readonly TinyLine[] = tinyDecision.map((line) => ({
  ...line,
  text: line.text.replaceAll(/[ạảấầẩậắằặẹẻẽếềểễệ]/g, 'é').replaceAll(/[ọỏốồổộớờởợụủứừửự]/g, 'w'),
}))

test('[DG36] text that was typed is taken, and so is a good reading that lies under a scan', async () => {
  const typed = await text(tinyTextPdf([tinyDecision]))
  const read = await text(await hiddenTextPdf(scanned, tinyDecision))

  for (const lines of [typed, read])
    expect(joined(lines)).toContain('Căn cứ Luật Tổ chức chính quyền địa phương')
  expect(typed?.[0]?.words[0]?.confidence).toBe(1)
  expect(read?.[0]?.words[0]?.confidence).toBe(0.9)
})

test.each([
  ['is badly read', misread],
  ['is only the head of the page', tinyDecision.slice(0, 8)],
  ['lies where nothing is written', tinyDecision.map((line) => ({ ...line, y: line.y * 0.3 + 0.65 }))],
  [
    'lost the marks of its letters',
    tinyDecision.map((line) => ({ ...line, text: line.text.normalize('NFD').replaceAll(/\p{M}/gu, '') })),
  ],
])('[DG36] text under a scan that %s is not taken: the page is read', async (_, lines) => {
  expect(await text(await hiddenTextPdf(scanned, lines))).toBeNull()
})

test('[DG36] typed text beside a scan that fills most of the page is not taken for the page', async () => {
  const head = tinyDecision.slice(0, 8).map((line) => ({ ...line, y: line.y * 0.3 }))

  expect(await text(await hiddenTextPdf(scanned, head, 'seen'))).toBeNull()
})

test('[DG5] a scanned page is drawn the same whatever was drawn before', async () => {
  const pdf = await tinyScanPdf([
    { lines: tinyDecision, widthPx: 600 },
    { lines: tinyDecision.slice(0, 5), widthPx: 600 },
  ])
  const signal = new AbortController().signal
  const [fresh, used] = [await open(pdf), await open(pdf)]
  for (const [page, widthPx] of [
    [0, 300],
    [1, 500],
    [1, 200],
    [0, 250],
  ] as const)
    await used.draw(page, widthPx, signal)

  const [again, first] = [await used.draw(0, 500, signal), await fresh.draw(0, 500, signal)]
  await Promise.all([fresh.close(), used.close()])

  expect(Buffer.compare(pixelsOf(again).rgba, pixelsOf(first).rgba)).toBe(0)
})

test('[DG35] pages that were drawn are not kept', async () => {
  const tidy = createMemoryTidy()
  const decoder = await open(await tinyScanPdf([{ lines: tinyDecision, widthPx: 1654 }]))
  const rounds = async (count: number): Promise<number> => {
    for (let round = 0; round < count; round += 1) {
      await decoder.draw(0, 1654, new AbortController().signal)
      await tidy.tidyUp()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return process.memoryUsage.rss()
  }

  const settled = await rounds(10)
  // Each page is 31 megabytes, drawn and decoded.
  const later = await rounds(30)
  await decoder.close()

  expect((later - settled) / 2 ** 20).toBeLessThan(300)
})
