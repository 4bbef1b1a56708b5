import * as z from 'zod'
import { Sha256, Vector } from '../op.ts'
import { AgencyCode } from '../records/fonds.ts'
import { limits, PublicKey, StationId, SyncAnswer } from '../sync/protocol.ts'

/** Of the whole layout of a bag of ours; a reader refuses a later one. */
export const BAG_VERSION = 1

export const bagLimits = {
  /** Most bytes of one bag, all its files together: below 2 GB every stick and every copying program goes along. */
  bagBytes: 1_900_000_000,
  /** Longest part of a blob in one file. */
  pieceBytes: 268_435_456,
  /** Most files of the payload of one bag; FAT32 and a person's patience both take them. */
  bagFiles: 10_000,
  /** Longest manifest: each line names one file of the payload. */
  manifestBytes: 2_097_152,
  /** Longest other tag file. */
  tagBytes: 16_384,
  /** Longest content of a sealed file that is read as a whole. */
  textBytes: limits.requestBytes,
  /** Ops of one file. */
  batchOps: limits.batchOps,
  batchBytes: 1_048_576,
  receiptsAFile: 500,
  /** Longest first line of a piece of a blob. */
  headerBytes: 1024,
  /** Most bags that are looked for in one folder. */
  bagsAFolder: 1000,
} as const

/** Up: from a station to the province. Down: the province's answer, for every station of the commune. */
export const BagDirection = z.enum(['up', 'down'])
export type BagDirection = z.infer<typeof BagDirection>

/** Names the bags that were written together. */
export const BagSet = z.string().regex(/^[0-9a-f]{16}$/)

/** What a bag says of itself where only its receiver can read it: `data/hello.age`. */
export const BagHello = z.object({
  version: z.int().min(1),
  direction: BagDirection,
  set: BagSet,
  /** The ordinal of this bag in its set, from 1. */
  part: z.int().min(1),
  parts: z.int().min(1),
  commune: AgencyCode,
  /** Of the server's history, as the sender knew it; '' where it never heard of the server. */
  epoch: z.string().max(64),
  /** ISO 8601 instant by the sender's clock; told, never compared. */
  time: z.string().max(40),
  /** What the sender holds. */
  vector: Vector,
  /** Up: the last receipt that the station holds, 0 for none. */
  receiptSeq: z.int().min(0),
  /** Blobs that the sender lacks; null where it was not looked. */
  wanted: z.array(Sha256).max(limits.wantedBlobs).nullable(),
  /** Down: the station whose bags were answered, and the last set of them; null where nothing was. */
  answers: z.object({ station: StationId, set: BagSet }).nullable(),
  /** Down: batches that were not taken and why. */
  refused: SyncAnswer.shape.refused,
})
export type BagHello = z.infer<typeof BagHello>

/** First line of a piece of a blob; the bytes follow. */
export const PieceHeader = z.object({
  sha: Sha256,
  /** Of the whole blob. */
  sizeBytes: z.int().min(0).max(limits.blobBytes),
  offset: z.int().min(0),
  lengthBytes: z.int().min(0),
})
export type PieceHeader = z.infer<typeof PieceHeader>

/** `bag.sig`: who made the bag, and the signature over `bagText`. */
export const BagSignature = z.object({ key: PublicKey, signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) })

export const HELLO_FILE = 'data/hello.age'
export const SIGNATURE_FILE = 'bag.sig'
export const INFO_FILE = 'bag-info.txt'
export const DECLARATION_FILE = 'bagit.txt'

const OPS_FILE = /^data\/ops\/[a-z2-7]{16}\.\d{1,10}\.\d{1,15}-\d{1,15}\.age$/
const BLOB_FILE = /^data\/blobs\/([0-9a-f]{2})\/\1[0-9a-f]{30}(\.\d{4})?\.age$/
const RECEIPTS_FILE = /^data\/receipts\/\d{1,15}-\d{1,15}\.age$/
const BAG_NAME = /^hsx-(up|down)-[A-Za-z0-9.]{1,40}-\d{8}-([0-9a-f]{16})-(\d{1,4})$/

/** What is signed: the hash (hexadecimal) of the tag manifest, which covers every other file of the bag. */
export function bagText(commune: string, tagManifestSha: string): string {
  return ['hsx1g', commune, tagManifestSha].join('\0')
}

/** Name of the folder of a bag: FAT32 takes it, and it tells nothing but whose and when. @param day ISO 8601 day */
export function bagName(
  { direction, commune, set, part }: Pick<BagHello, 'direction' | 'commune' | 'set' | 'part'>,
  day: string,
): string {
  return `hsx-${direction}-${commune}-${day.replaceAll('-', '')}-${set}-${part}`
}

/** The direction, set and ordinal that the name of a folder claims, or null where it is none of ours. */
export function readBagName(
  name: string,
): { readonly direction: BagDirection; readonly set: string; readonly part: number } | null {
  const [, direction, set = '', part = ''] = BAG_NAME.exec(name) ?? []
  const parsed = BagDirection.safeParse(direction)
  return parsed.success ? { direction: parsed.data, set, part: Number(part) } : null
}

export function opsFile(batch: { s: string; i: number; from: number; to: number }): string {
  return `data/ops/${batch.s}.${batch.i}.${batch.from}-${batch.to}.age`
}

export function receiptsFile(from: number, to: number): string {
  return `data/receipts/${from}-${to}.age`
}

/** @param id 32 random hexadecimal digits: not even the hash of a blob is told. @param piece from 1; null for a blob in one piece */
export function blobFile(id: string, piece: number | null): string {
  const tail = piece === null ? '' : `.${String(piece).padStart(4, '0')}`
  return `data/blobs/${id.slice(0, 2)}/${id}${tail}.age`
}

export type PayloadKind = 'hello' | 'ops' | 'blob' | 'receipts'

/** What a file of the payload is by its name; null for a name that no bag of ours has. */
export function payloadKind(name: string): PayloadKind | null {
  if (name === HELLO_FILE) return 'hello'
  if (OPS_FILE.test(name)) return 'ops'
  if (BLOB_FILE.test(name)) return 'blob'
  return RECEIPTS_FILE.test(name) ? 'receipts' : null
}

/** The only folders that a bag of ours has. */
export function isBagFolder(name: string): boolean {
  return /^data(\/(ops|receipts|blobs(\/[0-9a-f]{2})?))?$/.test(name)
}
