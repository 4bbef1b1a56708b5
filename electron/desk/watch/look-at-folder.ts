import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Seen } from './settle.ts'

const KINDS: ReadonlySet<string> = new Set([
  '.pdf',
  '.jpg',
  '.jpeg',
  '.png',
  '.tif',
  '.tiff',
  '.webp',
  '.avif',
])
/** What copiers, browsers and sync programs call a file that is not whole yet. */
const UNFINISHED = /^(?:\.|~\$|~)|\.(?:tmp|temp|part|partial|crdownload|filepart|download|swp)(?:\.[a-z]+)?$/i
const MOST_DEPTH = 8
const MOST_FILES = 50_000
const CHUNK_BYTES = 1_048_576
/** A file that has no end after this gets none: then it is refused, which tells more than to wait for ever. */
const MOST_PATIENCE_MS = 60_000
/** Where a whole file says that it ends. */
const TAIL_BYTES = 2048

/** May the name be one of a finished scan? */
export function isWanted(name: string): boolean {
  return KINDS.has(path.extname(name).toLowerCase()) && !UNFINISHED.test(name)
}

/**
 * The scans in a folder, by path. Links are not followed: they lead anywhere.
 * @throws Fault 'file-missing', 'no-rights' with reason `watched-folder` where it cannot be looked into
 */
export async function lookAtFolder(folder: string, hasSubfolders: boolean): Promise<readonly Seen[]> {
  const files: string[] = []
  await collect(files, folder, hasSubfolders ? MOST_DEPTH : 0)
  const seen: Seen[] = []
  for (const file of files) {
    // It may be gone, or given another name, by now.
    const found = await stat(file).catch(() => null)
    if (found?.isFile() === true) seen.push({ path: file, sizeBytes: found.size, mtimeMs: found.mtimeMs })
  }
  return seen
}

async function collect(files: string[], folder: string, depth: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw folderFault(error)
  })
  for (const entry of entries.toSorted(byName)) {
    if (files.length >= MOST_FILES) return
    const place = path.join(folder, entry.name)
    if (entry.isFile() && isWanted(entry.name)) files.push(place)
    // A subfolder that cannot be opened, or is being made or deleted, hides no other.
    if (entry.isDirectory() && depth > 0 && !entry.name.startsWith('.'))
      await collect(files, place, depth - 1).catch(() => undefined)
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name.localeCompare(b.name, 'vi', { numeric: true })
}

function folderFault(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const isForbidden = code === 'EACCES' || code === 'EPERM'
  const options = { detail: { reason: 'watched-folder' }, cause: error }
  return new Fault(isForbidden ? 'no-rights' : 'file-missing', 'the watched folder cannot be opened', options)
}

/**
 * The hash of a file that stood still while it was read and that ends as its kind ends; null where it changed, is held by
 * whoever writes it, or is not whole.
 */
export async function wholeFileHash(
  { path: file, sizeBytes, mtimeMs }: Seen,
  nowMs: number,
): Promise<string | null> {
  // Windows refuses to open what another program keeps to itself.
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.alloc(CHUNK_BYTES)
    let [at, tail] = [0, Buffer.alloc(0)]
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, at)
      if (bytesRead === 0) break
      const part = buffer.subarray(0, bytesRead)
      hash.update(part)
      tail = Buffer.concat([tail, part.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES)
      at += bytesRead
    }
    const after = await handle.stat()
    const isSame = at === sizeBytes && after.size === sizeBytes && after.mtimeMs === mtimeMs
    const isEnded = endsWhole(file, tail) || nowMs - mtimeMs > MOST_PATIENCE_MS
    return isSame && isEnded ? hash.digest('hex') : null
  } catch {
    // The drive went away meanwhile: it is seen again when it is back.
    return null
  } finally {
    await handle.close()
  }
}

/** Half a file may stand still for a while, where the network does. */
function endsWhole(file: string, tail: Buffer): boolean {
  const kind = path.extname(file).toLowerCase()
  if (kind === '.pdf') return tail.includes('%%EOF')
  if (kind === '.png') return tail.includes('IEND')
  if (kind === '.jpg' || kind === '.jpeg') return tail.includes(Buffer.from([0xff, 0xd9]))
  return true
}
