import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { PresentProgram } from '../../domain/update/judge-update.ts'
import { signedBytes } from '../../electron/update/open-update.ts'
import { keyEntryOf, keyIdOf, type TrustedKeys } from '../../electron/update/update-keys.ts'
import { type WriteUpdate, writeUpdateFile } from '../../electron/update/write-update.ts'

export const present: PresentProgram = { version: '0.1.0', platform: 'linux', arch: 'x64', vaultFormat: 1 }

/** A releaser with a key of their own. */
export interface Releaser {
  readonly pem: string
  readonly key: KeyObject
  readonly keyId: string
  readonly trusted: TrustedKeys
  /** As `keys.json` of a package that takes what this releaser signs. */
  readonly keysJson: string
}

export function aReleaser(): Releaser {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const keyId = keyIdOf(publicKey)
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    key: privateKey,
    keyId,
    trusted: new Map([[keyId, publicKey]]),
    keysJson: JSON.stringify({ keys: [keyEntryOf(publicKey)] }),
  }
}

export const aManifest: WriteUpdate['manifest'] = {
  version: '0.2.0',
  platform: 'linux',
  arch: 'x64',
  vaultFormat: 1,
  oldestFrom: '0.0.0',
  notes: { vi: 'Quét nhanh hơn.', en: 'Faster scanning.' },
  createdAt: '2026-11-20T02:00:00.000Z',
}

/** Bytes that no two places of which are alike. */
export function payloadBytes(sizeBytes: number): Buffer {
  return Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 31 + (at >> 8) * 7) & 255))
}

/** A signed update file in a folder. @returns its path */
export async function anUpdateFile(
  folder: string,
  releaser: Releaser,
  {
    manifest = {},
    payload = payloadBytes(200_000),
    name = 'ho-so-xa_0.2.0_amd64.deb',
  }: { manifest?: Partial<WriteUpdate['manifest']>; payload?: Buffer; name?: string } = {},
): Promise<string> {
  const source = path.join(folder, 'nguồn')
  await mkdir(source, { recursive: true })
  await writeFile(path.join(source, name), payload)
  return writeUpdateFile({
    manifest: { ...aManifest, ...manifest },
    payloadPath: path.join(source, name),
    privateKeyPem: releaser.pem,
    out: path.join(folder, 'usb'),
  })
}

export interface ZipPart {
  readonly name: string
  readonly bytes: Buffer
  readonly mode?: number
  readonly compress?: boolean
}

/** Any zip, as somebody hostile would make it. @returns its path */
export async function anyZip(folder: string, parts: readonly ZipPart[]): Promise<string> {
  const file = path.join(folder, 'lạ.hoso')
  const zip = new ZipFile()
  for (const { name, bytes, mode = 0o100_644, compress = false } of parts) {
    zip.addBuffer(bytes, name, { mode, compress })
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(file))
  return file
}

/** Manifest and signature as the first two parts of a zip. */
export function signedParts(releaser: Releaser, manifest: object): readonly [ZipPart, ZipPart] {
  const bytes = Buffer.from(JSON.stringify(manifest))
  const signature = sign(null, signedBytes(bytes), releaser.key).toString('base64')
  return [
    { name: 'update.json', bytes },
    { name: 'update.sig', bytes: Buffer.from(signature) },
  ]
}
