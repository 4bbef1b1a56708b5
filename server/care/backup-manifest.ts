import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { Sha256 } from '../../domain/op.ts'
import { AgencyCode } from '../../domain/records/fonds.ts'

export const MANIFEST_FILE = 'manifest.json'
export const MANIFEST_VERSION = 1

/** A file of a backup, in the folder of the backup. */
const BackupFile = z.object({
  // Never a path that leads out of the backup.
  name: z.enum(['server.sqlite', 'identity.json', 'tls/tls.json']),
  sha: Sha256,
  sizeBytes: z.int().min(0),
})
const BackupBlob = z.object({ commune: AgencyCode, sha: Sha256, sizeBytes: z.int().min(0) })
export type BackupBlob = Readonly<z.infer<typeof BackupBlob>>

/** Everything a backup holds; written last, so a backup without it is none. */
export const BackupManifest = z.object({
  version: z.int(),
  /** ISO 8601 instant at which the database was copied. */
  time: z.string(),
  epoch: z.string(),
  files: z.array(BackupFile),
  blobs: z.array(BackupBlob),
})
export type BackupManifest = z.infer<typeof BackupManifest>
export type BackupFileName = z.infer<typeof BackupFile>['name']

/** Where a blob lies within a backup. */
export function blobPlace(folder: string, { commune, sha }: Pick<BackupBlob, 'commune' | 'sha'>): string {
  return path.join(folder, 'blobs', commune, sha.slice(0, 2), sha)
}

/** @throws Fault 'damaged', 'newer-version' */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const parsed = BackupManifest.safeParse(await readJson(path.join(folder, MANIFEST_FILE)))
  if (!parsed.success) throw new Fault('damaged', 'the manifest of the backup has another shape')
  if (parsed.data.version > MANIFEST_VERSION) throw new Fault('newer-version', 'a backup of a newer program')
  return parsed.data
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new Fault('damaged', 'the manifest of the backup cannot be read', { cause: error })
  }
}

/** Reads every byte of a backup against its manifest. @throws Fault 'damaged', 'newer-version' */
export async function verifyBackup(folder: string): Promise<BackupManifest> {
  const manifest = await readManifest(folder)
  for (const { name, ...file } of manifest.files) await assertSame(path.join(folder, name), file)
  for (const blob of manifest.blobs) await assertSame(blobPlace(folder, blob), blob)
  return manifest
}

async function assertSame(
  file: string,
  { sha, sizeBytes }: { readonly sha: Sha256; readonly sizeBytes: number },
): Promise<void> {
  try {
    const isSame = (await stat(file)).size === sizeBytes && (await hashOfFile(file)) === sha
    if (!isSame) throw new Fault('damaged', 'a file of the backup has other bytes')
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('damaged', 'a file of the backup cannot be read', { cause: error })
  }
}

export async function hashOfFile(file: string): Promise<Sha256> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) {
    // A stream of bytes without an encoding gives buffers.
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
