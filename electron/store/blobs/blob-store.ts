import { createHmac } from 'node:crypto'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Sha256 } from '../../../domain/op.ts'
import type { Files, OpenFile } from '../files/files.ts'
import { discard, type Workshop } from '../files/replace-file.ts'
import { createLane } from '../log/lane.ts'
import { newBlobKeys } from './blob-format.ts'
import { type BlobReader, openBlobReader } from './blob-reader.ts'
import { type BlobShelves, createBlobShelves, shelfPath } from './blob-shelves.ts'
import { writeBlob } from './blob-writer.ts'

/** Content-addressed, immutable, sealed bytes. */
export interface BlobStore {
  /**
   * Stores a source and names it by its SHA-256; resolved = durable. The same bytes are stored once, and storing them
   * again mends a blob that was altered.
   * @param expected what the bytes must be where they come from elsewhere. @throws Fault 'hash-mismatch'; nothing was stored
   */
  put(
    source: AsyncIterable<Uint8Array>,
    expected?: Sha256,
  ): Promise<{ readonly sha: Sha256; readonly sizeBytes: number }>
  has(sha: Sha256): Promise<boolean>
  /** @throws Fault 'not-found', or 'damaged' where the file is not that blob. */
  open(sha: Sha256): Promise<BlobReader>
  /** Deletes a blob, with what was set aside of it; one that is not there is as good as deleted. Resolved = durable. */
  remove(sha: Sha256): Promise<void>
  /** The blobs as files, for whoever looks after them. */
  readonly shelves: BlobShelves
}

export interface BlobStoreOptions {
  readonly workshop: Workshop
  readonly folder: string
  /** Where damaged blobs go. */
  readonly quarantine: string
  readonly key: Uint8Array
  readonly nameKey: Uint8Array
}

export function createBlobStore(options: BlobStoreOptions): BlobStore {
  const { workshop, folder, quarantine, key, nameKey } = options
  const { files } = workshop
  const nameOf = (sha: Sha256): string => sealedName(nameKey, sha)
  const pathOf = (sha: Sha256): string => shelfPath(folder, nameOf(sha))
  const ensureFolder = createFolderMaker(files)
  const lane = createLane()
  const shelves = createBlobShelves({ workshop, folder, quarantine, key, nameOf, lane })
  const open = async (sha: Sha256): Promise<BlobReader | null> => {
    const file = await files.open(pathOf(sha), 'read')
    return file === null ? null : openBlobReader(file, { sha, name: nameOf(sha), key })
  }
  const takeName = async (draft: string, sha: Sha256): Promise<void> => {
    if ((await shelves.verify(nameOf(sha))).kind === 'whole') await files.remove(draft)
    else await files.rename(draft, pathOf(sha))
  }
  const store = async (draft: string, source: AsyncIterable<Uint8Array>, expected?: Sha256) => {
    const written = await writeDraft(workshop, draft, (file) =>
      writeBlob(file, source, { keys: newBlobKeys(key), nameOf }),
    )
    if (expected !== undefined && written.sha !== expected) {
      throw new Fault('hash-mismatch', `blob ${expected} came with other bytes`, { detail: { part: 'blob' } })
    }
    const target = pathOf(written.sha)
    await ensureFolder(path.dirname(target))
    await lane.run(() => takeName(draft, written.sha))
    workshop.failpoint('blob-renamed')
    // Also for a blob that was there: whoever is storing it may not have come to this point yet.
    await files.syncFolder(path.dirname(target))
    workshop.failpoint('blob-stored')
    return written
  }
  return {
    put: async (source, expected) => {
      const draft = path.join(workshop.tmp, workshop.createId())
      try {
        return await store(draft, source, expected)
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
    remove: (sha) => lane.run(() => removeBlob(options, nameOf(sha))),
    shelves,
  }
}

async function removeBlob({ workshop, folder, quarantine }: BlobStoreOptions, name: string): Promise<void> {
  const { files } = workshop
  const file = shelfPath(folder, name)
  if ((await files.sizeBytes(file)) !== null) {
    await files.remove(file)
    await files.syncFolder(path.dirname(file))
  }
  const setAside = (await files.list(quarantine)).filter((other) => other.startsWith(`blob-${name}-`))
  for (const other of setAside) await files.remove(path.join(quarantine, other))
  if (setAside.length > 0) await files.syncFolder(quarantine)
}

/** A file name that gives away neither the content nor its hash. */
export function sealedName(nameKey: Uint8Array, text: string): string {
  return createHmac('sha256', nameKey).update(text).digest('hex')
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
