import { setImmediate as giveWay } from 'node:timers/promises'
import type { Origin } from '../../../domain/op.ts'
import { readFrame } from './frame.ts'
import type { LogFolder } from './log-change.ts'
import { type ChainPoint, createOriginChain, type OriginChain } from './origin-chain.ts'
import { type OriginDamage, quarantine, reachOf } from './origin-damage.ts'
import { type SegmentScan, type StoredOp, scanSegment } from './segment.ts'
import { cutTail, type FramePosition, listSegments, type OriginFolder, readSegment } from './segment-files.ts'

/** A point of an origin's log before which it need not be read again; `last` is the frame of op `n`. */
export interface OriginPoint extends ChainPoint {
  readonly last: FramePosition
}

export interface RecoveredOrigin {
  readonly chain: OriginChain
  /** First n of each segment, ascending. */
  readonly segments: readonly number[]
  /** Frame of the last op; null where there is none. */
  readonly last: FramePosition | null
  /** Good bytes of the last segment. */
  readonly tailBytes: number
  /** Behind the last op something complete was altered, or a segment is missing; null where all is well. */
  readonly damage: OriginDamage | null
}

const UNREACHABLE: SegmentScan = { end: 'damaged', goodBytes: 0, ops: [] }

/**
 * Reads what was acknowledged, from `from` on, and has it folded, one segment after another. A tail that was cut short is
 * cut off for good; behind damage nothing is read, and the damaged segment is copied to the quarantine.
 * @returns null where `from` does not fit this log.
 */
export async function recoverOrigin(
  place: OriginFolder,
  from: OriginPoint | null,
  folder: LogFolder,
): Promise<RecoveredOrigin | null> {
  const segments = await listSegments(place)
  const start = from === null ? { segment: 1, offset: 0 } : await positionBehind(from, place, segments)
  if (start === null) return null
  const chain = createOriginChain(from, (record) => folder.headOf(place.origin, record))
  let last = from?.last ?? null
  let tailBytes = 0
  for (const segment of segments.filter((each) => each >= start.segment)) {
    const bytes = await readSegment(place, segment)
    const offset = segment === start.segment ? start.offset : 0
    const scan = await foldSegment({ place, folder, chain }, { bytes, segment, offset })
    last = scan.last ?? last
    tailBytes = scan.goodBytes
    if (scan.end === 'whole') continue
    const rest = { chain, segments, last, tailBytes }
    if (scan.end === 'torn' && segment === segments.at(-1)) {
      await cutTail(place, segment, tailBytes)
      return { ...rest, damage: null }
    }
    const reach = await reachOf(place, { n: chain.n, segment, bytes, goodBytes: tailBytes }, segments)
    await quarantine(place, segment, bytes)
    return { ...rest, damage: { reach, isCut: false } }
  }
  return { chain, segments, last, tailBytes, damage: null }
}

interface Recovery {
  readonly place: OriginFolder
  readonly folder: LogFolder
  readonly chain: OriginChain
}

/** Has a segment folded, piece by piece; `last` is where the last of its ops stands, null for none. */
async function foldSegment(
  { place, folder, chain }: Recovery,
  {
    bytes,
    segment,
    offset,
  }: { readonly bytes: Uint8Array; readonly segment: number; readonly offset: number },
): Promise<Pick<SegmentScan, 'end' | 'goodBytes'> & { readonly last: FramePosition | null }> {
  // A segment that does not begin where the one before ended means that one is missing.
  const isNext = offset > 0 || segment === chain.n + 1
  let scan: SegmentScan = isNext ? { end: 'more', goodBytes: offset, ops: [] } : UNREACHABLE
  let last: FramePosition | null = null
  while (scan.end === 'more') {
    scan = scanSegment(bytes, { place, chain, offset: scan.goodBytes })
    last = fold(folder, { origin: place.origin, chain, segment }, scan.ops) ?? last
    await giveWay()
  }
  place.onRead?.(bytes.length - offset)
  return { end: scan.end, goodBytes: scan.goodBytes, last }
}

/** Has the ops of a scan folded; returns where the last of them stands, null for none. */
function fold(
  folder: LogFolder,
  place: { readonly origin: Origin; readonly chain: OriginChain; readonly segment: number },
  ops: readonly StoredOp[],
): FramePosition | null {
  const { origin, chain, segment } = place
  const lastOp = ops.at(-1)
  if (lastOp === undefined) return null
  const last = { n: lastOp.n, segment, offset: lastOp.offset }
  const point = { n: lastOp.n, head: lastOp.hash, last }
  folder.commit({ origin, ops: ops.map(({ op }) => op), heads: chain.heads, point })
  chain.settle()
  return last
}

/** Behind the frame of the last op of `from`; null where that frame is not there. */
async function positionBehind(
  { n, head, last }: OriginPoint,
  place: OriginFolder,
  segments: readonly number[],
): Promise<{ readonly segment: number; readonly offset: number } | null> {
  if (!segments.includes(last.segment)) return null
  const bytes = await readSegment(place, last.segment)
  if (last.offset >= bytes.length) return null
  const reading = readFrame(bytes, last.offset, { ...place, n })
  if (reading.kind !== 'frame' || reading.content.hash !== head) return null
  return { segment: last.segment, offset: reading.nextOffset }
}
