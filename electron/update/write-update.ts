import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { Fault } from '../../domain/fault.ts'
import {
  MANIFEST_NAME,
  SIGNATURE_NAME,
  UPDATE_FORMAT,
  UpdateManifest,
  updateFileName,
} from '../../domain/update/update-format.ts'
import { signedBytes } from './open-update.ts'
import { keyIdOf } from './update-keys.ts'

/** Every entry of every update file has this time, told by no clock and in no zone, so that the same payload gives the same file. */
const ENTRY_TIME = new Date(2000, 0, 1)
const FILE_MODE = 0o100_644

export interface WriteUpdate {
  readonly manifest: Pick<
    UpdateManifest,
    'version' | 'platform' | 'arch' | 'vaultFormat' | 'oldestFrom' | 'notes' | 'createdAt'
  >
  /** A .deb, .rpm or setup .exe; its file name goes into the manifest. */
  readonly payloadPath: string
  /** Ed25519 in PKCS #8. */
  readonly privateKeyPem: string
  /** Folder, made where it is not there. */
  readonly out: string
}

/** Writes a signed update file. @returns its path @throws Fault 'invalid-input' where a value or the key is none */
export async function writeUpdateFile({
  manifest,
  payloadPath,
  privateKeyPem,
  out,
}: WriteUpdate): Promise<string> {
  const key = signingKey(privateKeyPem)
  const { size } = await stat(payloadPath)
  const parsed = UpdateManifest.safeParse({
    kind: 'ho-so-xa-update',
    format: UPDATE_FORMAT,
    ...manifest,
    payload: { name: path.basename(payloadPath), sizeBytes: size, sha256: await sha256Of(payloadPath) },
    keyId: keyIdOf(key),
  })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Fault('invalid-input', `the manifest: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const bytes = Buffer.from(`${JSON.stringify(parsed.data, null, 2)}\n`)
  const signature = sign(null, signedBytes(bytes), key).toString('base64')
  await mkdir(out, { recursive: true })
  const target = path.join(out, updateFileName(parsed.data))
  const draft = `${target}.draft`
  try {
    await writeZip(draft, [
      [MANIFEST_NAME, bytes],
      [SIGNATURE_NAME, Buffer.from(`${signature}\n`)],
      [parsed.data.payload.name, payloadPath],
    ])
    await rename(draft, target)
  } finally {
    await rm(draft, { force: true })
  }
  return target
}

/** @throws Fault 'invalid-input' */
export function signingKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (cause) {
    throw new Fault('invalid-input', 'the key cannot be read: Ed25519 as PKCS #8 PEM', { cause })
  }
  throw new Fault('invalid-input', 'the key is not Ed25519')
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  // A stream of bytes gives nothing else.
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** @param parts name, and bytes or the path of a file */
async function writeZip(
  target: string,
  parts: readonly (readonly [string, Buffer | string])[],
): Promise<void> {
  const zip = new ZipFile()
  // yazl's output is a PassThrough, typed as what it reads like.
  const output = zip.outputStream as PassThrough
  const options = { mtime: ENTRY_TIME, mode: FILE_MODE, compress: false, forceDosTimestamp: true }
  for (const [name, content] of parts) {
    if (typeof content === 'string') zip.addFile(content, name, options)
    else zip.addBuffer(content, name, options)
  }
  // What cannot be read ends the writing too.
  zip.once('error', (error: Error) => output.destroy(error))
  zip.end()
  await pipeline(output, createWriteStream(target))
  const file = await open(target, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
