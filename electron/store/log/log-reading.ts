import { Fault } from '../../../domain/fault.ts'
import { endOfFrame, readFrame } from './frame.ts'
import { type StoredOp, storedOp } from './segment.ts'
import { type FramePosition, type OriginFolder, readSegment } from './segment-files.ts'

/** Every so many ops the position of one is kept, so that a read need not begin at the segment's start. */
const MARK_EVERY_OPS = 256

export interface ReadLimits {
  readonly ops: number
  /** Of the ops' texts; the first op is read even if it is longer. */
  readonly bytes: number
}

/** What is known of where the ops of a log stand. */
export interface LogPlaces {
  readonly place: OriginFolder
  readonly chain: { readonly n: number }
  /** First n of each segment, ascending. */
  readonly segments: readonly number[]
  /** Positions of some ops, in the order of n. */
  readonly marks: FramePosition[]
}

/** Keeps every so many positions, in the order of n, so that reading on need not begin at the segment's start. */
export function keepMark({ marks }: LogPlaces, position: FramePosition): void {
  if (position.n % MARK_EVERY_OPS !== 0) return
  const before = marks.findLastIndex((mark) => mark.n <= position.n)
  if (marks[before]?.n !== position.n) marks.splice(before + 1, 0, position)
}

/** Ops from n = `from` on. @throws Fault 'damaged' where one of them was altered. */
export async function readLog(
  state: LogPlaces,
  from: number,
  limits: ReadLimits,
): Promise<readonly StoredOp[]> {
  const { place, chain } = state
  const end = Math.min(chain.n, from + limits.ops - 1)
  const found: StoredOp[] = []
  let bytesLeft = limits.bytes
  let n = startOf(state, from).n
  while (n <= end) {
    const { segment, offset: first } = startOf(state, n)
    const bytes = await readSegment(place, segment)
    let offset = first
    // What lies before is passed over by its headers: it was checked when it was folded.
    for (; n < from; n += 1) {
      const next = endOfFrame(bytes, offset)
      if (next === null) break
      keepMark(state, { n, segment, offset })
      offset = next
    }
    for (; n <= end; n += 1) {
      const reading = readFrame(bytes, offset, { ...place, n })
      if (reading.kind === 'end' && offset > first) break
      if (reading.kind !== 'frame') {
        throw new Fault('damaged', `op ${n} cannot be read`, {
          detail: { part: 'log', origin: place.origin, n },
        })
      }
      keepMark(state, { n, segment, offset })
      if (n >= from) {
        bytesLeft -= Buffer.byteLength(reading.content.body)
        if (bytesLeft < 0 && found.length > 0) return found
        found.push(storedOp(reading.content, n, offset))
      }
      offset = reading.nextOffset
    }
  }
  return found
}

/** The known frame nearest before op `n`. */
function startOf({ marks, segments }: LogPlaces, n: number): FramePosition {
  const segment = segments.findLast((first) => first <= n) ?? 1
  const mark = marks.findLast((each) => each.n <= n && each.segment === segment)
  return mark ?? { n: segment, segment, offset: 0 }
}
