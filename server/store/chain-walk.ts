import { createHash } from 'node:crypto'
import { chainHash, ZERO_HASH } from '../../domain/chain.ts'
import type { RecordId } from '../../domain/op.ts'

/** Where the chain of one origin stands: what the hash of its next op builds on. Hashes are base64url. */
export interface ChainTip {
  readonly n: number
  readonly ofOrigin: string | null
  /** Of each record asked for that this origin has written to. */
  readonly ofRecords: ReadonlyMap<RecordId, string>
}

export interface ChainLink {
  readonly record: RecordId
  readonly body: string
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const bytesOf = (hash: string | null | undefined): Uint8Array =>
  hash === null || hash === undefined ? ZERO_HASH : Buffer.from(hash, 'base64url')

/** The tip after some more ops of the same origin; `tip` must know every record they touch. */
export function extendChain(tip: ChainTip, links: readonly ChainLink[]): ChainTip {
  const ofRecords = new Map(tip.ofRecords)
  let ofOrigin = tip.ofOrigin
  for (const { record, body } of links) {
    const previous = { ofOrigin: bytesOf(ofOrigin), ofRecord: bytesOf(ofRecords.get(record)) }
    ofOrigin = Buffer.from(chainHash(sha256, previous, Buffer.from(body))).toString('base64url')
    ofRecords.set(record, ofOrigin)
  }
  return { n: tip.n + links.length, ofOrigin, ofRecords }
}
