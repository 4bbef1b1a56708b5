import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ExtraFormat } from '../../../../../domain/export-api.ts'
import { layerText, type TextLayer } from '../../../../../domain/text-layer.ts'
import { createNewFiles } from '../../../../../electron/digitise/output/new-file.ts'
import { writeDocument } from '../../../../../electron/digitise/output/write-document.ts'
import { popplerMiddle, popplerTexts } from '../../../../support/independent-readers.ts'
import { jpxPdf, mixedPdf } from '../../../../support/mixed-pdf.ts'
import { plainLayer } from '../../../../support/plain-layer.ts'
import { createTestPool, memorySource, type TestPool } from '../../../../support/reader-pool.ts'
import { signedPdf } from '../../../../support/signed-pdf.ts'
import { tinyJpx } from '../../../../support/tiny-jpx.ts'
import { tinyDecision, tinyJpeg, tinyScanPdf, tinyTextPdf } from '../../../../support/tiny-sources.ts'
import { expectLawful, pdfjsTexts } from '../../../../support/written-pdf.ts'

let folder: string
let readers: TestPool
beforeAll(async () => {
  readers = await createTestPool()
})
afterAll(() => readers.pool.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'export-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const lines = (text: string) => [{ text, x: 0.2, y: 0.3 }]
const layer = plainLayer(tinyDecision)
const own: TextLayer = { ...layer, engine: 'pdf' }
const shortLayer = plainLayer(lines('Nơi nhận: Như trên'))

interface Wanted {
  readonly sources: Readonly<Record<string, Uint8Array>>
  readonly pages: readonly (readonly [source: string, index: number])[]
  readonly layers: readonly (TextLayer | null)[]
  readonly extras?: readonly ExtraFormat[]
  readonly signal?: AbortSignal
}

async function write({ sources, pages, layers, extras = [], signal }: Wanted) {
  const done: number[] = []
  const exported = await writeDocument({
    folder,
    name: '15-QD-UBND',
    description: {
      title: 'Về việc trợ cấp',
      signer: 'Lê Văn Mẫu',
      issuedDate: '2024-03-05',
      language: 'vi-VN',
    },
    pages: pages.map(([source, index]) => ({ source, index })),
    layerAt: async (place) => layers[place] ?? null,
    openBlob: async (source) => memorySource(sources[source] ?? new Uint8Array(), source),
    extras,
    onPage: (count) => done.push(count),
    signal: signal ?? new AbortController().signal,
    pool: readers.pool,
  })
  return { exported, done, pdf: await readFile(path.join(folder, '15-QD-UBND.pdf')) }
}

test('[PA17] pages of several sources, in any order and only some of each, become one PDF/A', async () => {
  const scan = await tinyScanPdf([1, 2, 3].map((page) => ({ lines: lines(`trang ${page}`), widthPx: 600 })))
  const photo = tinyJpeg({ lines: lines('ảnh chụp'), widthPx: 700 })
  const names = ['trang ba', 'ảnh chụp', 'trang một'].map((text) => plainLayer(lines(text)))

  const { exported, done, pdf } = await write({
    sources: { scan, photo },
    pages: [
      ['scan', 2],
      ['photo', 0],
      ['scan', 0],
    ],
    layers: names,
  })

  expect(exported).toEqual({
    folder,
    files: ['15-QD-UBND.pdf'],
    pdf: { kind: 'made', sizeBytes: pdf.length, hasSignedPages: false },
  })
  expect(done).toEqual([1, 2, 3])
  await expectLawful(pdf)
  expect(await pdfjsTexts(pdf)).toEqual(['trang ba', 'ảnh chụp', 'trang một'])
  expect(popplerTexts(pdf, '-raw') ?? ['trang ba', 'ảnh chụp', 'trang một']).toEqual([
    'trang ba',
    'ảnh chụp',
    'trang một',
  ])
  expect(pdf.includes(Buffer.from(photo))).toBe(true)
  expect(pdf.toString('utf8')).toContain('<dc:date><rdf:Seq><rdf:li>2024-03-05<')
})

test('[PA18] a PDF with text of its own is made anew where scans without text lie in it, and then has all words', async () => {
  const mixed = await mixedPdf([
    { kind: 'text', lines: tinyDecision },
    { kind: 'scan', lines: tinyDecision },
  ])

  const { exported, pdf } = await write({
    sources: { mixed },
    pages: [
      ['mixed', 0],
      ['mixed', 1],
    ],
    layers: [own, layer],
  })

  expect(exported.pdf.kind).toBe('made')
  await expectLawful(pdf)
  const words = layerText(layer).split(/\s+/)
  expect((await pdfjsTexts(pdf)).map((text) => text.split(/\s+/))).toEqual([words, words])
})

test('[PA18] a scan of few words is one too, but the short last page of a born PDF is not', async () => {
  const pages = [
    ['mixed', 0],
    ['mixed', 1],
  ] as const
  const few = lines('Nơi nhận: Như trên')
  const withScan = await mixedPdf([
    { kind: 'text', lines: tinyDecision },
    { kind: 'scan', lines: few },
  ])
  const made = await write({ sources: { mixed: withScan }, pages, layers: [own, shortLayer] })
  expect(made.exported.pdf.kind).toBe('made')
  await rm(path.join(folder, '15-QD-UBND.pdf'))

  const born = tinyTextPdf([tinyDecision, few])
  const kept = await write({ sources: { mixed: born }, pages, layers: [own, shortLayer] })
  expect(kept.exported.pdf).toEqual({ kind: 'kept', reason: 'own-text', signatures: [] })
  expect(Buffer.compare(kept.pdf, born)).toBe(0)
})

test('[PA19] a whole signed PDF is copied and tells its signature; of a part of it that is said', async () => {
  const signed = signedPdf({ signer: 'Nguyễn Minh Mạnh', organisation: 'UBND', time: '260304050607Z' })
  const photo = tinyJpeg({ lines: lines('phụ lục'), widthPx: 600 })

  const whole = await write({ sources: { signed }, pages: [['signed', 0]], layers: [null] })
  expect(whole.exported.pdf).toMatchObject({
    kind: 'kept',
    reason: 'signed',
    signatures: [{ signer: 'Nguyễn Minh Mạnh', coversWholeFile: true }],
  })
  expect(Buffer.compare(whole.pdf, signed)).toBe(0)
  await rm(path.join(folder, '15-QD-UBND.pdf'))

  const joined = await write({
    sources: { signed, photo },
    pages: [
      ['signed', 0],
      ['photo', 0],
    ],
    layers: [null, null],
  })
  expect(joined.exported.pdf).toMatchObject({ kind: 'made', hasSignedPages: true })
  await expectLawful(joined.pdf)
})

test.each([
  ['grey', 1, undefined, true],
  ['rgb', 3, 'DeviceRGB', true],
  ['colours that the file does not have', 3, 'DeviceGray', false],
] as const)(
  '[PA20] a JPEG 2000 picture of %s is kept where the standard allows it',
  async (...[, components, colourSpace, isKept]) => {
    const size = { widthPx: 64, heightPx: 96 }
    const picture = tinyJpx({ ...size, components })
    const source = await jpxPdf(picture, { ...size, ...(colourSpace === undefined ? {} : { colourSpace }) })

    const { pdf } = await write({ sources: { source }, pages: [['source', 0]], layers: [null] })

    await expectLawful(pdf)
    expect(pdf.includes(picture)).toBe(isKept)
    expect(pdf.includes('/JPXDecode')).toBe(isKept)
    // Every sample of it is the middle grey, and the page is drawn of it.
    expect(popplerMiddle(pdf) ?? 128).toBeCloseTo(128, -1)
  },
)

test('[PA20] a JPEG 2000 picture in sYCC or of 12 bits is drawn anew', async () => {
  const size = { widthPx: 64, heightPx: 96 }
  for (const picture of [
    tinyJpx({ ...size, components: 3, colourSpace: 18 }),
    tinyJpx({ ...size, components: 1, bitsPerSample: 12 }),
  ]) {
    const source = await jpxPdf(picture, size)
    const { pdf } = await write({ sources: { source }, pages: [['source', 0]], layers: [null] })
    await expectLawful(pdf)
    expect(pdf.includes('/JPXDecode')).toBe(false)
    await rm(path.join(folder, '15-QD-UBND.pdf'))
  }
})

test('[PA21] a file that is there is left as it is, and of several files all or none are written', async () => {
  const photo = tinyJpeg({ lines: lines('một'), widthPx: 600 })
  const wanted = { sources: { photo }, pages: [['photo', 0]], layers: [shortLayer] } as const
  await writeFile(path.join(folder, '15-QD-UBND.hocr'), 'của người khác')

  await expect(write({ ...wanted, extras: ['text', 'hocr'] })).rejects.toMatchObject({
    code: 'conflict',
    detail: { reason: 'name-exists', name: '15-QD-UBND.hocr' },
  })
  expect(await readdir(folder)).toEqual(['15-QD-UBND.hocr'])

  await rm(path.join(folder, '15-QD-UBND.hocr'))
  const { exported } = await write({ ...wanted, extras: ['text', 'alto', 'hocr'] })
  expect(exported.files).toEqual([
    '15-QD-UBND.pdf',
    '15-QD-UBND.txt',
    '15-QD-UBND.alto.xml',
    '15-QD-UBND.hocr',
  ])
  expect((await readdir(folder)).toSorted()).toEqual(exported.files.toSorted())
  expect(await readFile(path.join(folder, '15-QD-UBND.txt'), 'utf8')).toBe('Nơi nhận: Như trên\n')
  expect(await readFile(path.join(folder, '15-QD-UBND.alto.xml'), 'utf8')).toContain('CONTENT="Nơi"')
})

test.each([
  ['ENOSPC', 'disk-full'],
  ['EFBIG', 'file-too-large'],
  ['EACCES', 'no-rights'],
  ['EIO', 'medium-lost'],
])('[PA21] a folder that answers %s is told as %s, and nothing half written stays', async (code, fault) => {
  const files = createNewFiles(folder)
  await files.write('a.pdf', (put) => put(Buffer.from('một')))

  const failing = files.write('b.txt', async (put) => {
    await put(Buffer.from('nửa'))
    throw Object.assign(new Error(code), { code })
  })
  await expect(failing).rejects.toMatchObject({ code: fault, detail: { reason: 'export' } })
  await files.discard()

  expect(await readdir(folder)).toEqual([])
})

test('[PA21] a folder that is gone, and an export that is stopped, leave nothing', async () => {
  const photo = tinyJpeg({ lines: lines('một'), widthPx: 600 })
  const wanted = { sources: { photo }, pages: [['photo', 0]], layers: [shortLayer] } as const
  const stop = new AbortController()
  stop.abort()
  await expect(write({ ...wanted, signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
  expect(await readdir(folder)).toEqual([])

  await rm(folder, { recursive: true })
  await expect(write(wanted)).rejects.toMatchObject({ code: 'file-missing', detail: { reason: 'export' } })
})

test('[PA21] a source that is damaged leaves no file without its page', async () => {
  const photo = tinyJpeg({ lines: lines('một'), widthPx: 600 })

  const failing = write({
    sources: { photo, cut: photo.slice(0, 300) },
    pages: [
      ['photo', 0],
      ['cut', 0],
    ],
    layers: [null, null],
  })

  await expect(failing).rejects.toMatchObject({ code: 'file-corrupt' })
  expect(await readdir(folder)).toEqual([])
})
