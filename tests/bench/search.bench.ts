// Is what somebody types found at once among a million pages? `--scale=0.01` to `--scale=1`; 0.05 where nothing is said.
// Beside it, in the same run: ripgrep over the plain texts, and SQLite's FTS5 as one would use it first, unsealed.
import { randomBytes, randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { IndexedDocument } from '../../domain/indexed.ts'
import { recordId } from '../../domain/op.ts'
import { noFilters } from '../../domain/search-api.ts'
import { parseSearchQuery } from '../../domain/search-query.ts'
import { openSearchIndex, type SearchIndex } from '../../electron/store/search/search-index.ts'
import { createPageTexts, type PageTexts } from './page-texts.ts'
import { printRows } from './report.ts'
import { indexOptions, measureApart, mostMemoryMb, runTask, type Timed } from './search-measure.ts'
import { type BenchQuery, searchQueries } from './search-queries.ts'
import { grep, plainFts } from './search-rivals.ts'

const FULL_PAGES = 1_000_000
const DOCUMENTS_A_FILE = 10
const BASE_TEXTS = 20_000
/** As the indexer puts them. */
const PUT_AT_ONCE = 200
const UPDATES = 100
/** Searches that the others make as well; going through all texts takes long. */
const COMPARED = 30

const option = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

/** One document of one page each, ten of them a case file. */
function createVaultTexts(texts: PageTexts, pages: number) {
  const states = ['open', 'closed', 'deposited', 'accepted'] as const
  const caseFiles = Array.from({ length: Math.ceil(pages / DOCUMENTS_A_FILE) }, () =>
    recordId('case', randomUUID()),
  )
  return {
    caseFiles: caseFiles.map((caseFile, n) => ({
      caseFile,
      fonds: recordId('fonds', `00000000-0000-4000-8000-00000000000${n % 4}`),
      retention: `0${n % 7}`,
      state: states[n % states.length] ?? 'open',
    })),
    document: (n: number): IndexedDocument => {
      const { text, ...described } = texts.page(n)
      return {
        ...described,
        document: recordId('doc', randomUUID()),
        caseFile: caseFiles[Math.floor(n / DOCUMENTS_A_FILE)] ?? null,
        stamp: String(n),
        type: String(1 + (n % 29)).padStart(2, '0'),
        year: Number(described.issuedDate.slice(0, 4)),
        pages: [text],
      }
    },
  }
}
type VaultTexts = ReturnType<typeof createVaultTexts>

/** @returns seconds, those for making the texts left out */
async function fill(index: SearchIndex, vault: VaultTexts, pages: number): Promise<number> {
  const began = performance.now()
  let makingMs = 0
  for (let at = 0; at < vault.caseFiles.length; at += 1000) {
    await index.putCaseFiles(vault.caseFiles.slice(at, at + 1000))
  }
  for (let at = 0; at < pages; at += PUT_AT_ONCE) {
    const made = performance.now()
    const count = Math.min(PUT_AT_ONCE, pages - at)
    const documents = Array.from({ length: count }, (_, n) => vault.document(at + n))
    makingMs += performance.now() - made
    await index.put(documents)
  }
  await index.setCovered({ x: 1 })
  return (performance.now() - began - makingMs) / 1000
}

/** How long until a document that is put can be found. */
async function updateTimes(index: SearchIndex, vault: VaultTexts, pages: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let n = 0; n < UPDATES; n++) {
    const subject = `moi${n}${randomBytes(4).toString('hex')}`
    const document = { ...vault.document(pages + n), subject }
    const began = performance.now()
    await index.put([document])
    const query = parseSearchQuery(subject)
    const { total } = await index.search({ query, filters: noFilters, types: null, limit: 1 })
    if (total !== 1) throw new Error(`${subject} is not found`)
    times.push(performance.now() - began)
  }
  return times
}

function timeRows(name: string, times: readonly Timed[]) {
  const took = times.map(({ tookMs }) => tookMs)
  return [
    { what: `${name}, p50`, value: percentile(took, 0.5), unit: 'ms' },
    { what: `${name}, p95`, value: percentile(took, 0.95), unit: 'ms' },
  ]
}

async function run(folder: string, pages: number): Promise<void> {
  const texts = createPageTexts('search', Math.min(BASE_TEXTS, pages))
  const vault = createVaultTexts(texts, pages)
  const textsMb = process.memoryUsage().rss / 1e6
  const file = path.join(folder, 'index.db')
  const keyHex = randomBytes(32).toString('hex')
  const filling = await openSearchIndex(indexOptions(file, keyHex))
  const fillSeconds = await fill(filling, vault, pages)
  await filling.close()
  const mostFillMb = mostMemoryMb() - textsMb
  const sizeMb = statSync(file).size / 1e6
  const queries = searchQueries(texts, pages)
  const { openMs, cold, warm, idleMb, mostMb } = measureApart(folder, { file, keyHex, queries })
  const updating = await openSearchIndex(indexOptions(file, keyHex))
  const updates = await updateTimes(updating, vault, pages)
  await updating.close()

  const all = [...cold, ...warm]
  const where = (fits: (query: BenchQuery) => boolean): readonly Timed[] =>
    all.filter(({ query }) => fits(query))
  const compared = queries.filter(({ isPlain }) => isPlain).filter((_, n) => n % 3 === 0)
  const task = { folder, texts, pages, queries: compared.slice(0, COMPARED) }
  const own = where((query) => compared.slice(0, COMPARED).some(({ text }) => text === query.text))
  const ownMs = own.map(({ tookMs }) => tookMs)
  const rivals = [plainFts(task), grep({ ...task, queries: task.queries.slice(0, 10) })]

  printRows(`search over ${pages} pages and documents, ${queries.length} queries twice`, [
    { what: 'index on disk', value: sizeMb, unit: 'MB' },
    { what: 'index on disk, a page', value: (sizeMb * 1e6) / pages, unit: 'bytes' },
    { what: 'filling it anew', value: fillSeconds, unit: 's' },
    { what: 'most memory while filling, beside the texts', value: mostFillMb, unit: 'MB' },
    { what: 'opening it', value: openMs, unit: 'ms' },
    { what: 'most memory of a process that only searches', value: mostMb, unit: 'MB' },
    { what: 'of it before the index was opened', value: idleMb, unit: 'MB' },
    ...timeRows('all searches (wanted: p95 below 100)', all),
    {
      what: 'of it processor time, p95',
      value: percentile(
        all.map(({ processorMs }) => processorMs),
        0.95,
      ),
      unit: 'ms',
    },
    ...timeRows('right after opening', cold),
    ...timeRows(
      'with tone marks',
      where(({ hasMarks }) => hasMarks),
    ),
    ...timeRows(
      'without tone marks',
      where(({ hasMarks }) => !hasMarks),
    ),
    ...[...new Set(queries.map(({ kind }) => kind))].flatMap((kind) =>
      timeRows(
        kind,
        where((query) => query.kind === kind),
      ),
    ),
    {
      what: 'a document put and found, p95 (wanted: below 1000)',
      value: percentile(updates, 0.95),
      unit: 'ms',
    },
    ...rivals.flatMap(({ name, sizeMb: theirsMb, timesMs }) => [
      { what: `${name}, on disk`, value: theirsMb, unit: 'MB' },
      { what: `${name}, p50`, value: percentile(timesMs, 0.5), unit: 'ms' },
      { what: `${name}, p95`, value: percentile(timesMs, 0.95), unit: 'ms' },
      {
        what: `${name}: p50 against ours`,
        value: percentile(timesMs, 0.5) / percentile(ownMs, 0.5),
        unit: 'x',
      },
      {
        what: `${name}: p95 against ours`,
        value: percentile(timesMs, 0.95) / percentile(ownMs, 0.95),
        unit: 'x',
      },
    ]),
  ])
  for (const { query, tookMs, total } of [...all].sort((a, b) => b.tookMs - a.tookMs).slice(0, 8)) {
    const filters = JSON.stringify(query.filters ?? {})
    console.log(`  slow: ${tookMs.toFixed(0)} ms for ${total}: ${query.kind}: ${query.text} ${filters}`)
  }
}

const task = option('task')
if (task !== undefined) {
  await runTask(task)
} else {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-search-'))
  try {
    await run(folder, Math.max(1000, Math.round(FULL_PAGES * Number(option('scale') ?? '0.05'))))
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
