import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomInt,
  sign,
  verify,
} from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { type Origin, originOf, type Vector } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import { seal, unseal } from './sealing.ts'

/** This PC as others know it: a key pair, and the id that its public key names. */
export interface Station {
  readonly id: string
  readonly incarnation: number
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
  /** Ed25519 over the UTF-8 bytes of `text`, base64url. */
  sign(text: string): string
}

const StationFile = z.object({ incarnation: z.int().min(0), d: z.string(), x: z.string() })
const CONTEXT = 'station'
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
/** 80 bits of the hash. */
const ID_CHARACTERS = 16

export function originOfStation({ id, incarnation }: Pick<Station, 'id' | 'incarnation'>): Origin {
  return originOf({ s: id, i: incarnation })
}

/** The incarnations under which a station wrote what is held, the one it writes under last. */
export function ownIncarnations(
  { id, incarnation }: Pick<Station, 'id' | 'incarnation'>,
  held: Vector,
): readonly number[] {
  const own = Object.keys(held).filter((origin) => origin.startsWith(`${id}.`))
  const earlier = own.map((origin) => Number(origin.slice(id.length + 1)))
  return [...earlier.filter((each) => each !== incarnation), incarnation]
}

/** base32 (RFC 4648, lower case) of the SHA-256 of the raw public key, its first 16 characters. */
export function stationIdOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest()
  const bits = Array.from(hash, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const letters = Array.from({ length: ID_CHARACTERS }, (_, index) =>
    ALPHABET.charAt(Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)),
  )
  return letters.join('')
}

/** Did the holder of a raw public key sign this text? A key or signature that is none counts as no. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url')
  return bytes.length === 64 && verify(null, Buffer.from(text), publicKeyOf(publicKey), bytes)
}

function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

/** Makes a key pair and writes it, sealed, into the vault. */
export async function createStation(workshop: Workshop, folder: string, key: Uint8Array): Promise<Station> {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const file = { incarnation: 0, d, x }
  await replaceFile(workshop, stationPath(folder), seal(key, Buffer.from(JSON.stringify(file)), CONTEXT))
  return stationOf(file)
}

/** @throws Fault 'damaged' where the key is missing or was altered. */
export async function readStation(files: Files, folder: string, key: Uint8Array): Promise<Station> {
  return stationOf(await readStationFile(files, folder, key))
}

async function readStationFile(
  files: Files,
  folder: string,
  key: Uint8Array,
): Promise<z.infer<typeof StationFile>> {
  const sealed = await files.read(stationPath(folder))
  const plain = sealed === null ? null : unseal(key, sealed, CONTEXT)
  if (plain === null) {
    throw new Fault('damaged', 'the key of the station cannot be read', { detail: { part: 'station' } })
  }
  return StationFile.parse(JSON.parse(Buffer.from(plain).toString('utf8')))
}

/**
 * Gives a station that was restored from a backup a new incarnation, so that it never numbers an op as it did before: what
 * it wrote after the backup may be at the server. Drawn, not counted: restored twice from one backup, it must not go by the
 * same one twice either.
 */
export async function renewIncarnation(
  workshop: Workshop,
  folder: string,
  { key, isTaken }: { readonly key: Uint8Array; readonly isTaken: (incarnation: number) => boolean },
): Promise<Station> {
  const file = await readStationFile(workshop.files, folder, key)
  let incarnation = 0
  do incarnation = randomInt(1, 2 ** 31)
  while (isTaken(incarnation))
  const next = { ...file, incarnation }
  await replaceFile(workshop, stationPath(folder), seal(key, Buffer.from(JSON.stringify(next)), CONTEXT))
  return stationOf(next)
}

function stationPath(folder: string): string {
  return path.join(folder, 'station.key')
}

function stationOf({ incarnation, d, x }: z.infer<typeof StationFile>): Station {
  const key = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' })
  return {
    id: stationIdOf(x),
    incarnation,
    publicKey: x,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}
