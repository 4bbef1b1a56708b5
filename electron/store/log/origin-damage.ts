import { createHash } from 'node:crypto'
import path from 'node:path'
import { countFrames } from './frame.ts'
import { cutTail, type OriginFolder, readSegment, segmentPath } from './segment-files.ts'

/** What an origin's log has lost. */
export interface OriginDamage {
  /** It had at least so many ops; giving one of their numbers to another op would make a fork. */
  readonly reach: number
  /** Nothing stands behind the last good op any more: what is missing can be put there. */
  readonly isCut: boolean
}

/** The highest n that the frames behind damage show there was. */
export async function reachOf(
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

/** Copies a damaged segment. Named by its bytes, so that opening again does not copy again. */
export async function quarantine(place: OriginFolder, segment: number, bytes: Uint8Array): Promise<void> {
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
