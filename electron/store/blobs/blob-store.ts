import { createHmac } from 'node:crypto'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { Files, OpenFile } from '../files/files.ts'
import { discard, type Workshop } from '../files/replace-file.ts'
import { newBlobKeys } from './blob-format.ts'
import { type BlobReader, openBlobReader } from './blob-reader.ts'
import { writeBlob } from './blob-writer.ts'

/** Content-addressed, immutable, sealed bytes. */
export interface BlobStore {
  /** Stores a source and names it by its SHA-256; resolved = durable. The same bytes are stored once. */
  put(source: AsyncIterable<Uint8Array>): Promise<{ readonly sha: Sha256; readonly sizeBytes: number }>
  has(sha: Sha256): Promise<boolean>
  /** @throws Fault 'not-found', or 'damaged' where the file is not that blob. */
  open(sha: Sha256): Promise<BlobReader>
}

export interface BlobStoreOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly key: Uint8Array
  readonly nameKey: Uint8Array
}

export function createBlobStore(options: BlobStoreOptions): BlobStore {
  const { workshop, folder, key, nameKey } = options
  const { files } = workshop
  const nameOf = (sha: Sha256): string => sealedName(nameKey, sha)
  const pathOf = (sha: Sha256): string => shelfPath(folder, nameOf(sha))
  const ensureFolder = createFolderMaker(files)
  const open = async (sha: Sha256): Promise<BlobReader | null> => {
    const file = await files.open(pathOf(sha), 'read')
    return file === null ? null : openBlobReader(file, { sha, name: nameOf(sha), key })
  }
  const store = async (draft: string, source: AsyncIterable<Uint8Array>) => {
    const written = await writeDraft(workshop, draft, (file) =>
      writeBlob(file, source, { keys: newBlobKeys(key), nameOf }),
    )
    const target = pathOf(written.sha)
    await ensureFolder(path.dirname(target))
    if (await isWhole(() => open(written.sha))) await files.remove(draft)
    else await files.rename(draft, target)
    workshop.failpoint('blob-renamed')
    // Also for a blob that was there: whoever is storing it may not have come to this point yet.
    await files.syncFolder(path.dirname(target))
    workshop.failpoint('blob-stored')
    return written
  }
  return {
    put: async (source) => {
      const draft = path.join(workshop.tmp, workshop.createId())
      try {
        return await store(draft, source)
      } catch (error) {
        await discard(files, draft)
        throw error
      }
    },
    has: async (sha) => (await files.sizeBytes(pathOf(sha))) !== null,
    open: async (sha) => {
      const reader = await open(sha)
      if (reader === null) throw new Fault('not-found', `no blob ${sha}`, { detail: { part: 'blob', sha } })
      return reader
    },
  }
}

/** A file name that gives away neither the content nor its hash. */
export function sealedName(nameKey: Uint8Array, text: string): string {
  return createHmac('sha256', nameKey).update(text).digest('hex')
}

/** Files are spread over 256 folders. */
export function shelfPath(folder: string, name: string): string {
  return path.join(folder, name.slice(0, 2), name)
}

async function writeDraft<T>(
  { files, failpoint }: Workshop,
  draft: string,
  write: (file: OpenFile) => Promise<T>,
): Promise<T> {
  const file = await files.create(draft)
  try {
    const written = await write(file)
    failpoint('blob-written')
    await file.datasync()
    failpoint('blob-synced')
    return written
  } finally {
    await file.close()
  }
}

/** Makes each folder durable once, before anything in it is; those who come together wait for the same work. */
function createFolderMaker(files: Files): (folder: string) => Promise<void> {
  const made = new Map<string, Promise<void>>()
  const make = async (folder: string): Promise<void> => {
    try {
      await files.makeFolder(folder)
      await files.syncFolder(path.dirname(folder))
    } catch (error) {
      made.delete(folder)
      throw error
    }
  }
  return (folder) => {
    const work = made.get(folder) ?? make(folder)
    made.set(folder, work)
    return work
  }
}

/** A blob that is there but altered is not: storing its bytes again mends it. */
async function isWhole(open: () => Promise<BlobReader | null>): Promise<boolean> {
  try {
    const reader = await open()
    await reader?.close()
    return reader !== null
  } catch (error) {
    if (error instanceof Fault && error.code === 'damaged') return false
    throw error
  }
}
