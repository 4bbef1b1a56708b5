import { createReadStream } from 'node:fs'
import path from 'node:path'
import { type Edit, recordId, type Sha256 } from '../../domain/op.ts'
import { newDocument } from '../../domain/records/document.ts'
import { pageId } from '../../domain/records/page.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { putTextLayer } from '../../electron/desk/text-blobs.ts'
import { openVault, type Vault } from '../../electron/store/vault.ts'
import { startEngine } from './engine.ts'

export const VIEWED_PASSPHRASE = 'xem hồ sơ thật nhanh'

export interface ViewedDocument {
  /** The file as it came in. */
  readonly file: string
  readonly pages: number
  readonly subject: string
  /** What was read on a page; null leaves it without text. */
  readonly layer: (page: number) => TextLayer | null
}

const DOCUMENT = recordId('doc', '00000000-0000-4000-8000-0000000000d1')
const BATCH = recordId('batch', '00000000-0000-4000-8000-0000000000b1')
const RUN = '00000000-0000-4000-8000-000000000000'

/**
 * Makes the vault of a program that was started with `--data=FOLDER`, with one accepted document in it that nobody has to
 * wait for until it is read.
 */
export async function makeViewedVault(
  { dataFolder, indexWorker }: { readonly dataFolder: string; readonly indexWorker: string },
  document: ViewedDocument,
  prepare: (vault: Vault, source: Sha256) => Promise<void> = async () => {},
): Promise<void> {
  const folder = path.join(dataFolder, 'kho')
  const { app, client } = await startEngine(folder, { scryptLogN: 12 })
  await client.createVault({
    agencyCode: 'H27.38.05',
    communeName: 'UBND xã Cẩm Hoà',
    userName: 'Trần Thị Mẫu',
    passphrase: VIEWED_PASSPHRASE,
  })
  await app.close()
  const ports = { clock: { nowMs: () => Date.now() }, createId: () => crypto.randomUUID(), indexWorker }
  const vault = await openVault(folder, VIEWED_PASSPHRASE, ports)
  try {
    vault.setAuthor('Trần Thị Mẫu')
    const { sha } = await vault.blobs.put(createReadStream(document.file))
    await vault.append(await editsOf(vault, document, sha))
    await prepare(vault, sha)
  } finally {
    await vault.close()
  }
}

async function editsOf(vault: Vault, document: ViewedDocument, source: Sha256): Promise<readonly Edit[]> {
  const pages = Array.from({ length: document.pages }, (_, index) => ({
    id: pageId(RUN, index),
    source,
    index,
  }))
  const edits: Edit[] = [...newDocument(DOCUMENT, BATCH, pages)]
  for (const { id, index } of pages) {
    const layer = document.layer(index)
    edits.push(
      layer === null
        ? { record: DOCUMENT, path: `/unread/${id}`, value: 'file-corrupt' }
        : { record: DOCUMENT, path: `/text/${id}`, value: await putTextLayer(vault.blobs, layer) },
    )
  }
  const said: Readonly<Record<string, string>> = {
    subject: document.subject,
    number: '15',
    notation: 'QĐ-UBND',
  }
  for (const [name, value] of Object.entries(said))
    edits.push({ record: DOCUMENT, path: `/field/${name}`, value })
  edits.push({ record: DOCUMENT, path: '/proposals', value: {} })
  edits.push({ record: DOCUMENT, path: '/isAccepted', value: true })
  return edits
}
