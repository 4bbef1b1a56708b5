import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Vector } from '../../../domain/op.ts'
import { SHELVES, shelfName } from '../blobs/blob-shelves.ts'
import type { Files } from '../files/files.ts'
import { FORGETFUL_ENDING } from '../json/settings.ts'
import { segmentPath } from '../log/segment-files.ts'
import { readHeader } from '../vault-header.ts'
import { listOrigins, listSegments } from './log-scan.ts'

/** Bytes of a frame before its sealed body; the first four are the length of that body. */
const FRAME_HEAD_BYTES = 8
/** A passphrase may be changed while the keys are read. */
const TRIES = 5

/** One file to be kept. `bytes` are small files as they stood together; other files are read from `file`, up to the size. */
export interface PlannedFile {
  /** Below the folder of the vault, with '/'. */
  readonly path: string
  readonly sizeBytes: number
  readonly content: { readonly file: string } | { readonly bytes: Uint8Array }
}

export interface VaultPlan {
  /** Sorted by path. */
  files(): AsyncGenerator<PlannedFile>
  readonly count: number
}

/**
 * What of an open vault goes into a backup: header, keys and station as they stood at one moment, the logs up to a vector
 * (so that no backup holds an op that was never acknowledged), and every blob; made things are left out. Blobs are
 * listed after the vector was taken: what those ops name was stored before them.
 */
export async function planBackup(files: Files, folder: string, vector: Vector): Promise<VaultPlan> {
  const small = await readSmallFiles(files, folder)
  const logs = await planLogs(files, folder, vector)
  let blobs = 0
  for (let shelf = 0; shelf < SHELVES; shelf += 1) blobs += (await blobNames(files, folder, shelf)).length
  const rest = [...small, ...logs].sort((a, b) => (a.path < b.path ? -1 : 1))
  return {
    count: rest.length + blobs,
    files: async function* () {
      for (let shelf = 0; shelf < SHELVES; shelf += 1) yield* plannedBlobs(files, folder, shelf)
      // 'blobs/' is first of all paths.
      yield* rest
    },
  }
}

async function* plannedBlobs(files: Files, folder: string, shelf: number): AsyncGenerator<PlannedFile> {
  for (const name of await blobNames(files, folder, shelf)) {
    const file = path.join(folder, 'blobs', shelfName(shelf), name)
    const sizeBytes = await files.sizeBytes(file)
    // One that was moved to the quarantine meanwhile.
    if (sizeBytes === null) continue
    yield { path: `blobs/${shelfName(shelf)}/${name}`, sizeBytes, content: { file } }
  }
}

async function blobNames(files: Files, folder: string, shelf: number): Promise<readonly string[]> {
  const names = await files.list(path.join(folder, 'blobs', shelfName(shelf)))
  return names.filter((name) => /^[0-9a-f]{64}$/.test(name))
}

async function readSmallFiles(files: Files, folder: string): Promise<readonly PlannedFile[]> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await files.read(path.join(folder, 'vault.json'))
    const { slots } = await readHeader(files, folder)
    const found = await readFolders(files, folder)
    const after = await files.read(path.join(folder, 'vault.json'))
    const hasSlots = slots.every(({ id }) => found.some((file) => file.path === `keys/${id}.age`))
    if (!hasSlots || before === null || after === null || !Buffer.from(before).equals(after)) continue
    return [...found, { path: 'vault.json', sizeBytes: before.length, content: { bytes: before } }]
  }
  throw new Fault('damaged', 'the keys of the vault do not fit its header', { detail: { part: 'keys' } })
}

async function readFolders(files: Files, folder: string): Promise<PlannedFile[]> {
  const found: PlannedFile[] = []
  const names = ['station.key']
  for (const part of ['keys', 'settings']) {
    for (const name of await files.list(path.join(folder, part))) {
      if (!name.endsWith(`${FORGETFUL_ENDING}.json`)) names.push(`${part}/${name}`)
    }
  }
  for (const name of names) {
    const bytes = await files.read(path.join(folder, ...name.split('/')))
    if (bytes !== null) found.push({ path: name, sizeBytes: bytes.length, content: { bytes } })
  }
  return found
}

async function planLogs(files: Files, folder: string, vector: Vector): Promise<readonly PlannedFile[]> {
  const planned: PlannedFile[] = []
  for (const origin of await listOrigins(files, path.join(folder, 'log'))) {
    const n = vector[origin] ?? 0
    const of = path.join(folder, 'log', origin)
    const segments = (await listSegments(files, of)).filter((first) => first <= n)
    for (const segment of segments) {
      const file = segmentPath(of, segment)
      const isLast = segment === segments.at(-1)
      const sizeBytes = isLast ? await bytesUpTo(files, file, n - segment + 1) : await files.sizeBytes(file)
      if (sizeBytes === null)
        throw new Fault('damaged', 'a segment is gone', { detail: { part: 'log', origin } })
      planned.push({ path: `log/${origin}/${path.basename(file)}`, sizeBytes, content: { file } })
    }
  }
  return planned
}

/** Where the first `count` frames of a segment end: they were acknowledged, so they are whole and stay as they are. */
async function bytesUpTo(files: Files, segment: string, count: number): Promise<number | null> {
  const bytes = await files.read(segment)
  if (bytes === null) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = 0
  for (let frame = 0; frame < count && end + FRAME_HEAD_BYTES <= bytes.length; frame += 1) {
    end += FRAME_HEAD_BYTES + view.getUint32(end, true)
  }
  return Math.min(end, bytes.length)
}
