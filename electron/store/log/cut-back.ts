import { Fault } from '../../../domain/fault.ts'
import { replaceFile, type Workshop } from '../files/replace-file.ts'
import { encodeFrame, type FrameContent, readFrame } from './frame.ts'
import { quarantine } from './origin-damage.ts'
import type { OriginPoint } from './origin-recovery.ts'
import { listSegments, type OriginFolder, readSegment, segmentPath } from './segment-files.ts'

/**
 * Cuts a log so that op `from` - 1 is its last, durably. Every segment that loses something is copied to the quarantine
 * before, and a crash in between leaves a log that can be cut again.
 * @returns where the log ends then, null where nothing is left
 */
export async function cutBack(
  place: OriginFolder,
  from: number,
  workshop: Workshop,
): Promise<OriginPoint | null> {
  const { files, folder } = place
  const segments = await listSegments(place)
  const last = segments.findLast((first) => first < from)
  for (const segment of segments.filter((first) => first >= (last ?? 0))) {
    await quarantine(place, segment, await readSegment(place, segment))
  }
  for (const segment of segments.filter((first) => first >= from).reverse()) {
    await files.remove(segmentPath(folder, segment))
    await files.syncFolder(folder)
  }
  if (last === undefined) return null
  const bytes = await readSegment(place, last)
  const { offset, content } = frameAt(place, { segment: last, bytes, n: from - 1 })
  // It may have stood within a group, whose end is gone now.
  const frame = encodeFrame({ ...place, n: from - 1 }, { ...content, endsGroup: true })
  await replaceFile(workshop, segmentPath(folder, last), Buffer.concat([bytes.subarray(0, offset), frame]))
  return { n: from - 1, head: content.hash, last: { n: from - 1, segment: last, offset } }
}

function frameAt(
  place: OriginFolder,
  wanted: { readonly segment: number; readonly bytes: Uint8Array; readonly n: number },
): { readonly offset: number; readonly content: FrameContent } {
  for (let n = wanted.segment, offset = 0; ; n += 1) {
    const reading = readFrame(wanted.bytes, offset, { ...place, n })
    if (reading.kind !== 'frame') {
      throw new Fault('damaged', `op ${n} cannot be read`, {
        detail: { part: 'log', origin: place.origin, n },
      })
    }
    if (n === wanted.n) return { offset, content: reading.content }
    offset = reading.nextOffset
  }
}
