import { createHash } from 'node:crypto'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { readFrame } from './frame.ts'
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
}

export interface RecoveredOrigin {
  readonly chain: OriginChain
  /** First n of each segment, ascending. */
  readonly segments: readonly number[]
  /** Good bytes of the last segment. */
  readonly tailBytes: number
  /** Behind the last op something complete was altered, or a segment is missing. */
  readonly isDamaged: boolean
}

/** Called once a segment with the ops of its whole groups, in order. */
export type OnOps = (ops: readonly StoredOp[], segment: number) => void

const SEGMENT_DIGITS = 9
const UNREACHABLE: SegmentScan = { end: 'damaged', goodBytes: 0, ops: [] }

export function segmentPath(folder: string, segment: number): string {
  return path.join(folder, `${String(segment).padStart(SEGMENT_DIGITS, '0')}.log`)
}

/**
 * Reads what was acknowledged, from `from` on. A tail that was cut short is cut off for good; behind damage nothing is
 * read, and the damaged segment is copied to the quarantine.
 * @returns null where `from` does not fit this log.
 */
export async function recoverOrigin(
  place: OriginFolder,
  from: OriginPoint | null,
  onOps: OnOps,
): Promise<RecoveredOrigin | null> {
  const segments = await listSegments(place)
  const start = from === null ? { segment: 1, offset: 0 } : await positionBehind(from, place, segments)
  if (start === null) return null
  const chain = createOriginChain(from)
  let tailBytes = 0
  for (const segment of segments.filter((each) => each >= start.segment)) {
    const bytes = await readSegment(place, segment)
    const offset = segment === start.segment ? start.offset : 0
    // A segment that does not begin where the one before ended means that one is missing.
    const isNext = offset > 0 || segment === chain.n + 1
    const scan = isNext ? scanSegment(bytes, { place, chain, offset }) : UNREACHABLE
    if (scan.ops.length > 0) onOps(scan.ops, segment)
    tailBytes = scan.goodBytes
    if (scan.end === 'whole') continue
    const isTorn = scan.end === 'torn' && segment === segments.at(-1)
    if (isTorn) await cutTail(place, segment, scan.goodBytes)
    else await quarantine(place, segment, bytes)
    return { chain, segments, tailBytes, isDamaged: !isTorn }
  }
  return { chain, segments, tailBytes, isDamaged: false }
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
