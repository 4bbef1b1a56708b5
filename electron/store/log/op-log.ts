import path from 'node:path'
import { Fault } from '../../../domain/fault.ts'
import type { Op, Origin, Vector } from '../../../domain/op.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import type { Files } from '../files/files.ts'
import { type OriginLog, openOriginLog } from './origin-log.ts'
import type { OriginPoint } from './origin-recovery.ts'

/** The logs of every origin that this vault holds: the truth, from which all else is made. */
export interface OpLog {
  vector(): Vector
  /** Null where nothing of this origin is held. */
  origin(origin: Origin): OriginLog | null
  /** The log of an origin, made if there is none. */
  ensureOrigin(origin: Origin): Promise<OriginLog>
  /** Where each log stands, for the next start. */
  points(): Readonly<Record<Origin, OriginPoint>>
  close(): Promise<void>
}

export interface OpLogOptions {
  readonly files: Files
  readonly folder: string
  readonly key: Uint8Array
  readonly quarantine: string
  /** From where each log is read; null reads everything. */
  readonly from: Readonly<Record<Origin, OriginPoint>> | null
  readonly onOps: (ops: readonly Op[]) => void
  /** Called for each origin whose log is read-only from some op on, because something behind it was altered. */
  readonly onDamage: (origin: Origin, n: number) => void
  readonly failpoint: ReachFailpoint
}

/** Opens every log and hands over what it holds; null where `from` does not fit what is on the disk. */
export async function openOpLog(options: OpLogOptions): Promise<OpLog | null> {
  const { files, folder, from, onDamage } = options
  const origins = (await files.list(folder)).filter((name) => /^[a-z2-7]{16}[.]\d+$/.test(name))
  if (Object.keys(from ?? {}).some((origin) => !origins.includes(origin))) return null
  const logs = new Map<Origin, OriginLog>()
  for (const origin of origins) {
    const opened = await open(options, origin, from?.[origin] ?? null)
    if (opened === null) {
      await closeAll(logs)
      return null
    }
    logs.set(origin, opened.log)
    if (opened.isDamaged) onDamage(origin, opened.log.n + 1)
  }
  return createOpLog(options, logs)
}

function createOpLog(options: OpLogOptions, logs: Map<Origin, OriginLog>): OpLog {
  const { files, folder } = options
  const held = () => [...logs].filter(([, log]) => log.n > 0)
  return {
    vector: () => Object.fromEntries(held().map(([origin, log]) => [origin, log.n])),
    origin: (origin) => logs.get(origin) ?? null,
    ensureOrigin: async (origin) => {
      const known = logs.get(origin)
      if (known !== undefined) return known
      await files.makeFolder(path.join(folder, origin))
      await files.syncFolder(folder)
      const opened = await open(options, origin, null)
      if (opened === null) throw new Fault('damaged', `no log can be made for ${origin}`)
      logs.set(origin, opened.log)
      return opened.log
    },
    points: () =>
      Object.fromEntries(
        [...logs].flatMap(([origin, log]) => {
          const point = log.point()
          return point === null ? [] : [[origin, point] as const]
        }),
      ),
    close: () => closeAll(logs),
  }
}

function open(
  { files, folder, key, quarantine, onOps, failpoint }: OpLogOptions,
  origin: Origin,
  from: OriginPoint | null,
) {
  const place = { files, folder: path.join(folder, origin), key, origin, quarantine }
  return openOriginLog({ place, from, failpoint, onOps: (ops) => onOps(ops.map(({ op }) => op)) })
}

async function closeAll(logs: ReadonlyMap<Origin, OriginLog>): Promise<void> {
  for (const log of logs.values()) await log.close()
}
