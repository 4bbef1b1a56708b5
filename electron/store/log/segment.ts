import type { Op } from '../../../domain/op.ts'
import { type FrameContent, type FramePlace, readFrame } from './frame.ts'
import type { OriginChain } from './origin-chain.ts'

/** One op with the text that is chained, stored and sent. */
export interface OpText {
  readonly op: Op
  readonly body: string
}

/** An op as a segment holds it; `offset` is where its frame begins. */
export interface StoredOp extends OpText {
  readonly n: number
  /** Chain hash, base64url. */
  readonly hash: string
  readonly offset: number
  /** The last of what was written in one go. */
  readonly endsGroup: boolean
}

export interface SegmentScan {
  /**
   * `more`: there may be more behind `goodBytes`. `torn`: cut short there. `damaged`: something complete behind it was
   * altered.
   */
  readonly end: 'whole' | 'more' | 'torn' | 'damaged'
  /** Up to the end of the last whole group. */
  readonly goodBytes: number
  /** Those of whole groups; the chain given was moved over them. */
  readonly ops: readonly StoredOp[]
}

/** A scan gives way after so many ops: unsealing and folding them takes some tens of milliseconds. */
const SCAN_OPS = 1000

/** Reads a piece of a segment from `offset` on, checking every frame and its place in the chain. */
export function scanSegment(
  bytes: Uint8Array,
  start: { readonly place: Omit<FramePlace, 'n'>; readonly chain: OriginChain; readonly offset: number },
): SegmentScan {
  const { place, chain } = start
  const ops: StoredOp[] = []
  let goodBytes = start.offset
  let branch = chain.branch()
  let group: StoredOp[] = []
  for (let offset = start.offset; ; ) {
    const reading = readFrame(bytes, offset, { ...place, n: branch.n + 1 })
    if (reading.kind === 'end') return { end: group.length === 0 ? 'whole' : 'torn', goodBytes, ops }
    if (reading.kind !== 'frame') return { end: reading.kind, goodBytes, ops }
    const stored = storedOp(reading.content, branch.n + 1, offset)
    if (branch.link(stored.op.f, stored.body) !== stored.hash) return { end: 'damaged', goodBytes, ops }
    group.push(stored)
    offset = reading.nextOffset
    if (!reading.content.endsGroup) continue
    chain.adopt(branch)
    ops.push(...group)
    goodBytes = offset
    if (ops.length >= SCAN_OPS) return { end: 'more', goodBytes, ops }
    branch = chain.branch()
    group = []
  }
}

/** The op of a frame that was unsealed. */
export function storedOp({ body, hash, endsGroup }: FrameContent, n: number, offset: number): StoredOp {
  // The seal says that these are the bytes we wrote, and only a checked op is ever written.
  return { op: JSON.parse(body) as Op, body, hash, n, offset, endsGroup }
}
