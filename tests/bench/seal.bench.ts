// What sealing costs an import of 200 MB of scans: storing them sealed, against the same hashed and copied durably in
// clear, as a share of the whole import, which also looks into each file and names it by a document.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBlobStore } from '../../electron/store/blobs/blob-store.ts'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { timeImport } from './real-import.ts'
import { median, printRows } from './report.ts'

const SCANS = 200
const SCAN_BYTES = 1_000_000
const ROUNDS = 7
/** What intake reads at once. */
const PIECE_BYTES = 1_048_576

const folder = await mkdtemp(path.join(tmpdir(), 'bench-seal-'))
const sources = Array.from({ length: SCANS }, (_, at) => path.join(folder, `quét-${at}.jpg`))

async function sealed(target: string): Promise<void> {
  const workshop = {
    files: createNodeFiles(),
    tmp: path.join(target, 'tmp'),
    createId: () => randomUUID(),
    failpoint: () => {},
  }
  await mkdir(workshop.tmp, { recursive: true })
  const blobs = createBlobStore({
    workshop,
    folder: path.join(target, 'blobs'),
    quarantine: path.join(target, 'quarantine'),
    key: randomBytes(32),
    nameKey: randomBytes(32),
  })
  for (const source of sources) await blobs.put(createReadStream(source, { highWaterMark: PIECE_BYTES }))
}

async function plain(target: string): Promise<void> {
  const tmp = path.join(target, 'tmp')
  const made = new Set<string>()
  await mkdir(tmp, { recursive: true })
  for (const source of sources) {
    const hash = createHash('sha256')
    const draft = path.join(tmp, randomUUID())
    const file = await open(draft, 'wx')
    const pieces: AsyncIterable<Uint8Array> = createReadStream(source, { highWaterMark: PIECE_BYTES })
    for await (const piece of pieces) {
      hash.update(piece)
      await file.write(piece)
    }
    await file.datasync()
    await file.close()
    const name = hash.digest('hex')
    const shelf = path.join(target, 'blobs', name.slice(0, 2))
    if (!made.has(shelf)) {
      await mkdir(shelf, { recursive: true })
      await syncFolder(path.dirname(shelf))
      made.add(shelf)
    }
    await rename(draft, path.join(shelf, name))
    await syncFolder(shelf)
  }
}

async function syncFolder(of: string): Promise<void> {
  const handle = await open(of, 'r')
  await handle.sync()
  await handle.close()
}

async function timeOf(work: (target: string) => Promise<void>): Promise<number> {
  const target = path.join(folder, randomUUID())
  const began = performance.now()
  await work(target)
  const tookMs = performance.now() - began
  await rm(target, { recursive: true })
  return tookMs
}

try {
  for (const source of sources) await writeFile(source, randomBytes(SCAN_BYTES))
  const times = { plain: [] as number[], sealed: [] as number[] }
  await timeOf(plain)
  await timeOf(sealed)
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plain.push(await timeOf(plain))
    times.sealed.push(await timeOf(sealed))
  }
  // Each against its neighbour in time, so that what else the machine does weighs on both.
  const ratios = times.sealed.map((ms, round) => ms / (times.plain[round] ?? ms))
  const importMs = await timeImport(folder, { files: SCANS, fileBytes: SCAN_BYTES })
  const sealingMs = median(times.sealed) - median(times.plain)
  printRows('seal', [
    { what: `import of ${SCANS} photographed pages of 1 MB`, value: importMs, unit: 'ms' },
    {
      what: 'share of it that sealing takes (wanted: below 20)',
      value: (100 * sealingMs) / importMs,
      unit: '%',
    },
    { what: `${SCANS} scans of 1 MB hashed and copied in clear`, value: median(times.plain), unit: 'ms' },
    { what: 'the same into the vault, sealed', value: median(times.sealed), unit: 'ms' },
    { what: 'ratio of the two, round by round', value: median(ratios), unit: 'x' },
  ])
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
