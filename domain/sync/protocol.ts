import * as z from 'zod'
import { Sha256, Vector } from '../op.ts'
import { Receipt } from '../receipt.ts'
import { AgencyCode } from '../records/fonds.ts'

/** HSX/1: the one wire between a station and the province, the same over a line and on a stick. */
export const PROTOCOL = 1

export const limits = {
  /** Most bytes of a sync request's body. */
  requestBytes: 4_194_304,
  /** Most ops in one batch. */
  batchOps: 500,
  /** Most bytes of one blob. */
  blobBytes: 1_073_741_824,
  /** Most blobs that one answer asks for. */
  wantedBlobs: 1000,
  /** Least bytes of op bodies that a station may ask an answer to hold; a single longer op comes all the same. */
  pullBytes: 1024,
} as const

/** Raw Ed25519 public key, 32 bytes, base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)
export const StationId = z.string().regex(/^[a-z2-7]{16}$/)
/** SHA-256 of an op in its chain, base64url. */
const ChainHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** SHA-256 of the SubjectPublicKeyInfo of a TLS certificate, base64url. */
export const TlsPin = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** What a server takes at most; a station keeps to the smaller of these and its own. */
export const ServerLimits = z.object({
  requestBytes: z.int().min(1),
  batchOps: z.int().min(1),
  blobBytes: z.int().min(1),
})
export type ServerLimits = z.infer<typeof ServerLimits>

export const HelloAnswer = z.object({
  protocol: z.object({ min: z.int(), max: z.int() }),
  serverKey: PublicKey,
  epoch: z.string(),
  time: z.string(),
  /** Single use, a few minutes: what the next enrolment or session signs. */
  challenge: z.string(),
  /** Of servers that end TLS themselves: the certificates they answer with, the one in use and a spare. */
  pins: z.array(TlsPin).min(1).max(2).exactOptional(),
  /** By the server key over `pinsText`; pins without it count for nothing. */
  pinsSignature: Signature.exactOptional(),
  limits: ServerLimits.exactOptional(),
})
export type HelloAnswer = z.infer<typeof HelloAnswer>

/** `signature` by the new station's key over `enrolText`. */
export const EnrolRequest = z.object({
  code: z.string().max(64),
  publicKey: PublicKey,
  name: z.string().max(100),
  agencyCode: AgencyCode,
  challenge: z.string().max(100),
  signature: Signature,
})
export type EnrolRequest = z.infer<typeof EnrolRequest>
export const EnrolAnswer = z.object({
  commune: z.string(),
  communeName: z.string(),
  serverKey: PublicKey,
  epoch: z.string(),
  /** The place of the station among those of its commune, from 1; servers of an earlier program tell none. */
  stationOrdinal: z.int().min(1).exactOptional(),
})
export type EnrolAnswer = z.infer<typeof EnrolAnswer>

/** `signature` by the station's key over `sessionText`. */
export const SessionRequest = z.object({
  station: StationId,
  challenge: z.string().max(100),
  signature: Signature,
})
export type SessionRequest = z.infer<typeof SessionRequest>
export const SessionAnswer = z.object({ token: z.string(), expiresAt: z.string(), time: z.string() })
export type SessionAnswer = z.infer<typeof SessionAnswer>

/**
 * Ops `from`..`to` of one origin without a gap. `ops` are bodies, byte for byte as they were hashed; `head` is the chain
 * hash of the last; `signature` by the origin's key over `batchText`, so any station may relay it. The key names the
 * station: its id is derived from it.
 */
export const OpBatch = z.object({
  s: StationId,
  i: z.int().min(0),
  from: z.int().min(1),
  to: z.int().min(1),
  ops: z.array(z.string()).min(1).max(limits.batchOps),
  head: ChainHash,
  key: PublicKey,
  signature: Signature,
})
export type OpBatch = z.infer<typeof OpBatch>

/** One POST is hello, push and pull at once, since a round trip costs seconds on a bad line. */
export const SyncRequest = z.object({
  protocol: z.int(),
  epoch: z.string(),
  /** What the station holds. */
  vector: Vector,
  push: z.array(OpBatch).max(100),
  /** The last receipt the station holds, 0 for none. */
  receiptSeq: z.int().min(0),
  /** Most bytes of op bodies that the answer should hold, so that a slow line has it whole in time. */
  pullBytes: z.int().min(limits.pullBytes).exactOptional(),
  /** Most blobs that the answer should ask for: their names do not pack, and a slow line pays for each. */
  wantedMost: z.int().min(0).max(limits.wantedBlobs).exactOptional(),
})
export type SyncRequest = z.infer<typeof SyncRequest>

export const SyncAnswer = z.object({
  epoch: z.string(),
  time: z.string(),
  /** What the server holds of the commune after this request, durable. */
  vector: Vector,
  /** Batches that were not taken and why; they stay at the station and are shown. */
  refused: z.array(z.object({ s: StationId, i: z.int(), from: z.int(), code: z.string() })),
  pull: z.array(OpBatch),
  /** More to pull at once. */
  hasMore: z.boolean(),
  /** Blobs named by deposited files that the server lacks, most urgent first. */
  wanted: z.array(Sha256).max(limits.wantedBlobs),
  /** How many it lacks in all, where `wanted` holds only the first of them. */
  wantedTotal: z.int().min(0).exactOptional(),
  receipts: z.array(Receipt),
})
export type SyncAnswer = z.infer<typeof SyncAnswer>

/** Answer to `POST /v1/files/<id>/finish`: the blob's hash was checked and it is stored durably. */
export const FinishAnswer = z.object({ sha: Sha256, isStored: z.literal(true) })

/** Errors of the wire (RFC 9457 problem details, `application/problem+json`). */
export const problemCodes = [
  'protocol',
  'token',
  'role',
  'commune',
  'revoked',
  'gap',
  'fork',
  'exists',
  'staged-gone',
  'limit',
  'chain',
  'signature',
  'canonical',
  'hash',
  'code',
  'input',
  'not-found',
  'rate',
  'quota',
  'busy',
  'internal',
] as const
export type ProblemCode = (typeof problemCodes)[number]
export const Problem = z.object({
  status: z.int(),
  code: z.enum(problemCodes),
  title: z.string(),
  /** For `gap`: the n the server expects; for `exists`: the offset it holds. */
  expect: z.int().optional(),
})
export type Problem = z.infer<typeof Problem>

export function enrolText(request: Omit<EnrolRequest, 'signature'>): string {
  return ['hsx1e', request.code, request.publicKey, request.agencyCode, request.challenge].join('\0')
}

export function sessionText(request: Omit<SessionRequest, 'signature'>): string {
  return ['hsx1s', request.station, request.challenge].join('\0')
}

export function batchText(batch: Pick<OpBatch, 's' | 'i' | 'from' | 'to' | 'head'>, commune: string): string {
  return ['hsx1b', commune, batch.s, batch.i, batch.from, batch.to, batch.head].join('\0')
}

/** What the server key signs for its TLS certificates. */
export function pinsText(pins: readonly string[], epoch: string): string {
  return ['hsx1p', epoch, ...pins].join('\0')
}

/** The id of a staged upload: it names the station, so two stations never touch each other's bytes. */
export function uploadId(station: string, sha: Sha256): string {
  return `${station}-${sha}`
}
