import { Fault } from '../../../domain/fault.ts'
import type { Origin } from '../../../domain/op.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { OpenFile } from '../files/files.ts'
import { encodeFrame } from './frame.ts'
import type { LogFolder } from './log-change.ts'
import { keepMark, type LogPlaces, type ReadLimits, readLog } from './log-reading.ts'
import type { OriginChain } from './origin-chain.ts'
import { cutDamage, type OriginDamage } from './origin-damage.ts'
import { type OriginPoint, type RecoveredOrigin, recoverOrigin } from './origin-recovery.ts'
import type { OpText, StoredOp } from './segment.ts'
import { type FramePosition, type OriginFolder, segmentPath } from './segment-files.ts'

/** From this size on the next append begins a new segment. */
const SEGMENT_BYTES = 8_388_608

/** The append-only log of one origin. Calls of `append` must not overlap. */
export interface OriginLog {
  readonly origin: Origin
  /** Counter of the last durable op. */
  readonly n: number
  readonly isWritable: boolean
  /**
   * Writes groups of ops that each survive a crash whole or not at all, all in one write; resolved = durable.
   * @throws Fault 'disk-full' and the log is as before; 'read-only' from the first failure that leaves it in doubt.
   */
  append(groups: readonly (readonly OpText[])[]): Promise<void>
  /** Appends what a damaged log has lost; once all of it is there, the log takes new ops again. */
  heal(groups: readonly (readonly OpText[])[]): Promise<void>
  /** What the log has lost; null where nothing is known to be missing. */
  readonly damage: OriginDamage | null
  /** Where its chain stands; only `append` moves it. */
  readonly chain: Pick<OriginChain, 'n' | 'head' | 'branch'>
  /** Hash of an op that is held, base64url. @throws Fault 'damaged' */
  hashOf(n: number): Promise<string | null>
  /** Ops from n = `from` on. @throws Fault 'damaged' where one of them was altered. */
  read(from: number, limits: ReadLimits): Promise<readonly StoredOp[]>
  /** Tells that there were ops up to `reach`: until they are here again, none is appended. */
  lose(reach: number): void
  close(): Promise<void>
}

export interface OriginLogOptions {
  readonly place: OriginFolder
  readonly from: OriginPoint | null
  readonly folder: LogFolder
  readonly failpoint: ReachFailpoint
}

interface LogState extends LogPlaces {
  readonly folder: LogFolder
  readonly failpoint: ReachFailpoint
  readonly chain: OriginChain
  readonly segments: number[]
  last: FramePosition | null
  tailBytes: number
  file: OpenFile | null
  isBlocked: boolean
  damage: OriginDamage | null
}

/** Recovers the log of one origin; null where `from` does not fit it. */
export async function openOriginLog(options: OriginLogOptions): Promise<OriginLog | null> {
  const recovered = await recoverOrigin(options.place, options.from, options.folder)
  if (recovered === null) return null
  return createOriginLog(stateOf(options, recovered))
}

function stateOf(
  { place, folder, failpoint }: OriginLogOptions,
  { chain, segments, tailBytes, last, damage }: RecoveredOrigin,
): LogState {
  const rest = { marks: [], last, tailBytes, file: null, isBlocked: false, damage, segments: [...segments] }
  return { place, folder, failpoint, chain, ...rest }
}

function createOriginLog(state: LogState): OriginLog {
  const { place, chain } = state
  return {
    origin: place.origin,
    chain,
    get n() {
      return chain.n
    },
    get isWritable() {
      return !state.isBlocked && state.damage === null
    },
    get damage() {
      return state.damage
    },
    append: async (groups) => {
      if (state.damage !== null) throw refusal(place.origin)
      await append(state, groups)
    },
    heal: (groups) => heal(state, groups),
    read: (from, limits) => readLog(state, from, limits),
    hashOf: async (n) => {
      if (n === chain.n) return chain.head
      const [op] = await readLog(state, n, { ops: 1, bytes: Number.POSITIVE_INFINITY })
      return op?.hash ?? null
    },
    lose: (reach) => {
      if (reach > chain.n)
        state.damage = { isCut: true, ...state.damage, reach: Math.max(reach, state.damage?.reach ?? 0) }
    },
    close: async () => {
      state.isBlocked = true
      await state.file?.close()
      state.file = null
    },
  }
}

async function heal(state: LogState, groups: readonly (readonly OpText[])[]): Promise<void> {
  await cutOnce(state)
  await append(state, groups)
  if (state.damage !== null && state.chain.n >= state.damage.reach) state.damage = null
}

/** Makes room behind the last good op, where frames that cannot be read may still stand. */
async function cutOnce(state: LogState): Promise<void> {
  const { place, segments, damage, chain } = state
  if (damage === null || damage.isCut) return
  const good = segments.findLast((first) => first <= chain.n + 1) ?? segments[0]
  if (good !== undefined) {
    const bytes = good === state.last?.segment ? state.tailBytes : 0
    await cutDamage(place, segments, { segment: good, bytes })
    segments.splice(segments.indexOf(good) + 1)
    state.tailBytes = bytes
  }
  state.damage = { ...damage, isCut: true }
}

async function append(state: LogState, groups: readonly (readonly OpText[])[]): Promise<void> {
  if (state.isBlocked) throw refusal(state.place.origin)
  const file = await tailFile(state)
  const { bytes, positions, branch } = encodeGroups(state, groups)
  try {
    await file.write(bytes, state.tailBytes)
  } catch (error) {
    await undoWrite(state, file, error)
    throw writeFault(error)
  }
  state.failpoint('frame-written')
  await syncOrBlock(state, () => file.datasync())
  state.failpoint('frame-synced')
  state.chain.adopt(branch)
  state.tailBytes += bytes.length
  state.last = positions.at(-1) ?? state.last
  for (const position of positions) keepMark(state, position)
  fold(state, groups)
}

/** What is durable is folded; a ledger that cannot take it takes nothing more until the vault is opened again. */
function fold(state: LogState, groups: readonly (readonly OpText[])[]): void {
  const { place, chain, last, folder } = state
  if (last === null || chain.head === null) return
  const ops = groups.flatMap((group) => group.map(({ op }) => op))
  const point = { n: chain.n, head: chain.head, last }
  try {
    folder.commit({ origin: place.origin, ops, heads: chain.heads, point })
  } catch (error) {
    state.isBlocked = true
    throw error
  }
  chain.settle()
}

function encodeGroups(state: LogState, groups: readonly (readonly OpText[])[]) {
  const { place, chain, tailBytes } = state
  const segment = state.segments.at(-1) ?? 1
  const branch = chain.branch()
  const frames: Uint8Array[] = []
  const positions: FramePosition[] = []
  let offset = tailBytes
  for (const group of groups) {
    for (const [index, { op, body }] of group.entries()) {
      const hash = branch.link(op.f, body)
      const endsGroup = index === group.length - 1
      const frame = encodeFrame({ ...place, n: branch.n }, { body, hash, endsGroup })
      positions.push({ n: branch.n, segment, offset })
      frames.push(frame)
      offset += frame.length
    }
  }
  return { bytes: Buffer.concat(frames), positions, branch }
}

async function tailFile(state: LogState): Promise<OpenFile> {
  const tail = state.segments.at(-1)
  try {
    if (tail === undefined || state.tailBytes >= SEGMENT_BYTES) return await newSegment(state)
    const { files, folder } = state.place
    state.file ??= await files.open(segmentPath(folder, tail), 'write')
  } catch (error) {
    throw writeFault(error)
  }
  if (state.file === null) throw new Fault('damaged', 'the log is gone', { detail: { part: 'log' } })
  return state.file
}

async function newSegment(state: LogState): Promise<OpenFile> {
  const { files, folder } = state.place
  const segment = state.chain.n + 1
  await state.file?.close()
  state.file = null
  const file = await files.create(segmentPath(folder, segment))
  state.file = file
  state.segments.push(segment)
  state.tailBytes = 0
  state.failpoint('segment-created')
  await syncOrBlock(state, () => files.syncFolder(folder))
  return file
}

/** A part of the frames may be on the disk: cut it off, or write no more. */
async function undoWrite(state: LogState, file: OpenFile, error: unknown): Promise<void> {
  const isFull = error instanceof Fault && error.code === 'disk-full'
  state.isBlocked = !isFull
  try {
    await file.truncate(state.tailBytes)
    await file.datasync()
  } catch {
    // The error that is told is that of the write; this one only closes the log.
    state.isBlocked = true
  }
}

/** A failed sync is never tried again: what it should have written may be gone from the memory of the system. */
async function syncOrBlock(state: LogState, sync: () => Promise<void>): Promise<void> {
  try {
    await sync()
  } catch (error) {
    state.isBlocked = true
    throw writeFault(error)
  }
}

function writeFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  return new Fault('read-only', 'the log could not be written', { cause: error })
}

function refusal(origin: Origin): Fault {
  return new Fault('read-only', `the log of ${origin} takes no more writes`, {
    detail: { part: 'log', origin },
  })
}
