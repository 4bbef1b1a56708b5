import path from 'node:path'
import type { Origin } from '../../../domain/op.ts'
import type { Files } from '../files/files.ts'
import { createOriginChain } from '../log/origin-chain.ts'
import { type StoredOp, scanSegment } from '../log/segment.ts'
import { segmentPath } from '../log/segment-files.ts'

/** What is wrong in the log of one origin; `n` is the first op that cannot be read. */
export interface LogFault {
  readonly kind: 'damaged' | 'segment-missing' | 'behind-damage'
  readonly segment: number
  readonly n: number
}

export interface OriginScan {
  readonly origin: Origin
  /** The last op of the part that is whole from n = 1 on. */
  readonly n: number
  /** The segment in which that part ends, and how many of its bytes belong to it. */
  readonly end: { readonly segment: number; readonly bytes: number } | null
  readonly faults: readonly LogFault[]
  /** The last write was cut short; the next opening cuts it off, and nothing that was acknowledged goes with it. */
  readonly isTorn: boolean
}

export interface OriginBytes {
  readonly origin: Origin
  readonly key: Uint8Array
  /** First n of each segment, ascending. */
  readonly segments: readonly number[]
  /** Null where it cannot be found. */
  readonly read: (segment: number) => Promise<Uint8Array | null>
}

/** Origins that have a folder in the log. */
export async function listOrigins(files: Files, logFolder: string): Promise<readonly Origin[]> {
  return (await files.list(logFolder)).filter((name) => /^[a-z2-7]{16}[.]\d+$/.test(name))
}

/** First n of each segment of an origin, ascending. */
export async function listSegments(files: Files, originFolder: string): Promise<readonly number[]> {
  const names = await files.list(originFolder)
  return names
    .filter((name) => /^\d+[.]log$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
}

export async function originBytes(
  files: Files,
  logFolder: string,
  { origin, key }: Pick<OriginBytes, 'origin' | 'key'>,
): Promise<OriginBytes> {
  const folder = path.join(logFolder, origin)
  const segments = await listSegments(files, folder)
  return { origin, key, segments, read: (segment) => files.read(segmentPath(folder, segment)) }
}

/**
 * Reads the log of one origin from n = 1 on and changes nothing. Every frame's seal and place in the chain is checked;
 * what lies behind damage cannot be checked and is told segment by segment.
 */
export async function scanOrigin(
  { origin, key, segments, read }: OriginBytes,
  onOps: (ops: readonly StoredOp[]) => void = () => {},
): Promise<OriginScan> {
  const chain = createOriginChain()
  const faults: LogFault[] = []
  let end: OriginScan['end'] = null
  let isTorn = false
  for (const segment of segments) {
    if (faults.length > 0) {
      faults.push({ kind: 'behind-damage', segment, n: segment })
      continue
    }
    const bytes = segment === chain.n + 1 ? await read(segment) : null
    if (bytes === null) {
      faults.push({ kind: 'segment-missing', segment, n: chain.n + 1 })
      continue
    }
    let scan = scanSegment(bytes, { place: { key, origin }, chain, offset: 0 })
    onOps(scan.ops)
    while (scan.end === 'more') {
      scan = scanSegment(bytes, { place: { key, origin }, chain, offset: scan.goodBytes })
      onOps(scan.ops)
    }
    end = { segment, bytes: scan.goodBytes }
    isTorn = scan.end === 'torn' && segment === segments.at(-1)
    if (scan.end !== 'whole' && !isTorn) faults.push({ kind: 'damaged', segment, n: chain.n + 1 })
  }
  return { origin, n: chain.n, end, faults, isTorn }
}
