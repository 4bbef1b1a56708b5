import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSourceFile } from '../../../../electron/desk/source-file.ts'
import { type DigitiseOutcome, digitiseFiles } from '../../../../electron/digitise/digitise-files.ts'
import { createOutputNames } from '../../../../electron/digitise/output-names.ts'
import { defaultReadingOptions } from '../../../../electron/digitise/reading-options.ts'
import { openRunState } from '../../../../electron/digitise/run-state.ts'
import type { ExtraOutput } from '../../../../electron/digitise/write-results.ts'
import { documentTypes } from '../../../support/document-types.ts'
import { popplerTexts } from '../../../support/independent-readers.ts'
import { createTestPool } from '../../../support/reader-pool.ts'
import { signedPdf } from '../../../support/signed-pdf.ts'
import {
  tinyCanvas,
  tinyDecision,
  tinyJpeg,
  tinyScanPdf,
  tinyTextPdf,
  tinyTiff,
} from '../../../support/tiny-sources.ts'
import { expectLawful, pdfjsTexts } from '../../../support/written-pdf.ts'

const page = { lines: tinyDecision, widthPx: 1300 }
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'results-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Puts the files into the folder and digitises them there, results beside them. */
async function digitised(
  files: Readonly<Record<string, Uint8Array>>,
  extra: readonly ExtraOutput[],
): Promise<DigitiseOutcome> {
  const paths = Object.keys(files).map((name) => path.join(folder, name))
  for (const file of paths) await writeFile(file, files[path.basename(file)] ?? '')
  const { pool } = await createTestPool({ readers: 2 })
  const state = openRunState(folder)
  const names = createOutputNames()
  try {
    return await digitiseFiles({
      sources: paths.map((file) => ({ path: file, name: names.nameOf({ path: file, folder: '' }) })),
      outFolder: folder,
      state,
      pool,
      options: defaultReadingOptions,
      documentTypes,
      openFile: openSourceFile,
      extra,
      keepsGoing: true,
      signal: undefined,
    })
  } finally {
    await state.remove()
    await pool.close()
  }
}

const result = (name: string): Promise<Buffer> => readFile(path.join(folder, name))

test('[PA16] signed PDFs and those with their own text are copied, and the report says why', async () => {
  const signed = signedPdf({ signer: 'Nguyễn Minh Mạnh', organisation: 'UBND', time: '260304050607Z' })
  const born = tinyTextPdf([tinyDecision])
  const { taken } = await digitised({ 'signed.pdf': signed, 'born.pdf': born }, ['pdf'])

  expect(taken.map(({ pdf }) => pdf)).toMatchObject([
    { kind: 'kept', reason: 'signed', signatures: [{ signer: 'Nguyễn Minh Mạnh', coversWholeFile: true }] },
    { kind: 'kept', reason: 'own-text', signatures: [] },
  ])
  expect(Buffer.compare(await result('signed.archive.pdf'), signed)).toBe(0)
  expect(Buffer.compare(await result('born.archive.pdf'), born)).toBe(0)
})

test('[PA8] [PA10] a scanned PDF becomes a PDF/A with its JPEG and what was read, a second time the same bytes', async () => {
  const scan = await tinyScanPdf([page])
  const extra = ['pdf', 'alto', 'hocr'] as const
  const { taken } = await digitised({ 'scan.pdf': scan }, extra)
  const file = await result('scan.archive.pdf')
  await digitised({ 'scan.pdf': scan }, extra)

  expect(taken).toMatchObject([{ pdf: { kind: 'made', sizeBytes: file.length } }])
  await expectLawful(file)
  expect(file.includes(Buffer.from(tinyJpeg(page)))).toBe(true)
  const read = (await result('scan.txt')).toString('utf8')
  expect((await pdfjsTexts(file)).join(' ').split(/\s+/)).toEqual(read.trim().split(/\s+/))
  expect(popplerTexts(file, '-raw')?.join() ?? read.trim()).toBe(read.trim())
  expect((await result('scan.archive.pdf')).equals(file)).toBe(true)
  expect((await readdir(folder)).toSorted()).toEqual([
    'scan.alto.xml',
    'scan.archive.pdf',
    'scan.hocr',
    'scan.json',
    'scan.pdf',
    'scan.txt',
  ])
})

test('[PA13] a black-and-white TIFF becomes a PDF/A of fax pictures', async () => {
  const tiff = tinyTiff([
    { canvas: tinyCanvas({ lines: tinyDecision.slice(0, 3), widthPx: 1300 }), isBilevel: true },
  ])
  await digitised({ 'scan.tif': tiff }, ['pdf'])
  const file = await result('scan.archive.pdf')

  await expectLawful(file)
  expect(file.toString('latin1')).toContain('/Filter /CCITTFaxDecode')
})

test('[PA16] a result is never put upon a source', async () => {
  const source = tinyTextPdf([tinyDecision])
  const { taken, refused } = await digitised({ 'a.pdf': source, 'a.archive.pdf': source }, ['pdf'])

  expect(refused).toMatchObject([{ path: path.join(folder, 'a.pdf'), code: 'conflict' }])
  expect(taken).toHaveLength(1)
  expect(Buffer.compare(await result('a.archive.pdf'), source)).toBe(0)
})
