import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { argv, env } from 'node:process'
import type { Json } from '../../domain/json.ts'
import { recordId } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { documentView, newDocument } from '../../domain/records/document.ts'
import { pageId } from '../../domain/records/page.ts'
import { createNodeFork } from '../../electron/compose/node-reader.ts'
import { createPageImages } from '../../electron/desk/page-images.ts'
import { createReadingQueue } from '../../electron/desk/reading-queue.ts'
import { defaultReadingSetting } from '../../electron/desk/reading-setting.ts'
import { openSourceFile } from '../../electron/desk/source-file.ts'
import { extractFields } from '../../electron/digitise/extract/extract-fields.ts'
import { createReaderPool, type ReaderPool } from '../../electron/digitise/reader-pool.ts'
import { defaultReadingOptions } from '../../electron/digitise/reading-options.ts'
import { digitiseOnce } from '../../electron/digitise/run.ts'
import {
  createVault,
  openVault,
  type Vault,
  type VaultPorts,
  vaultExists,
} from '../../electron/store/vault.ts'

/*
 * Reads a file to its end unless it is killed, and tells line by line which pages are begun and which are safe. Arguments:
 * `vault` or `command`, the folder to work in, the file to read, the bundled reader.
 */
const [task = '', folder = '', file = '', readerEntry = ''] = argv.slice(2)
const PASSPHRASE = 'mật khẩu để thử'

function tell(line: Json): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const pool = createReaderPool({ fork: createNodeFork(readerEntry), readers: 2, requestTimeoutMs: 120_000 })

/** The pool, telling of each page before it is read. */
const told: ReaderPool = {
  ...pool,
  openSource: async (...asked) => {
    const opened = await pool.openSource(...asked)
    return {
      ...opened,
      readPage: (index, signal) => {
        tell({ begun: index })
        return opened.readPage(index, signal)
      },
    }
  },
}

async function readByCommand(): Promise<void> {
  const report = await digitiseOnce({
    asked: [file],
    outFolder: folder,
    pool: told,
    options: defaultReadingOptions,
    openFile: openSourceFile,
    documentTypes: [],
    extra: ['pdf', 'alto', 'hocr'],
    keepsGoing: false,
    signal: new AbortController().signal,
    nowMs: () => Date.now(),
    onProgress: (progress) => {
      if (progress.kind === 'page') tell({ safe: progress.page - 1 })
    },
  })
  tell({ end: report.end })
}

async function readInVault(): Promise<void> {
  const vault = await theVault()
  const document = await theDocument(vault)
  const places = new Map(documentView(vault.record(document)).pages.map(({ id }, index) => [id, index]))
  const append: Vault['append'] = async (edits, ...more) => {
    await vault.append(edits, ...more)
    for (const { path: cell } of edits) {
      const place = cell.startsWith('/text/') ? places.get(cell.slice('/text/'.length)) : undefined
      if (place !== undefined) tell({ safe: place })
    }
  }
  const queue = createReadingQueue({
    records: { ...vault, append },
    blobs: vault.blobs,
    reader: told,
    images: createPageImages({ blobs: vault.blobs, derived: vault.derived, reader: pool }),
    extract: extractFields,
    types: () => [],
    surroundings: {
      clock: { nowMs: () => Date.now() },
      createId: () => randomUUID(),
      emit: () => {},
      onBug: (_, error) => {
        throw error
      },
    },
    setting: { value: defaultReadingSetting, save: async () => {} },
    isolateIfSecret: async () => false,
    lanes: 2,
  })
  queue.wake()
  await queue.settled()
  await queue.close()
  const { pages, texts, unread, proposals } = documentView(vault.record(document))
  tell({ texts: pages.map(({ id }) => texts[id] ?? unread[id] ?? ''), isExtracted: proposals !== null })
  await vault.close()
}

async function theVault(): Promise<Vault> {
  const ports: VaultPorts = {
    clock: { nowMs: () => Date.now() },
    indexWorker: env['INDEX_WORKER'] ?? '',
    createId: () => randomUUID(),
    scryptLogN: 2,
    space: { ballastBytes: 100_000, reserveBytes: 0 },
  }
  if (await vaultExists(folder)) return openVault(folder, PASSPHRASE, ports)
  return (await createVault(folder, { passphrase: PASSPHRASE }, ports)).vault
}

/** The document of the file; it is taken in where it is not there. */
async function theDocument(vault: Vault) {
  const [known] = vault.catalogue.ids({ kind: 'doc', limit: 1 })
  if (known !== undefined) return known
  const source = await openSourceFile(file)
  const { sha } = await vault.blobs.put(source.chunks())
  const { pageCount } = await pool.inspect(source)
  await source.close()
  const [id, batch, run] = [recordId('doc', randomUUID()), recordId('batch', randomUUID()), randomUUID()]
  const pages = Array.from({ length: pageCount }, (_, index) => ({
    id: pageId(run, index),
    source: sha,
    index,
  }))
  await vault.append([...newBatch(batch, new Date().toISOString(), []), ...newDocument(id, batch, pages)])
  return id
}

await (task === 'vault' ? readInVault() : readByCommand())
await pool.close()
