import { createHash, verify } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import * as z from 'zod'
import {
  MANIFEST_NAME,
  SIGNATURE_NAME,
  SIGNED_PREFIX,
  UPDATE_FORMAT,
  UpdateManifest,
  updateLimits,
} from '../../domain/update/update-format.ts'
import { updateFault } from '../../domain/update/update-refusal.ts'
import type { TrustedKeys } from './update-keys.ts'
import { assertGoesOn, withMedium, withZip } from './update-medium.ts'

const STORED = 0
const TYPE_MASK = 0o170_000
const PLAIN_FILE = 0o100_000
const ZIP_START = 'PK\u0003\u0004'

/** An update file whose manifest a trusted key signed; of its payload nothing is known yet but the size. */
export interface OpenUpdate {
  readonly manifest: UpdateManifest
  /**
   * The payload to its end, hashed on its way. The last piece is given only once the hash is that of the manifest.
   * @throws Fault 'hash-mismatch', 'damaged', 'medium-lost', 'cancelled'
   */
  payload(signal: AbortSignal): AsyncGenerator<Uint8Array>
  close(): void
}

/**
 * Opens an update file by its list of parts and checks form and signature. The file stays open, so what was checked is
 * what is read, whatever takes its name meanwhile. Nothing is written.
 * @throws Fault as `updateFault` tells them
 */
export async function openUpdate(path: string, keys: TrustedKeys): Promise<OpenUpdate> {
  await assertZip(path)
  const zip = await withZip('cut', () =>
    // Names are judged here, as bytes: yauzl would mend some of them.
    openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    }),
  )
  try {
    const [first, second, third] = await listParts(zip)
    const bytes = await readPart(zip, first, updateLimits.manifestBytes)
    const signature = await readPart(zip, second, updateLimits.signatureBytes)
    const manifest = signedManifest(bytes, signature, keys)
    const { name, sizeBytes } = manifest.payload
    if (nameOf(third) !== name || third.uncompressedSize !== sizeBytes) {
      throw updateFault('payload', 'another payload than the manifest names')
    }
    return {
      manifest,
      payload: (signal) => payloadOf(zip, third, { manifest, signal }),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** A device or a pipe would be waited for without an end. */
async function assertZip(path: string): Promise<void> {
  const start = await withMedium(async () => {
    if (!(await stat(path)).isFile()) throw updateFault('file', 'no file')
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
      return buffer.toString('latin1', 0, bytesRead)
    } finally {
      await file.close()
    }
  })
  if (start !== ZIP_START) throw updateFault('file', 'no update file')
}

/** The three parts and nothing else, each stored as it is: so nothing unfolds, and no name leads anywhere. */
async function listParts(zip: ZipFile): Promise<readonly [Entry, Entry, Entry]> {
  if (zip.entryCount !== 3) throw updateFault('shape', `${zip.entryCount} parts`)
  const parts = await withZip('shape', async () => {
    const found: Entry[] = []
    for await (const entry of zip.eachEntry()) found.push(entry)
    return found
  })
  const [first, second, third] = parts
  if (first === undefined || second === undefined || third === undefined)
    throw updateFault('shape', 'parts lack')
  if (nameOf(first) !== MANIFEST_NAME || nameOf(second) !== SIGNATURE_NAME)
    throw updateFault('shape', 'other parts')
  if (!parts.every(isPlain)) throw updateFault('shape', 'a part that is no plain, stored file')
  return [first, second, third]
}

function nameOf({ fileNameRaw }: Entry): string {
  return fileNameRaw.toString('latin1')
}

function isPlain(entry: Entry): boolean {
  const type = (entry.externalFileAttributes >>> 16) & TYPE_MASK
  return (
    entry.compressionMethod === STORED &&
    !entry.isEncrypted() &&
    entry.compressedSize === entry.uncompressedSize &&
    (type === 0 || type === PLAIN_FILE)
  )
}

async function readPart(zip: ZipFile, entry: Entry, mostBytes: number): Promise<Buffer> {
  if (entry.uncompressedSize > mostBytes) throw updateFault('shape', `${nameOf(entry)} is too large`)
  return withZip('shape', async () => {
    const pieces: Buffer[] = []
    // A stream of bytes gives nothing else.
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    return Buffer.concat(pieces)
  })
}

function signedManifest(bytes: Buffer, signature: Buffer, keys: TrustedKeys): UpdateManifest {
  const value = jsonOf(bytes)
  const versioned = z.object({ format: z.int() }).safeParse(value)
  if (versioned.success && versioned.data.format > UPDATE_FORMAT) {
    throw updateFault('newer', `format ${versioned.data.format}`)
  }
  const manifest = UpdateManifest.safeParse(value)
  if (!manifest.success) throw updateFault('manifest', 'its manifest has another shape')
  if (keys.size === 0) throw updateFault('no-keys', 'this program trusts no key')
  const key = keys.get(manifest.data.keyId)
  if (key === undefined) {
    throw updateFault('key', 'signed with another key', { detail: { key: manifest.data.keyId } })
  }
  const text = signature.toString('latin1').trim()
  const signed = Buffer.from(text, 'base64')
  const isWhole = signed.length === 64 && signed.toString('base64') === text
  if (!isWhole || !verify(null, signedBytes(bytes), key, signed)) {
    throw updateFault('signature', 'its signature does not fit')
  }
  return manifest.data
}

/** What is signed of a manifest. */
export function signedBytes(manifest: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(SIGNED_PREFIX, 'latin1'), manifest])
}

/** Undefined for what is no JSON in UTF-8. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

async function* payloadOf(
  zip: ZipFile,
  entry: Entry,
  { manifest, signal }: { readonly manifest: UpdateManifest; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const { sizeBytes, sha256 } = manifest.payload
  const pieces = (await withZip('shape', () => zip.openReadStreamPromise(entry)))[Symbol.asyncIterator]()
  const hash = createHash('sha256')
  let waiting: Buffer | null = null
  let seen = 0
  try {
    for (;;) {
      assertGoesOn(signal)
      const next = await withZip('shape', () => pieces.next())
      if (next.done === true) break
      // A stream of bytes gives nothing else.
      const piece = next.value as Buffer
      hash.update(piece)
      seen += piece.length
      if (waiting !== null) yield waiting
      waiting = piece
    }
  } finally {
    await pieces.return?.()
  }
  if (seen !== sizeBytes || hash.digest('hex') !== sha256)
    throw updateFault('payload', 'its payload was altered')
  if (waiting !== null) yield waiting
}
