// How a vault of 100,000 case files with 1,000,000 documents opens, lists and takes edits. `--scale=0.01` makes a
// smaller one, `--keep=FOLDER` leaves it there for another run.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { digitise } from '../../electron/compose/digitise.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { createVault, openVault, type VaultPorts } from '../../electron/store/vault.ts'
import { percentile, printRows } from './report.ts'
import { caseFileId, documentId, fillVault } from './scale-vault.ts'

const PASSPHRASE = 'kho lớn để đo'
const FILES = 100_000
const LIST_ROWS = 100
const EDITS = 500
const EDIT_EVERY_MS = 20
const SAMPLES = 'tests/fixtures/samples'
const MB = 2 ** 20
const option = (name: string): string | undefined =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)

const byName = { list: 'cases', filter: {}, sort: { by: 'title', isDescending: false } } as const

const ports: VaultPorts = {
  clock: { nowMs: () => Date.now() },
  createId: () => randomUUID(),
  // This bundle stands in out/bench.
  indexWorker: path.join(import.meta.dirname, '../index/index-worker.mjs'),
}

interface Opening {
  readonly openMs: number
  readonly listMs: number
  readonly memoryMb: number
}

/** In a process of its own, as the program starts: from the passphrase to the first rows of the list. */
async function openOnce(folder: string): Promise<Opening> {
  const began = performance.now()
  const vault = await openVault(folder, PASSPHRASE, ports)
  const openMs = performance.now() - began
  const ids = vault.catalogue.ids({ kind: 'case', order: 'newest', limit: LIST_ROWS })
  const sums = vault.catalogue.below('doc', ids)
  const rows = ids.map((id) => ({ record: vault.record(id), documents: sums.get(id)?.records }))
  vault.catalogue.stages('doc')
  if (rows.length !== Math.min(LIST_ROWS, rows.length)) throw new Error('the list is short')
  const listMs = performance.now() - began
  const memoryMb = process.memoryUsage().rss / MB
  await vault.close()
  return { openMs, listMs, memoryMb }
}

function openInChild(folder: string): Promise<Opening> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', `--open=${folder}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
    // What the child prints is written above.
    child.once('close', () => resolve(JSON.parse(said) as Opening))
    child.once('error', reject)
  })
}

/** Reads the samples beside what is measured, as the program does all day. @returns how many */
async function readSamples(outFolder: string): Promise<number> {
  const names = (await readdir(SAMPLES)).filter((name) => /[.](pdf|jpg|png|tif)$/.test(name))
  const report = await digitise({
    asked: names.map((name) => path.resolve(SAMPLES, name)),
    outFolder,
    extra: [],
    keepsGoing: true,
    languages: ['vie'],
    dpi: null,
    watch: null,
    signal: new AbortController().signal,
    assetsFolder: path.resolve('assets'),
    fork: createNodeFork(path.resolve('out/reader/reader-process.mjs')),
    readers: 1,
    onProgress: () => {},
  })
  await rm(outFolder, { recursive: true, force: true })
  return report.taken.length
}

/** Empties the page cache where that is allowed, so that the disk is really read. */
function forgetCache(): boolean {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3')
    return true
  } catch {
    return false
  }
}

async function sizeOf(folder: string, name: string): Promise<number> {
  const place = path.join(folder, name)
  if (!existsSync(place)) return 0
  const info = await stat(place)
  if (!info.isDirectory()) return info.size
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map((entry) => stat(path.join(entry.parentPath, entry.name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

async function measure(folder: string, files: number): Promise<void> {
  const began = performance.now()
  if (!existsSync(path.join(folder, 'vault.json'))) {
    const { vault } = await createVault(folder, { passphrase: PASSPHRASE }, ports)
    await fillVault(vault, files, {
      onFiles: (done) => {
        if (done % 5000 === 0) console.error(`${done} case files`)
      },
    })
    await vault.close()
  }
  const fillMs = performance.now() - began
  const isCold = forgetCache()
  const cold = await openInChild(folder)
  const warm = await openInChild(folder)

  const vault = await openVault(folder, PASSPHRASE, ports)
  const lookups: number[] = []
  const edits: number[] = []
  const reading = readSamples(path.join(path.dirname(folder), 'doc'))
  for (let n = 0; n < EDITS; n += 1) {
    const document = documentId((n * 7919) % (files * 10))
    const looked = performance.now()
    vault.record(document)
    lookups.push(performance.now() - looked)
    const edited = performance.now()
    await vault.append([
      { record: caseFileId((n * 104_729) % files), path: '/title', value: `Tiêu đề mới ${n}` },
    ])
    edits.push(performance.now() - edited)
    await wait(EDIT_EVERY_MS)
  }
  const read = await reading
  const pages: number[] = []
  for (let offset = 0; offset < files; offset += Math.ceil(files / 50)) {
    const asked = performance.now()
    await vault.catalogue.lists.rows({ query: byName, doubted: [], limit: LIST_ROWS, offset })
    pages.push(performance.now() - asked)
  }
  const memoryMb = process.memoryUsage().rss / MB
  await vault.close()

  await rm(path.join(folder, 'ledger.db'))
  const anew = await openInChild(folder)
  const size = async (name: string) => (await sizeOf(folder, name)) / MB
  printRows(`scale: ${files} case files, ${files * 10} documents`, [
    { what: 'written through append (0: kept from before)', value: fillMs / 1000, unit: 's' },
    { what: 'log on disk', value: await size('log'), unit: 'MB' },
    { what: 'ledger on disk', value: await size('ledger.db'), unit: 'MB' },
    {
      what: `open to a list, ${isCold ? 'cold' : 'page cache warm'} (wanted: below 3000)`,
      value: cold.listMs,
      unit: 'ms',
    },
    { what: 'of that until the vault is open (scrypt 2^18)', value: cold.openMs, unit: 'ms' },
    { what: 'open to a list, warm', value: warm.listMs, unit: 'ms' },
    { what: 'memory after opening and listing', value: cold.memoryMb, unit: 'MB' },
    { what: `a record from anywhere, p95 of ${EDITS}`, value: percentile(lookups, 0.95), unit: 'ms' },
    {
      what: `edit acknowledged while ${read} files are read, p95 of ${EDITS} (wanted: below 30)`,
      value: percentile(edits, 0.95),
      unit: 'ms',
    },
    { what: `${LIST_ROWS} rows by name from anywhere, p95`, value: percentile(pages, 0.95), unit: 'ms' },
    { what: 'memory after these (wanted: below 400)', value: memoryMb, unit: 'MB' },
    { what: 'open with no ledger: everything folded anew', value: anew.openMs / 1000, unit: 's' },
    { what: 'memory after that', value: anew.memoryMb, unit: 'MB' },
  ])
}

const opened = option('open')
if (opened !== undefined) {
  process.stdout.write(JSON.stringify(await openOnce(opened)))
} else {
  const files = Math.round(FILES * Number(option('scale') ?? 1))
  const kept = option('keep')
  const folder = kept ?? path.join(await mkdtemp(path.join(tmpdir(), 'bench-scale-')), 'kho')
  try {
    await measure(folder, files)
  } finally {
    if (kept === undefined) await rm(path.dirname(folder), { recursive: true, force: true })
  }
}
