import { createHash } from 'node:crypto'
import { chainHash, ZERO_HASH } from '../../../domain/chain.ts'
import type { Op, RecordId } from '../../../domain/op.ts'

/** Where the hash chain of one origin stands. */
export interface OriginChain {
  /** Counter of the last op, 0 for none. */
  readonly n: number
  /** Hash of the last op, base64url; null for none. */
  readonly head: string | null
  /** Hash of this origin's last op on a record, base64url. */
  recordHead(record: RecordId): string | null
  /** Goes one op further and returns its hash, base64url. */
  link(record: RecordId, body: string): string
  /** A chain that goes on from here without moving this one, until it is adopted. */
  branch(): OriginChain
  adopt(branch: OriginChain): void
  /** Last hash of each record that was linked on this chain since it was settled (not on those it branched from). */
  readonly heads: ReadonlyMap<RecordId, string>
  /** Forgets the heads of records: from now on they are known where the chain looks for earlier ones. */
  settle(): void
}

/** Hash of an origin's last op on a record, from before the chain began; null for none. */
export type EarlierHead = (record: RecordId) => string | null

/** What a chain needs in order to go on after a restart. */
export interface ChainPoint {
  readonly n: number
  readonly head: string
}

export function createOriginChain(
  start: ChainPoint | null = null,
  earlier: EarlierHead = () => null,
): OriginChain {
  return continueChain({ n: start?.n ?? 0, head: start?.head ?? null }, earlier)
}

function continueChain(tip: { n: number; head: string | null }, earlier: EarlierHead): OriginChain {
  const heads = new Map<RecordId, string>()
  const recordHead = (record: RecordId) => heads.get(record) ?? earlier(record)
  return {
    get n() {
      return tip.n
    },
    get head() {
      return tip.head
    },
    recordHead,
    link: (record, body) => {
      const previous = { ofOrigin: bytesOf(tip.head), ofRecord: bytesOf(recordHead(record)) }
      const hash = Buffer.from(chainHash(sha256, previous, Buffer.from(body))).toString('base64url')
      tip.n += 1
      tip.head = hash
      heads.set(record, hash)
      return hash
    },
    branch: () => continueChain({ ...tip }, recordHead),
    adopt: (branch) => {
      tip.n = branch.n
      tip.head = branch.head
      for (const [record, hash] of branch.heads) heads.set(record, hash)
    },
    heads,
    settle: () => heads.clear(),
  }
}

/** Hash of the last of these ops, if they came next. */
export function headAfter(
  chain: Pick<OriginChain, 'branch'>,
  ops: readonly { readonly op: Op; readonly body: string }[],
): string | null {
  const branch = chain.branch()
  for (const { op, body } of ops) branch.link(op.f, body)
  return branch.head
}

function bytesOf(hash: string | null): Uint8Array {
  return hash === null ? ZERO_HASH : Buffer.from(hash, 'base64url')
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}
