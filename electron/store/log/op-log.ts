import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Origin, Vector } from '../../../domain/op.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { Files } from '../files/files.ts'
import type { Workshop } from '../files/replace-file.ts'
import { cutBack } from './cut-back.ts'
import type { LogFolder, WitnessedHead } from './log-change.ts'
import { type OriginLog, openOriginLog } from './origin-log.ts'
import type { OriginPoint } from './origin-recovery.ts'
import type { OriginFolder } from './segment-files.ts'

/** The logs of every origin that this vault holds: the truth, from which all else is made. */
export interface OpLog {
  vector(): Vector
  /** Counter and chain hash of the last op of each origin. */
  heads(): ReadonlyMap<Origin, WitnessedHead>
  /** Origins that have lost ops, and the first that is missing. */
  damages(): ReadonlyMap<Origin, { readonly n: number; readonly reach: number }>
  /** Null where nothing of this origin is held. */
  origin(origin: Origin): OriginLog | null
  /** The log of an origin, made if there is none. */
  ensureOrigin(origin: Origin): Promise<OriginLog>
  /**
   * Cuts the ops from n = `from` on off a log, for good; they stay readable in the quarantine. Whoever folds must fold the
   * records of those ops anew. @returns where the log ends now, null where nothing is left
   */
  setAside(origin: Origin, from: number, workshop: Workshop): Promise<OriginPoint | null>
  close(): Promise<void>
}

export interface OpLogOptions {
  readonly files: Files
  readonly folder: string
  readonly key: Uint8Array
  readonly quarantine: string
  /** From where each log is read; an origin that is not here is read from its first op. */
  readonly from: ReadonlyMap<Origin, OriginPoint>
  /** Has all that is read and written folded. */
  readonly ledger: LogFolder
  readonly failpoint: ReachFailpoint
  readonly onProgress?: OnReadingLog | undefined
}

/** Hears how much of the log that is not folded yet was read and folded. */
export type OnReadingLog = (progress: { readonly readBytes: number; readonly totalBytes: number }) => void

/** Opens every log and hands over what it holds; null where `from` does not fit what is on the disk. */
export async function openOpLog(options: OpLogOptions): Promise<OpLog | null> {
  const { files, folder, from } = options
  const origins = (await files.list(folder)).filter((name) => /^[a-z2-7]{16}[.]\d+$/.test(name))
  if ([...from.keys()].some((origin) => !origins.includes(origin))) return null
  const logs = new Map<Origin, OriginLog>()
  const onRead = await createProgress(options, origins)
  for (const origin of origins) {
    const log = await open({ ...options, onRead }, origin, from.get(origin) ?? null)
    if (log === null) {
      await closeAll(logs)
      return null
    }
    logs.set(origin, log)
  }
  return createOpLog(options, logs)
}

function createOpLog(options: OpLogOptions, logs: Map<Origin, OriginLog>): OpLog {
  const { files, folder } = options
  const held = () => [...logs].filter(([, log]) => log.n > 0)
  return {
    vector: () => Object.fromEntries(held().map(([origin, log]) => [origin, log.n])),
    heads: () =>
      new Map(
        [...logs].flatMap(([origin, { chain, damage }]): [Origin, WitnessedHead][] => {
          if (damage !== null) return [[origin, { n: damage.reach, head: null }]]
          return chain.head === null ? [] : [[origin, { n: chain.n, head: chain.head }]]
        }),
      ),
    damages: () =>
      new Map(
        [...logs].flatMap(([origin, { n, damage }]) =>
          damage === null ? [] : [[origin, { n: n + 1, reach: damage.reach }]],
        ),
      ),
    origin: (origin) => logs.get(origin) ?? null,
    ensureOrigin: async (origin) => {
      const known = logs.get(origin)
      if (known !== undefined) return known
      await files.makeFolder(path.join(folder, origin))
      await files.syncFolder(folder)
      const made = await open(options, origin, null)
      if (made === null) throw new Fault('damaged', `no log can be made for ${origin}`)
      logs.set(origin, made)
      return made
    },
    setAside: async (origin, from, workshop) => {
      // Its file is replaced, which not every system allows while it is open.
      await logs.get(origin)?.close()
      const point = await cutBack(placeOf(options, origin), from, workshop)
      const cut = await open(options, origin, point)
      if (cut === null) throw new Fault('damaged', `the log of ${origin} cannot be cut`)
      logs.set(origin, cut)
      return point
    },
    close: () => closeAll(logs),
  }
}

/** Adds up the bytes that were read, beside all that are to be read. */
async function createProgress(
  { files, folder, from, onProgress }: OpLogOptions,
  origins: readonly Origin[],
): Promise<((bytes: number) => void) | undefined> {
  if (onProgress === undefined) return undefined
  let totalBytes = 0
  for (const origin of origins) {
    const last = from.get(origin)?.last ?? { segment: 1, offset: 0 }
    for (const name of await files.list(path.join(folder, origin))) {
      if (Number.parseInt(name, 10) < last.segment) continue
      totalBytes += (await files.sizeBytes(path.join(folder, origin, name))) ?? 0
    }
    totalBytes -= last.offset
  }
  let readBytes = 0
  return (bytes) => {
    readBytes += bytes
    onProgress({ readBytes, totalBytes })
  }
}

function open(
  options: OpLogOptions & Pick<OriginFolder, 'onRead'>,
  origin: Origin,
  from: OriginPoint | null,
): Promise<OriginLog | null> {
  const { failpoint, ledger } = options
  return openOriginLog({ place: placeOf(options, origin), from, failpoint, folder: ledger })
}

function placeOf(
  { files, folder, key, quarantine, onRead }: OpLogOptions & Pick<OriginFolder, 'onRead'>,
  origin: Origin,
): OriginFolder {
  return { files, folder: path.join(folder, origin), key, origin, quarantine, onRead }
}

async function closeAll(logs: ReadonlyMap<Origin, OriginLog>): Promise<void> {
  for (const log of logs.values()) await log.close()
}
