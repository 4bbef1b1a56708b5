// How much memory does a large scan take, how soon is its first page seen, and how dear is drawing a page?
// npm run bench -- memory [--pages=500] [--read=60] [--file=SCAN.pdf]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { openSourceFile } from '../../electron/desk/source-file.ts'
import { createReaderPool, type OpenSource } from '../../electron/digitise/reader-pool.ts'
import { childPids, memoryOf } from '../support/process-memory.ts'
import { writeLargeScan } from './large-scan.ts'
import { runMeasured } from './ocr-rivals.ts'
import { cpuSecondsOf } from './process-tree.ts'
import { printRows } from './report.ts'

const MEBIBYTE = 2 ** 20
const RASTER_PAGES = 20
const SETTLED_AT_PAGE = 50
const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { pages: { type: 'string' }, read: { type: 'string' }, file: { type: 'string' } },
})
const pages = Number(values.pages ?? 500)
const pagesRead = Math.min(pages, Number(values.read ?? 60))
const readerEntry = path.join(import.meta.dirname, '../reader/reader-process.mjs')

interface Sum {
  readonly resident: number
  readonly proportional: number
}

/** This process, which hands out the file, and every reader; what they share is counted once in `proportional`. */
function memoryNow(): Sum {
  const all = [process.pid, ...childPids()].flatMap((pid) => memoryOf(pid) ?? [])
  return {
    resident: all.reduce((sum, each) => sum + each.resident, 0),
    proportional: all.reduce((sum, each) => sum + each.proportional, 0),
  }
}

function print(what: string, page: number): Sum {
  const sum = memoryNow()
  const each = [process.pid, ...childPids()]
    .map((pid) => Math.round((memoryOf(pid)?.resident ?? 0) / MEBIBYTE))
    .join(' + ')
  const [all, shared] = [sum.resident, sum.proportional].map((bytes) => Math.round(bytes / MEBIBYTE))
  console.log(
    `  ${what} ${String(page).padStart(4)}: ${each} = ${all} MB resident, ${shared} MB proportional`,
  )
  return sum
}

const isMilestone = (page: number): boolean => page === 10 || page % SETTLED_AT_PAGE === 0

interface Stretch {
  readonly first: Sum
  readonly last: Sum
  readonly most: number
}

/** @param work on one page @returns memory at page 50, or at the end of a shorter run, and at the end */
async function overPages(
  what: string,
  count: number,
  work: (page: number) => Promise<void>,
): Promise<Stretch> {
  let first: Sum | null = null
  let most = 0
  for (let page = 1; page <= count; page += 1) {
    await work(page - 1)
    most = Math.max(most, memoryNow().proportional)
    if (!isMilestone(page) && page !== count) continue
    const sum = print(what, page)
    if (page >= Math.min(count, SETTLED_AT_PAGE)) first ??= sum
  }
  const last = memoryNow()
  return { first: first ?? last, last, most }
}

/** Seconds of processor of all readers for the first pages as they are shown, and of poppler for the same. */
async function rasterCost(source: OpenSource, file: string) {
  const before = cpuSecondsOf(process.pid)
  for (let page = 0; page < RASTER_PAGES; page += 1) await source.pageImage(page % pages, {})
  const ours = cpuSecondsOf(process.pid) - before
  const range = ['-r', '200', '-f', '1', '-l', String(Math.min(pages, RASTER_PAGES))]
  const to = path.join(path.dirname(file), 'raster')
  const coded = await runMeasured(['pdftoppm', '-jpeg', ...range, file, to])
  const plain = await runMeasured(['pdftoppm', ...range, file, to])
  return { ours, coded: coded.cpuSeconds, plain: plain.cpuSeconds }
}

const folder = await mkdtemp(path.join(tmpdir(), 'bench-memory-'))
const pool = createReaderPool({ fork: createNodeFork(readerEntry), readers: 1, requestTimeoutMs: 180_000 })
try {
  const file = values.file ?? path.join(folder, 'scan.pdf')
  const { sizeBytes } = values.file === undefined ? await writeLargeScan(file, pages) : { sizeBytes: 0 }
  console.log(`memory: ${pages} pages, ${Math.round(sizeBytes / MEBIBYTE)} MB`)
  const handle = await openSourceFile(file)

  const began = performance.now()
  const source = await pool.openSource(handle)
  await source.pageImage(0, {})
  const firstPageMs = performance.now() - began
  const raster = await rasterCost(source, file)
  const looked = await pool.openSource(handle)

  const drawn = await overPages('drawn and kept, page', pages, async (page) => {
    await source.pageImage(page, {})
    await source.archivePage(page)
    // Somebody leafs through the same file meanwhile.
    if (page % 10 === 0) await looked.pageImage(page, { widthPx: 320 })
  })
  const read = await overPages('read, page', pagesRead, async (page) => {
    await source.readPage(page)
    if (page % 10 === 0) await looked.pageImage(page, {})
  })
  await looked.close()
  await source.close()
  await handle.close()

  const megabytes = (bytes: number): number => bytes / MEBIBYTE
  const growth = ({ first, last }: Stretch): number => megabytes(last.proportional - first.proportional)
  printRows('memory', [
    { what: 'first page of the file shown, reader started', value: firstPageMs, unit: 'ms' },
    { what: 'a page drawn and coded for the screen', value: raster.ours / RASTER_PAGES, unit: 's CPU' },
    { what: 'pdftoppm -jpeg -r 200, a page', value: raster.coded / RASTER_PAGES, unit: 's CPU' },
    { what: 'pdftoppm -r 200, a page', value: raster.plain / RASTER_PAGES, unit: 's CPU' },
    { what: 'all processes, most while drawn', value: megabytes(drawn.most), unit: 'MB' },
    { what: `growth of drawing, page ${SETTLED_AT_PAGE} to ${pages}`, value: growth(drawn), unit: 'MB' },
    { what: 'all processes, most while read', value: megabytes(read.most), unit: 'MB' },
    { what: `growth of reading, page ${SETTLED_AT_PAGE} to ${pagesRead}`, value: growth(read), unit: 'MB' },
  ])
} finally {
  await pool.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
