import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { copyFile, link, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../../domain/fault.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { createServerNotes } from '../audit/server-notes.ts'
import type { BlobStore } from '../store/blob-store.ts'
import {
  isMissing,
  makeFolderDurably,
  renameDurably,
  syncFile,
  writeFileDurably,
} from '../store/durable-file.ts'
import { TLS_FILE } from '../tls/tls-identity.ts'
import {
  type BackupBlob,
  type BackupFileName,
  type BackupManifest,
  blobPlace,
  hashOfFile,
  MANIFEST_FILE,
  MANIFEST_VERSION,
  readManifest,
} from './backup-manifest.ts'
import { blobsOfCopy } from './blobs-of-copy.ts'

const PREFIX = 'hoso-server-'
const UNFINISHED = '.unfinished'

interface BackupPorts {
  readonly dataFolder: string
  readonly blobs: BlobStore
  readonly copyDatabase: ((file: string) => Promise<void>) | null
  readonly audit: AuditLog
  readonly epoch: string
  readonly clock: () => number
}

export interface BackupDone {
  readonly folder: string
  readonly blobs: number
  readonly sizeBytes: number
  /** Those that an earlier backup in the same place has already: they share its bytes. */
  readonly linkedBlobs: number
}

/**
 * Makes one more backup below `to` while the server works on. Blobs that an earlier backup there has are linked, others are
 * copied and their hashes checked on the way; what is being uploaded is left out, since stations still have it.
 * @param keep how many finished backups stay there, the latest
 * @throws Fault 'damaged' where a stored blob has other bytes, 'conflict' where the database is none of ours to copy
 */
export type MakeBackup = (to: string, keep: number) => Promise<BackupDone>

export function createBackup(ports: BackupPorts): MakeBackup {
  const { dataFolder, blobs, copyDatabase, audit, epoch, clock } = ports
  const note = createServerNotes(audit, clock)

  async function make(to: string, keep: number): Promise<BackupDone> {
    if (copyDatabase === null) throw new Fault('conflict', 'PostgreSQL is backed up by its own tools')
    const time = new Date(clock()).toISOString()
    const folder = path.join(to, `${PREFIX}${time.replace(/[:.]/g, '-')}`)
    const unfinished = `${folder}${UNFINISHED}`
    await makeFolderDurably(unfinished)
    const earlier = (await finishedBackups(to)).at(-1) ?? null
    await copyDatabase(path.join(unfinished, 'server.sqlite'))
    await copyKeys(dataFolder, unfinished)
    const named = blobsOfCopy(path.join(unfinished, 'server.sqlite'))
    const known = await knownBlobs(earlier)
    let linkedBlobs = 0
    for (const blob of named) {
      const isLinked = known.has(keyOf(blob)) && (await linkBlob(blob, earlier ?? '', unfinished))
      if (isLinked) linkedBlobs += 1
      else await copyBlob(blobs, blob, unfinished)
    }
    const files = await describeFiles(unfinished)
    const manifest: BackupManifest = { version: MANIFEST_VERSION, time, epoch, files, blobs: [...named] }
    await writeFileDurably(path.join(unfinished, MANIFEST_FILE), JSON.stringify(manifest))
    await renameDurably(unfinished, folder)
    await dropOld(to, keep)
    const sizeBytes = [...files, ...named].reduce((sum, each) => sum + each.sizeBytes, 0)
    return { folder, blobs: named.length, sizeBytes, linkedBlobs }
  }

  return async (to, keep) => {
    try {
      const done = await make(to, keep)
      await note('backup-made', { blobs: done.blobs, sizeBytes: done.sizeBytes })
      return done
    } catch (error) {
      await note('backup-failed')
      throw error
    }
  }
}

/** The finished backups of a place, the oldest first. */
export async function finishedBackups(to: string): Promise<readonly string[]> {
  const names = (await readdir(to)).filter((name) => name.startsWith(PREFIX) && !name.endsWith(UNFINISHED))
  return names.sort().map((name) => path.join(to, name))
}

async function copyKeys(dataFolder: string, to: string): Promise<void> {
  await copyFile(path.join(dataFolder, 'identity.json'), path.join(to, 'identity.json'))
  await makeFolderDurably(path.join(to, path.dirname(TLS_FILE)))
  try {
    await copyFile(path.join(dataFolder, TLS_FILE), path.join(to, TLS_FILE))
  } catch (error) {
    // A server without TLS of its own has no such key.
    if (!isMissing(error)) throw error
  }
}

async function describeFiles(folder: string): Promise<BackupManifest['files']> {
  const names: readonly BackupFileName[] = ['server.sqlite', 'identity.json', 'tls/tls.json']
  const files: BackupManifest['files'] = []
  for (const name of names) {
    const file = path.join(folder, name)
    const found = await stat(file).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })
    if (found === null) continue
    await syncFile(file)
    files.push({ name, sha: await hashOfFile(file), sizeBytes: found.size })
  }
  return files
}

function keyOf({ commune, sha }: BackupBlob): string {
  return `${commune}/${sha}`
}

async function knownBlobs(earlier: string | null): Promise<ReadonlySet<string>> {
  if (earlier === null) return new Set()
  try {
    return new Set((await readManifest(earlier)).blobs.map(keyOf))
  } catch (error) {
    // From a damaged backup nothing is taken over; the new one copies all.
    if (error instanceof Fault) return new Set()
    throw error
  }
}

/** @returns false where the earlier one cannot be shared, such as on a disk without links */
async function linkBlob(blob: BackupBlob, from: string, to: string): Promise<boolean> {
  const place = blobPlace(to, blob)
  await makeFolderDurably(path.dirname(place))
  try {
    const found = await stat(blobPlace(from, blob))
    if (found.size !== blob.sizeBytes) return false
    await link(blobPlace(from, blob), place)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** @throws Fault 'damaged' */
async function copyBlob(blobs: BlobStore, blob: BackupBlob, to: string): Promise<void> {
  const place = blobPlace(to, blob)
  await makeFolderDurably(path.dirname(place))
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(await blobs.read(blob.commune, blob.sha), hashing, createWriteStream(place, { mode: 0o600 }))
  if (hash.digest('hex') !== blob.sha) throw new Fault('damaged', 'a stored blob has other bytes')
  await syncFile(place)
}

async function dropOld(to: string, keep: number): Promise<void> {
  const finished = await finishedBackups(to)
  for (const folder of finished.slice(0, Math.max(0, finished.length - keep))) {
    await rm(folder, { recursive: true })
  }
  for (const name of await readdir(to)) {
    if (name.startsWith(PREFIX) && name.endsWith(UNFINISHED))
      await rm(path.join(to, name), { recursive: true })
  }
}
