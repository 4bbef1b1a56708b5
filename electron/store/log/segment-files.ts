import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'

/** Where an op's frame begins: the segment, named by the first n it holds, and the offset in it. */
export interface FramePosition {
  readonly n: number
  readonly segment: number
  readonly offset: number
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

const SEGMENT_DIGITS = 9

export function segmentPath(folder: string, segment: number): string {
  return path.join(folder, `${String(segment).padStart(SEGMENT_DIGITS, '0')}.log`)
}

/** First n of each segment, ascending. */
export async function listSegments({ files, folder }: OriginFolder): Promise<readonly number[]> {
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

/** Cuts a segment behind its good bytes, durably. */
export async function cutTail(
  { files, folder }: OriginFolder,
  segment: number,
  goodBytes: number,
): Promise<void> {
  const file = await files.open(segmentPath(folder, segment), 'write')
  if (file === null) return
  try {
    await file.truncate(goodBytes)
    await file.datasync()
  } finally {
    await file.close()
  }
}
