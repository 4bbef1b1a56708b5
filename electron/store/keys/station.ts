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
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { type Origin, originOf, type Vector } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import { seal, unseal } from './sealing.ts'

/** This PC as others know it: a key pair, and the id that its public key names. */
export interface Station {
  readonly id: string
  /** Another one once it turned out that a copy of this PC writes under the same. */
  readonly incarnation: number
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
  /** Ed25519 over the UTF-8 bytes of `text`, base64url. */
  sign(text: string): string
  /** The 32 bytes that the key pair is made from: only to open what was sealed to this station. */
  seed(): Uint8Array
}

/** From which op on an own incarnation holds what a copy of this PC wrote otherwise under the same names. */
export const ForkTail = z.object({ incarnation: z.int().min(0), from: z.int().min(1) })
export type ForkTail = z.infer<typeof ForkTail>

const StationFile = z.object({
  incarnation: z.int().min(0),
  d: z.string(),
  x: z.string(),
  /** While they are being written anew under the incarnation above. */
  fork: z.array(ForkTail).exactOptional(),
})
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
  await writeStationFile(workshop, folder, { key, file })
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
 * Gives a station that was restored from a backup, or that has a copy, a new incarnation, so that it never numbers an op as
 * was done before: what it wrote after the backup, or what the copy wrote, may be at the server. Drawn, not counted: restored
 * twice from one backup, it must not go by the same one twice either. What of a fork is to be mended is noted in the same
 * write, so that either both are durable or none.
 */
export async function renewIncarnation(
  workshop: Workshop,
  folder: string,
  options: {
    readonly key: Uint8Array
    readonly isTaken: (incarnation: number) => boolean
    readonly fork?: readonly ForkTail[]
  },
): Promise<Station> {
  const { key, isTaken, fork } = options
  const file = await readStationFile(workshop.files, folder, key)
  let incarnation = 0
  do incarnation = randomInt(1, 2 ** 31)
  while (isTaken(incarnation))
  const next = { ...file, incarnation, ...(fork === undefined ? {} : { fork: [...fork] }) }
  await writeStationFile(workshop, folder, { key, file: next })
  return stationOf(next)
}

/** What of a fork is not mended yet; empty where nothing is. */
export async function readFork(files: Files, folder: string, key: Uint8Array): Promise<readonly ForkTail[]> {
  return (await readStationFile(files, folder, key)).fork ?? []
}

/** Forgets a fork that is mended. */
export async function endFork(workshop: Workshop, folder: string, key: Uint8Array): Promise<void> {
  const { incarnation, d, x } = await readStationFile(workshop.files, folder, key)
  await writeStationFile(workshop, folder, { key, file: { incarnation, d, x } })
}

function writeStationFile(
  workshop: Workshop,
  folder: string,
  { key, file }: { readonly key: Uint8Array; readonly file: z.infer<typeof StationFile> },
): Promise<void> {
  return replaceFile(workshop, stationPath(folder), seal(key, Buffer.from(JSON.stringify(file)), CONTEXT))
}

/** A station whose incarnation changes while others hold it. */
export function seatStation(first: Station): { readonly station: Station; replace(next: Station): void } {
  const seat = { incarnation: first.incarnation }
  return {
    station: {
      ...first,
      get incarnation() {
        return seat.incarnation
      },
    },
    replace: ({ incarnation }) => {
      seat.incarnation = incarnation
    },
  }
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
    seed: () => Buffer.from(d, 'base64url'),
  }
}
