import { open, opendir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FaultList } from './fault-list.ts'
import { createNameBook, limits, type NameBook, type OpenPackage, type PackageFile } from './open-package.ts'

const CHUNK_BYTES = 1024 * 1024

/** Opens a folder with all below it; links are told and never followed. */
export async function openFolder(folder: string, faults: FaultList): Promise<OpenPackage> {
  const files = new Map<string, PackageFile>()
  const walk: Walk = { folder, book: createNameBook(faults), faults, files, totalBytes: 0 }
  await addFiles(walk, '')
  return { root: path.basename(path.resolve(folder)), files, close: async () => {} }
}

interface Walk {
  readonly folder: string
  readonly book: NameBook
  readonly faults: FaultList
  readonly files: Map<string, PackageFile>
  totalBytes: number
}

/** @returns whether to go on */
async function addFiles(walk: Walk, prefix: string): Promise<boolean> {
  for await (const entry of await opendir(path.join(walk.folder, prefix))) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (entry.isDirectory()) {
      if (!(await addFiles(walk, name))) return false
      continue
    }
    if (!entry.isFile()) {
      walk.faults.add('link', name, 'no plain file')
      continue
    }
    if (!walk.book.admit(name)) continue
    const file = path.join(walk.folder, name)
    const { size } = await stat(file)
    walk.totalBytes += size
    if (walk.files.size >= limits.files || walk.totalBytes > limits.totalBytes) {
      walk.faults.add('too-large', '', 'too many files or bytes')
      return false
    }
    walk.files.set(name, { name, sizeBytes: size, read: () => pieces(file, size) })
  }
  return true
}

async function* pieces(file: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    for (let at = 0; at < sizeBytes; ) {
      const bytes = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, sizeBytes - at))
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield bytes.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}
