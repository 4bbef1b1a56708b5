import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { FaultList } from './fault-list.ts'
import { createNameBook, limits, type OpenPackage, type PackageFile } from './open-package.ts'

const STORED = 0
const DEFLATED = 8
const SYMLINK = 0o120_000
const TYPE_MASK = 0o170_000

/**
 * Opens a zip by its list of files; nothing is unpacked to the disk.
 * @throws Error where the list cannot be read
 */
export async function openZip(path: string, faults: FaultList): Promise<OpenPackage> {
  // Names are judged here, one by one: yauzl would give up at the first bad one.
  const zip = await openPromise(path, {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: true,
  })
  try {
    const entries = await admitted(zip, faults)
    const { root, inside } = rooted(entries, faults)
    return {
      root,
      files: inside,
      close: async () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

interface Admitted {
  readonly name: string
  readonly entry: Entry
}

async function admitted(zip: ZipFile, faults: FaultList): Promise<Map<string, PackageFile>> {
  const book = createNameBook(faults)
  const found: Admitted[] = []
  let seen = 0
  let total = 0
  for await (const entry of zip.eachEntry()) {
    seen += 1
    total += entry.uncompressedSize
    if (seen > limits.files || total > limits.totalBytes) {
      faults.add('too-large', '', seen > limits.files ? 'too many files' : 'too many bytes')
      break
    }
    const name = decoded(entry)
    if (isFolder(entry, name)) continue
    if (book.admit(name) && isReadable(entry, name, faults)) found.push({ name, entry })
  }
  const apart = withoutOverlaps(found, faults)
  return new Map(apart.map(({ name, entry }) => [name, fileOf(zip, name, entry)]))
}

/** With `decodeStrings: false` yauzl gives bytes where its type says text. */
function decoded({ fileNameRaw }: Entry): string {
  return fileNameRaw.toString('utf8')
}

function isFolder(entry: Entry, name: string): boolean {
  return name.endsWith('/') && entry.uncompressedSize === 0
}

function isReadable(entry: Entry, name: string, faults: FaultList): boolean {
  if (entry.isEncrypted()) return refused(faults, ['encrypted', name, 'an encrypted file'])
  if (((entry.externalFileAttributes >>> 16) & TYPE_MASK) === SYMLINK) {
    return refused(faults, ['link', name, 'a link'])
  }
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return refused(faults, ['structure', name, `compression ${entry.compressionMethod}`])
  }
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > limits.fileBytes) return refused(faults, ['too-large', name, 'a file too large'])
  const isBomb = uncompressedSize > limits.ratioFreeBytes && uncompressedSize > compressedSize * limits.ratio
  return isBomb ? refused(faults, ['too-large', name, 'shrunk as only a bomb is']) : true
}

function refused(faults: FaultList, fault: Parameters<FaultList['add']>): false {
  faults.add(...fault)
  return false
}

/** Files that lie over each other in the zip are one file that is read many times: a bomb. */
function withoutOverlaps(found: readonly Admitted[], faults: FaultList): readonly Admitted[] {
  const sorted = [...found].sort(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  )
  let end = 0
  return sorted.filter(({ name, entry }) => {
    const start = entry.relativeOffsetOfLocalHeader
    if (start < end) return refused(faults, ['structure', name, 'lies over another file of the zip'])
    end = start + entry.compressedSize
    return true
  })
}

function fileOf(zip: ZipFile, name: string, entry: Entry): PackageFile {
  return {
    name,
    sizeBytes: entry.uncompressedSize,
    read: async function* () {
      const stream = await zip.openReadStreamPromise(entry)
      // A stream of bytes gives nothing else.
      for await (const chunk of stream) yield chunk as Uint8Array
    },
  }
}

/** The one folder that all files lie in. */
function rooted(
  files: ReadonlyMap<string, PackageFile>,
  faults: FaultList,
): { readonly root: string; readonly inside: ReadonlyMap<string, PackageFile> } {
  const roots = new Set([...files.keys()].map((name) => name.slice(0, Math.max(0, name.indexOf('/')))))
  const [root = ''] = roots
  if (roots.size !== 1 || root === '') {
    if (files.size > 0) faults.add('structure', '', 'the files do not lie in one folder')
    return { root: '', inside: files }
  }
  const inside = [...files.values()].map((file) => {
    const name = file.name.slice(root.length + 1)
    return [name, { ...file, name }] as const
  })
  return { root, inside: new Map(inside) }
}
