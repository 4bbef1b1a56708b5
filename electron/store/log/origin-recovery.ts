import { createHash } from 'node:crypto'
import path from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { countFrames, readFrame } from './frame.ts'
import type { LogFolder } from './log-change.ts'
import { type ChainPoint, createOriginChain, type OriginChain } from './origin-chain.ts'
import { type SegmentScan, type StoredOp, scanSegment } from './segment.ts'

/** Where an op's frame begins: the segment, named by the first n it holds, and the offset in it. */
export interface FramePosition {
  readonly n: number
  readonly segment: number
  readonly offset: number
}

/** A point of an origin's log before which it need not be read again; `last` is the frame of op `n`. */
export interface OriginPoint extends ChainPoint {
  readonly last: FramePosition
}

/** The log of one origin on disk. */
export interface OriginFolder {
  readonly files: Files
  readonly folder: string
  readonly key: Uint8Array
  readonly origin: Origin
  /** Where damaged segments are copied to. */
  readonly quarantine: string
  /** Hears how many bytes were read and folded. */
  readonly onRead?: ((bytes: number) => void) | undefined
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

/** What an origin's log has lost. */
export interface OriginDamage {
  /** It had at least so many ops; giving one of their numbers to another op would make a fork. */
  readonly reach: number
}

const SEGMENT_DIGITS = 9
const UNREACHABLE: SegmentScan = { end: 'damaged', goodBytes: 0, ops: [] }

export function segmentPath(folder: string, segment: number): string {
  return path.join(folder, `${String(segment).padStart(SEGMENT_DIGITS, '0')}.log`)
}

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
  const { origin } = place
  const chain = createOriginChain(from, (record) => folder.headOf(origin, record))
  let last = from?.last ?? null
  let tailBytes = 0
  for (const segment of segments.filter((each) => each >= start.segment)) {
    const bytes = await readSegment(place, segment)
    const offset = segment === start.segment ? start.offset : 0
    // A segment that does not begin where the one before ended means that one is missing.
    const isNext = offset > 0 || segment === chain.n + 1
    let scan: SegmentScan = isNext ? { end: 'more', goodBytes: offset, ops: [] } : UNREACHABLE
    while (scan.end === 'more') {
      scan = scanSegment(bytes, { place, chain, offset: scan.goodBytes })
      last = fold(folder, { origin, chain, segment }, scan.ops) ?? last
      await giveWay()
    }
    place.onRead?.(bytes.length - offset)
    tailBytes = scan.goodBytes
    if (scan.end === 'whole') continue
    const rest = { chain, segments, last, tailBytes }
    if (scan.end === 'torn' && segment === segments.at(-1)) {
      await cutTail(place, segment, scan.goodBytes)
      return { ...rest, damage: null }
    }
    const reach = await reachOf(place, { n: chain.n, segment, bytes, goodBytes: scan.goodBytes }, segments)
    await quarantine(place, segment, bytes)
    return { ...rest, damage: { reach } }
  }
  return { chain, segments, last, tailBytes, damage: null }
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

/** The highest n that the frames behind damage show there was. */
async function reachOf(
  place: OriginFolder,
  damaged: {
    readonly n: number
    readonly segment: number
    readonly bytes: Uint8Array
    readonly goodBytes: number
  },
  segments: readonly number[],
): Promise<number> {
  const { n, segment, bytes, goodBytes } = damaged
  const here = n + Math.max(1, countFrames(bytes, goodBytes))
  const last = segments.at(-1) ?? segment
  if (last <= segment) return here
  return Math.max(here, last - 1 + countFrames(await readSegment(place, last), 0))
}

/**
 * Cuts a log behind its last good op, so that what is missing can be put there again. Whatever is cut off was copied to
 * the quarantine before, and stays there.
 */
export async function cutDamage(
  place: OriginFolder,
  segments: readonly number[],
  good: { readonly segment: number; readonly bytes: number },
): Promise<void> {
  for (const segment of segments.filter((each) => each >= good.segment)) {
    await quarantine(place, segment, await readSegment(place, segment))
  }
  // From the last on, so that a crash in between leaves a log without a gap.
  for (const segment of segments.filter((each) => each > good.segment).reverse()) {
    await place.files.remove(segmentPath(place.folder, segment))
    await place.files.syncFolder(place.folder)
  }
  await cutTail(place, good.segment, good.bytes)
}

async function listSegments({ files, folder }: OriginFolder): Promise<readonly number[]> {
  const names = await files.list(folder)
  return names
    .filter((name) => /^\d+[.]log$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
}

/** @throws Fault 'damaged' where a segment that is listed cannot be found. */
export async function readSegment({ files, folder }: OriginFolder, segment: number): Promise<Uint8Array> {
  const bytes = await files.read(segmentPath(folder, segment))
  if (bytes === null) throw new Fault('damaged', `segment ${segment} is gone`, { detail: { part: 'log' } })
  return bytes
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

async function cutTail({ files, folder }: OriginFolder, segment: number, goodBytes: number): Promise<void> {
  const file = await files.open(segmentPath(folder, segment), 'write')
  if (file === null) return
  try {
    await file.truncate(goodBytes)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Named by its bytes, so that opening again does not copy again. */
async function quarantine(place: OriginFolder, segment: number, bytes: Uint8Array): Promise<void> {
  const { files, origin } = place
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const copy = path.join(place.quarantine, `${origin}-${segment}-${digest}.log`)
  if ((await files.sizeBytes(copy)) === bytes.length) return
  await files.remove(copy)
  const file = await files.create(copy)
  try {
    await file.write(bytes, 0)
    await file.datasync()
  } finally {
    await file.close()
  }
  await files.syncFolder(place.quarantine)
}
