import path from 'node:path'
import { type BlobStore, createBlobStore } from '../blobs/blob-store.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { Files } from '../files/files.ts'
import { lockFolder } from '../files/folder-lock.ts'
import { createNodeFiles } from '../files/node-files.ts'
import type { Workshop } from '../files/replace-file.ts'
import { openSlots } from '../keys/key-slots.ts'
import { deriveKeys, forget, forgetKeys, type VaultKeys } from '../keys/sealing.ts'
import { readHeader, type VaultHeader } from '../vault-header.ts'

/** What those who work on a vault that is not open need. */
export interface CarePorts {
  readonly files?: Files
  readonly createId: () => string
  readonly nowMs: () => number
  readonly failpoint?: ReachFailpoint
}

/** A vault at rest whose keys are known; nothing of it was read or changed but the header and the slots. */
export interface SealedFolder {
  readonly folder: string
  readonly workshop: Workshop
  readonly header: VaultHeader
  readonly keys: VaultKeys
  readonly blobs: BlobStore
  /** Drops the keys, and the lock where it was taken. */
  close(): void
}

export function workshopFor(folder: string, { files, createId, failpoint }: CarePorts): Workshop {
  const tmp = path.join(folder, 'tmp')
  return { files: files ?? createNodeFiles(), tmp, createId, failpoint: failpoint ?? (() => {}) }
}

/**
 * Unlocks a vault that no process has open, and holds it. @throws Fault 'not-found', 'newer-version', 'in-use',
 * 'wrong-passphrase', 'invalid-input', 'damaged'
 */
export async function unlockFolder(folder: string, secret: string, ports: CarePorts): Promise<SealedFolder> {
  const { files } = workshopFor(folder, ports)
  await readHeader(files, folder)
  const lock = lockFolder(path.join(folder, 'lock'))
  try {
    return await openKeys(folder, secret, { ports, release: () => lock.release() })
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The same without a lock, for a folder that nobody else knows of. */
export async function openKeys(
  folder: string,
  secret: string,
  { ports, release = () => {} }: { readonly ports: CarePorts; readonly release?: () => void },
): Promise<SealedFolder> {
  const workshop = workshopFor(folder, ports)
  const header = await readHeader(workshop.files, folder)
  const { dataKey } = await openSlots(workshop.files, path.join(folder, 'keys'), {
    slots: header.slots,
    secret,
  })
  const keys = deriveKeys(dataKey, header.id)
  forget(dataKey)
  const blobs = createBlobStore({
    workshop,
    folder: path.join(folder, 'blobs'),
    quarantine: path.join(folder, 'quarantine'),
    key: keys.blob,
    nameKey: keys.blobName,
  })
  return {
    folder,
    workshop,
    header,
    keys,
    blobs,
    close: () => {
      forgetKeys(keys)
      release()
    },
  }
}
