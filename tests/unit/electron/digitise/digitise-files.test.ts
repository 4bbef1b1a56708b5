import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SURE } from '../../../../domain/records/document.ts'
import { openSourceFile } from '../../../../electron/desk/source-file.ts'
import {
  type DigitiseOutcome,
  type DigitiseProgress,
  digitiseFiles,
} from '../../../../electron/digitise/digitise-files.ts'
import { createOutputNames } from '../../../../electron/digitise/output-names.ts'
import type { ReaderPool } from '../../../../electron/digitise/reader-pool.ts'
import { defaultReadingOptions } from '../../../../electron/digitise/reading-options.ts'
import { openRunState, RUN_FOLDER } from '../../../../electron/digitise/run-state.ts'
import type { DocumentTruth } from '../../../fixtures/truth.ts'
import { documentTypes } from '../../../support/document-types.ts'
import { createTestPool } from '../../../support/reader-pool.ts'

/** The code of what the list of types does not have. */
const OTHER = '32'
const samples = path.join(import.meta.dirname, '../../../fixtures/samples')
const bad = {
  'corrupt.pdf': 'file-corrupt',
  'empty.pdf': 'file-empty',
  'huge.png': 'file-too-large',
  'letter.docx': 'file-unsupported',
  'password.pdf': 'file-encrypted',
} as const

type SampleTruth = Pick<DocumentTruth, 'fields' | 'pages'> & { readonly file: string; readonly tier: string }
// The generator writes it; its shape is that of `truth.ts`.
const truths = JSON.parse(readFileSync(path.join(samples, 'truth.json'), 'utf8')) as readonly SampleTruth[]
// The typed decision and the good scans stand for the rest: each page read costs seconds.
const chosen = truths.filter((truth) => truth.tier === 'A' || truth.file.endsWith('.tif'))
const paths = [
  ...Object.keys(bad).map((name) => path.join(samples, 'bad', name)),
  ...chosen.map((truth) => path.join(samples, truth.file)),
  path.join(samples, 'missing.pdf'),
]

const progress: DigitiseProgress[] = []
let outFolder: string
let report: DigitiseOutcome

/** A run of its own over these files. */
function runOver(files: readonly string[], folder: string, pool: ReaderPool) {
  const names = createOutputNames()
  return {
    sources: files.map((file) => ({ path: file, name: names.nameOf({ path: file, folder: '' }) })),
    outFolder: folder,
    state: openRunState(folder),
    pool,
    options: defaultReadingOptions,
    documentTypes,
    openFile: openSourceFile,
    extra: [],
    keepsGoing: true,
    signal: undefined,
  }
}

beforeAll(async () => {
  outFolder = await mkdtemp(path.join(tmpdir(), 'digitise-'))
  const { pool } = await createTestPool({ readers: 2 })
  const onProgress = (step: DigitiseProgress) => void progress.push(step)
  report = await digitiseFiles({ ...runOver(paths, outFolder, pool), onProgress })
  await pool.close()
}, 240_000)
afterAll(() => rm(outFolder, { recursive: true, force: true }))

const takenOf = (truth: SampleTruth) =>
  report.taken.find((taken) => path.basename(taken.path) === truth.file) ?? expect.fail(truth.file)

/** Share of the words of the truth that were read, marks and all. */
function wordShare(truth: SampleTruth, text: string): number {
  const read = new Set(text.split(/\s+/))
  const words = truth.pages.flatMap((page) => page.lines.flatMap((line) => line.text.split(' ')))
  return words.filter((word) => read.has(word)).length / words.length
}

test('[DG3] refused files leave the rest of their batch going on, each with its reason', () => {
  const refused = Object.fromEntries(
    report.refused.map(({ path: file, code }) => [path.basename(file), code]),
  )

  expect(refused).toEqual({ ...bad, 'missing.pdf': 'file-missing' })
  expect(report.taken.map((taken) => path.basename(taken.path))).toEqual(chosen.map((truth) => truth.file))
})

test('[DG2] a refusal comes with what its sentence needs', () => {
  const detailOf = (name: string) => report.refused.find((file) => path.basename(file.path) === name)?.detail

  expect(detailOf('huge.png')).toEqual({ limitMegapixels: 100, megapixels: 300 })
  expect(detailOf('letter.docx')).toEqual({ found: 'DOCX' })
})

test('[DG3] a file that was refused, and one that was taken, are the bytes they were', async () => {
  const sha = async (file: string) =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  const existing = paths.filter((file) => !file.endsWith('missing.pdf'))
  const before = await Promise.all(existing.map(sha))
  const { pool } = await createTestPool()

  await digitiseFiles(runOver([path.join(samples, 'bad/corrupt.pdf')], outFolder, pool))
  await pool.close()

  expect(await Promise.all(existing.map(sha))).toEqual(before)
  expect(await readdir(samples)).toEqual(expect.not.arrayContaining([expect.stringMatching(/\.part$/)]))
})

test('[DG11] each source gets a text and a JSON file, and nothing else is left', async () => {
  const names = report.taken.flatMap((taken) => [
    path.basename(taken.textFile),
    path.basename(taken.jsonFile),
  ])

  expect((await readdir(outFolder)).toSorted()).toEqual([RUN_FOLDER, ...names].toSorted())
  for (const truth of chosen) {
    const { jsonFile, textFile, pageCount, proposals } = takenOf(truth)
    const content: unknown = JSON.parse(await readFile(jsonFile, 'utf8'))
    const text = await readFile(textFile, 'utf8')
    expect(pageCount).toBe(truth.pages.length)
    expect(text.split('\f')).toHaveLength(pageCount)
    expect(content).toMatchObject({
      version: 1,
      source: { name: truth.file },
      pages: truth.pages.map(({ page }) => ({ page, version: 1 })),
      proposals: { ...proposals },
    })
  }
})

test.each(chosen)('[DG1] $file is read with its marks', async (truth) => {
  const text = await readFile(takenOf(truth).textFile, 'utf8')

  expect(wordShare(truth, text)).toBeGreaterThan(truth.tier === 'A' ? 0.9 : 0.75)
})

test.each(chosen)('[DG7] what is proposed of $file is what is printed, or a doubt', (truth) => {
  const { agency, date, number, notation, subject, signer } = truth.fields
  const printed: Readonly<Record<string, string | null>> = {
    number,
    notation,
    issuedDate: date,
    issuer: agency,
    subject,
    signer,
    type: documentTypes.find((known) => known.name === truth.fields.type)?.code ?? OTHER,
  }
  const proposals = Object.entries(takenOf(truth).proposals)
  const wrong = proposals.filter(([name, proposal]) => name in printed && proposal.value !== printed[name])

  expect(proposals.length).toBeGreaterThan(3)
  expect(wrong.filter(([, proposal]) => proposal.confidence >= SURE)).toEqual([])
})

test('every page of a taken file is told once, with how many were read', () => {
  for (const truth of chosen) {
    const told = progress.filter((step) => path.basename(step.path) === truth.file)
    const pageCount = truth.pages.length
    const pages = told.flatMap((step) => (step.kind === 'page' ? [step] : []))
    expect(told.at(0)).toMatchObject({ kind: 'begun', pagesDone: 0, pageCount })
    expect(told.at(-1)).toMatchObject({ kind: 'taken' })
    expect(pages.map(({ page }) => page).toSorted((a, b) => a - b)).toEqual(
      truth.pages.map(({ page }) => page),
    )
    expect(pages.map(({ pagesDone }) => pagesDone)).toEqual(pages.map((_, at) => at + 1))
  }
})

test('stopping leaves no half of a file, and says what was left', async () => {
  const { pool } = await createTestPool()
  const stop = new AbortController()
  const folder = path.join(outFolder, 'stopped')
  const files = paths.slice(-3)

  const stopped = digitiseFiles({ ...runOver(files, folder, pool), signal: stop.signal })
  stop.abort()

  const { taken, refused, left } = await stopped
  expect([taken, refused]).toEqual([[], []])
  expect(left.map((file) => file.path)).toEqual(files)
  await pool.close()
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})

test('[DG30] the first refusal ends a run that was not told to go on, and what was left is said', async () => {
  const { pool } = await createTestPool()
  const folder = path.join(outFolder, 'refused')
  const files = [
    path.join(samples, 'bad/empty.pdf'),
    ...chosen.map((truth) => path.join(samples, truth.file)),
  ]

  const outcome = await digitiseFiles({ ...runOver(files, folder, pool), keepsGoing: false })
  await pool.close()

  expect(outcome.refused).toMatchObject([{ path: files[0], code: 'file-empty' }])
  expect(outcome.left).toEqual(files.slice(1).map((file) => ({ path: file, isBegun: false })))
})

test('[DG28] names of results are ASCII, mirror the folders and never meet', () => {
  const names = createOutputNames()
  const nameOf = (folder: string, file: string) => names.nameOf({ path: `/quet/${folder}/${file}`, folder })

  expect([
    nameOf('', 'Quyết định số 15.pdf'),
    nameOf('', 'quyet dinh so 15.tif'),
    nameOf('Năm 2020/Tờ trình', 'Quyết định số 15.pdf'),
    nameOf('nam 2020/to trinh', 'quyet-dinh-so-15.pdf'),
    nameOf('', 'CON.png'),
    nameOf('', '资料.jpg'),
    nameOf('', '...pdf'),
    nameOf('', 'report.pdf'),
  ]).toEqual([
    'quyet-dinh-so-15',
    'quyet-dinh-so-15-2',
    'nam-2020/to-trinh/quyet-dinh-so-15',
    'nam-2020/to-trinh/quyet-dinh-so-15-2',
    'con-',
    'tai-lieu',
    'tai-lieu-2',
    'report-2',
  ])
})
