import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { FaultList } from './fault-list.ts'
import { limits, type PackageFile } from './open-package.ts'
import { type ReadElement, readXml } from './read-xml.ts'

/** Bytes that can be read in any order. */
export interface RangedBytes {
  readonly sizeBytes: number
  read(offset: number, length: number): Promise<Uint8Array>
}

/** What keeps a PDF from being one for the archive; empty where nothing was found. */
export type CheckPdf = (pdf: RangedBytes) => Promise<readonly string[]>

/** What a file really is, whatever is said of it. */
export interface Measured {
  readonly sizeBytes: number
  readonly sha256: string
}

/** The files of a package as they are looked at by the checks. */
export interface Inspection {
  readonly faults: FaultList
  readonly files: ReadonlyMap<string, PackageFile>
  /** Of every file that could be read. */
  readonly measured: ReadonlyMap<string, Measured>
  /** PDF -> what is wrong with it. */
  readonly pdfs: ReadonlyMap<string, readonly string[]>
  /** The root of an XML file; null, and a fault, where it is not there or is none. */
  xml(name: string): Promise<ReadElement | null>
  /** The text of a small file; null where it is not there or too large. */
  text(name: string): Promise<string | null>
}

interface InspectRequest {
  readonly files: ReadonlyMap<string, PackageFile>
  readonly faults: FaultList
  readonly checkPdf: CheckPdf
  readonly signal: AbortSignal
}

/** Reads every file once, from its first byte to its last. @throws Fault 'cancelled' */
export async function inspect({ files, faults, checkPdf, signal }: InspectRequest): Promise<Inspection> {
  const measured = new Map<string, Measured>()
  const pdfs = new Map<string, readonly string[]>()
  for (const file of files.values()) {
    if (signal.aborted) throw new Fault('cancelled', 'the check is no longer wanted')
    const isPdf = file.name.toLowerCase().endsWith('.pdf')
    try {
      measured.set(file.name, await measure(file))
      if (isPdf) pdfs.set(file.name, await withRanges(file, checkPdf))
    } catch (error) {
      faults.add('structure', file.name, `cannot be read: ${messageOf(error)}`)
    }
  }
  return {
    faults,
    files,
    measured,
    pdfs,
    text: async (name) => {
      const bytes = await wholeFile(files.get(name))
      return bytes === null ? null : bytes.toString('utf8')
    },
    xml: async (name) => {
      const file = files.get(name)
      if (file === undefined) return null
      try {
        const bytes = await wholeFile(file)
        if (bytes !== null) return readXml(bytes)
        faults.add('too-large', name, 'an XML file too large to be looked at')
      } catch (error) {
        faults.add('xml', name, messageOf(error))
      }
      return null
    },
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function measure(file: PackageFile): Promise<Measured> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const bytes of file.read()) {
    hash.update(bytes)
    sizeBytes += bytes.length
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

async function wholeFile(file: PackageFile | undefined): Promise<Buffer | null> {
  if (file === undefined || file.sizeBytes > limits.xmlBytes) return null
  const pieces: Uint8Array[] = []
  for await (const bytes of file.read()) pieces.push(bytes)
  return Buffer.concat(pieces)
}

/** Up to here a PDF is held in memory; a larger one lies in a file of its own while it is looked at. */
const IN_MEMORY_BYTES = 24 * 2 ** 20

async function withRanges<T>(file: PackageFile, use: (bytes: RangedBytes) => Promise<T>): Promise<T> {
  if (file.sizeBytes <= IN_MEMORY_BYTES) {
    const pieces: Uint8Array[] = []
    for await (const bytes of file.read()) pieces.push(bytes)
    const whole = Buffer.concat(pieces)
    return use({
      sizeBytes: whole.length,
      read: async (offset, length) => whole.subarray(offset, offset + length),
    })
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'hoso-verify-'))
  try {
    const handle = await open(path.join(folder, 'a.pdf'), 'w+')
    try {
      for await (const bytes of file.read()) await handle.writeFile(bytes)
      const { size } = await handle.stat()
      return await use({
        sizeBytes: size,
        read: async (offset, length) => {
          const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
          const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset)
          return bytes.subarray(0, bytesRead)
        },
      })
    } finally {
      await handle.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
