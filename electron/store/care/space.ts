import { randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import { discard, type Workshop } from '../files/replace-file.ts'

const BALLAST_BYTES = 67_108_864
/** Below this much free room only small things are written. */
const RESERVE_BYTES = 500_000_000
const PIECE_BYTES = 1_048_576

export interface SpacePorts {
  /** Bytes that may still be written on the volume of a folder. */
  readonly freeBytes: (folder: string) => Promise<number>
  readonly ballastBytes: number
  readonly reserveBytes: number
}

export const diskSpace: SpacePorts = {
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
  ballastBytes: BALLAST_BYTES,
  reserveBytes: RESERVE_BYTES,
}

export interface SpaceState {
  readonly freeBytes: number
  /** Imports and other large writes are refused; edits are not. */
  readonly isLow: boolean
  readonly hasBallast: boolean
}

/** Keeps room for the next edits on a disk that fills up. */
export interface Space {
  state(): Promise<SpaceState>
  /** @throws Fault 'disk-full' with `needed` and `free` in bytes where writing so much would leave too little */
  assertRoom(sizeBytes: number): Promise<void>
  /** Makes the ballast where it is missing and there is room for it. */
  keepBallast(): Promise<void>
  /** Runs a small write, and once more after giving up the ballast where the disk was full; it must leave nothing when it fails. */
  guarded<T>(write: () => Promise<T>): Promise<T>
}

export interface SpaceOptions extends SpacePorts {
  readonly workshop: Workshop
  readonly folder: string
}

function ballastPath(folder: string): string {
  return path.join(folder, 'ballast')
}

export function createSpace(options: SpaceOptions): Space {
  const { workshop, folder, freeBytes, ballastBytes, reserveBytes } = options
  const { files } = workshop
  const ballast = ballastPath(folder)
  const hasBallast = async (): Promise<boolean> => (await files.sizeBytes(ballast)) === ballastBytes
  let making: Promise<void> | null = null
  const make = async (): Promise<void> => {
    if (await hasBallast()) return
    if ((await freeBytes(folder)) < reserveBytes + ballastBytes) return
    await writeBallast(options, ballast)
  }
  const giveUp = async (): Promise<boolean> => {
    await making?.catch(() => undefined)
    if ((await files.sizeBytes(ballast)) === null) return false
    await files.remove(ballast)
    // The room is free at once; whether the name is gone for good does not matter.
    return true
  }
  return {
    state: async () => {
      const free = await freeBytes(folder)
      return { freeBytes: free, isLow: free < reserveBytes, hasBallast: await hasBallast() }
    },
    assertRoom: async (sizeBytes) => {
      const free = await freeBytes(folder)
      const needed = sizeBytes + reserveBytes
      if (free >= needed) return
      throw new Fault('disk-full', 'too little room is left for a large write', {
        detail: { reason: 'reserve', needed, free },
      })
    },
    keepBallast: () => {
      making ??= make().finally(() => {
        making = null
      })
      return making
    },
    guarded: async (write) => {
      try {
        return await write()
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'disk-full' || !(await giveUp())) throw error
        return write()
      }
    },
  }
}

/** Written for real and not as a hole: only blocks that were allotted can be given back. */
async function writeBallast({ workshop, ballastBytes }: SpaceOptions, ballast: string): Promise<void> {
  const { files, tmp, createId, failpoint } = workshop
  const draft = path.join(tmp, createId())
  try {
    const file = await files.create(draft)
    try {
      for (let at = 0; at < ballastBytes; at += PIECE_BYTES) {
        // Random, so that neither compression nor deduplication takes the room away again.
        await file.write(randomBytes(Math.min(PIECE_BYTES, ballastBytes - at)), at)
      }
      await file.datasync()
    } finally {
      await file.close()
    }
    failpoint('ballast-written')
    await files.rename(draft, ballast)
    await files.syncFolder(path.dirname(ballast))
  } catch (error) {
    await discard(files, draft)
    // No room for the ballast is no failure of the program: it comes when there is room.
    if (!(error instanceof Fault) || error.code !== 'disk-full') throw error
  }
}
