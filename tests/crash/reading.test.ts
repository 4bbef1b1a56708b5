import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { env, execPath, pid, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { RUN_FOLDER } from '../../electron/digitise/run-state.ts'
import { bundleChild } from '../support/bundle-child.ts'
import { bundleIndexWorker } from '../support/index-worker.ts'
import { bundleReader } from '../support/reader-bundle.ts'
import { temporaryFolder } from '../support/test-vault.ts'
import { tinyDecision, tinyJpeg, tinyTextPdf } from '../support/tiny-sources.ts'

const isLong = env['HOSO_LONG'] === '1'
const PAGES = isLong ? 500 : 28
/** Pages that are pictures, so that the reading engine is killed too. */
const SCANS = isLong ? 20 : 1
const KILLS = isLong ? 20 : 4
const SEED = Number(env['SEED'] ?? 20_261_122)
const TIMEOUT_MS = isLong ? 4 * 3_600_000 : 480_000

const Said = z.union([
  z.object({ begun: z.int() }),
  z.object({ safe: z.int() }),
  z.object({ end: z.string() }),
  z.object({ texts: z.array(z.string()), isExtracted: z.boolean() }),
])
type Said = z.infer<typeof Said>

const program = { child: '', reader: '' }
const indexWorker = bundleIndexWorker()
beforeAll(async () => {
  program.child = await bundleChild('tests/support/reading-child.ts')
  // A copy of its own: tests that run beside it bundle the reader anew, and all runs here are to read alike.
  const bundled = await bundleReader()
  const own = `${path.dirname(bundled)}-${pid}`
  await cp(path.dirname(bundled), own, { recursive: true })
  program.reader = path.join(own, path.basename(bundled))
}, TIMEOUT_MS)
afterAll(async () => {
  await rm(program.child, { force: true })
  await rm(path.dirname(program.reader), { recursive: true, force: true })
})

/** A file of many pages that carry their text, and a few that do not. */
async function longPdf(): Promise<Uint8Array> {
  const lines = Array.from({ length: PAGES }, (_, index) => [
    ...tinyDecision,
    { text: `Trang thứ ${index + 1}`, x: 0.2, y: 0.7 },
  ])
  const pdf = await PDFDocument.load(tinyTextPdf(lines))
  const scan = await pdf.embedJpg(tinyJpeg({ lines: tinyDecision, widthPx: 1000 }))
  for (let count = 0; count < SCANS; count += 1) {
    const place = Math.floor(((count + 1) * PAGES) / (SCANS + 1))
    pdf.insertPage(place, [595, 842]).drawImage(scan, { x: 0, y: 0, width: 595, height: 842 })
  }
  return pdf.save()
}

interface Run {
  readonly task: 'vault' | 'command'
  readonly folder: string
  readonly file: string
}

/** Runs the child until so many pages became safe, or to its end. */
async function runUntil({ task, folder, file }: Run, safePages: number | null): Promise<readonly Said[]> {
  const child = spawn(execPath, [program.child, task, folder, file, program.reader], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, INDEX_WORKER: indexWorker },
  })
  const said: Said[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    // A process that is killed while it speaks may leave half a line.
    if (!line.endsWith('}')) return
    said.push(Said.parse(JSON.parse(line)))
    if (said.filter((each) => 'safe' in each).length === safePages) child.kill('SIGKILL')
  })
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) => {
    child.once('close', (...ended) => resolve(ended))
  })
  if (safePages === null && code !== 0) throw new Error(`the child ended with ${code ?? signal}`)
  return said
}

/** Kills run after run at random pages and lets the last one end. @returns what the last one said in the end */
async function runWithKills(run: Run): Promise<Said | undefined> {
  const most = Math.max(1, Math.floor((PAGES / KILLS) * 1.2))
  const [kills = []] = fc.sample(
    fc.array(fc.integer({ min: 1, max: most }), { minLength: KILLS, maxLength: KILLS }),
    { numRuns: 1, seed: SEED },
  )
  const safe = new Set<number>()
  const expectNoneTwice = (said: readonly Said[]): void => {
    const begun = said.flatMap((each) => ('begun' in each ? [each.begun] : []))
    expect(begun.filter((page) => safe.has(page))).toEqual([])
    for (const each of said) if ('safe' in each) safe.add(each.safe)
  }
  for (const [at, pages] of kills.entries()) {
    expectNoneTwice(await runUntil(run, Math.min(pages, PAGES + SCANS - safe.size)))
    stdout.write(`${run.task}: kill ${at + 1} of ${KILLS}, seed ${SEED}, ${safe.size} pages safe\n`)
  }
  const last = await runUntil(run, null)
  expectNoneTwice(last)
  return last.at(-1)
}

/** All files below a folder but the report, which tells the time. */
async function resultsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('report.')).toSorted()
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, string]> => {
        return [name, (await readFile(path.join(folder, name))).toString('base64')]
      }),
    ),
  )
}

test(
  `[DG29] killed at ${KILLS} random pages, the command goes on at the missing page and writes the same bytes`,
  async () => {
    const folder = await temporaryFolder()
    const file = path.join(folder, 'dai.pdf')
    await writeFile(file, await longPdf())
    const whole = { task: 'command', folder: path.join(folder, 'whole'), file } as const
    const killed = { ...whole, folder: path.join(folder, 'killed') }

    expect((await runUntil(whole, null)).at(-1)).toEqual({ end: 'whole' })
    expect(await runWithKills(killed)).toEqual({ end: 'whole' })

    const results = await resultsIn(killed.folder)
    expect([...results.keys()]).toEqual([
      'dai.alto.xml',
      'dai.archive.pdf',
      'dai.hocr',
      'dai.json',
      'dai.txt',
    ])
    expect(results).toEqual(await resultsIn(whole.folder))
    expect(await readdir(killed.folder)).not.toContain(RUN_FOLDER)
  },
  TIMEOUT_MS,
)

test(
  `[IN12] killed at ${KILLS} random pages, the vault goes on at the missing page with the same texts`,
  async () => {
    const folder = await temporaryFolder()
    const file = path.join(folder, 'dai.pdf')
    await writeFile(file, await longPdf())
    await mkdir(path.join(folder, 'vaults'))
    const whole = { task: 'vault', folder: path.join(folder, 'vaults/whole'), file } as const

    const expected = (await runUntil(whole, null)).at(-1)
    const last = await runWithKills({ ...whole, folder: path.join(folder, 'vaults/killed') })

    expect(last).toEqual(expected)
    expect(last).toMatchObject({ isExtracted: true, texts: { length: PAGES + SCANS } })
  },
  TIMEOUT_MS,
)
