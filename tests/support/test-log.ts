import { randomBytes } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'
import type { Op } from '../../domain/op.ts'
import { opBody } from '../../domain/op.ts'
import { type OpLog, openOpLog } from '../../electron/store/log/op-log.ts'
import type { OpText } from '../../electron/store/log/segment.ts'
import { createFaultyFiles, type FaultyFiles } from './faulty-files.ts'

const ROOT = path.resolve('/kho')
export const ORIGIN = 'aaaaaaaaaaaaaaaa.0'
const RECORD = 'case_6f9619ff-8b86-4011-b42d-00c04fc964ff'

/** A log on a disk in memory. */
export interface TestLog {
  readonly files: FaultyFiles
  readonly log: OpLog
  /** Values of the ops that were read when it was opened, and of those written since. */
  readonly values: readonly string[]
  readonly damage: readonly (readonly [origin: string, n: number])[]
}

/** What the frames of the log are sealed with. */
export const logKey = randomBytes(32)

/** Paths of a disk prepared for a log. */
const logFolder = path.join(ROOT, 'log')
export const quarantineFolder = path.join(ROOT, 'quarantine')
export function segmentFile(first = 1): string {
  return path.join(logFolder, ORIGIN, `${String(first).padStart(9, '0')}.log`)
}

export async function createDisk(): Promise<FaultyFiles> {
  const files = createFaultyFiles(ROOT)
  for (const folder of [logFolder, quarantineFolder]) await files.makeFolder(folder)
  await files.syncFolder(ROOT)
  return files
}

export async function openTestLog(files: FaultyFiles): Promise<TestLog> {
  const values: string[] = []
  const heads = new Map<string, string>()
  const log = await openOpLog({
    files,
    folder: logFolder,
    key: logKey,
    quarantine: quarantineFolder,
    from: new Map(),
    ledger: {
      commit: ({ ops, heads: changed }) => {
        values.push(...ops.map((op) => z.string().parse(op.val)))
        for (const [record, head] of changed) heads.set(record, head)
      },
      headOf: (_origin, record) => heads.get(record) ?? null,
    },
    failpoint: () => {},
  })
  if (log === null) throw new Error('a whole log always fits')
  const damage = [...log.damages()].map(([origin, { n }]) => [origin, n] as const)
  return { files, log, values, damage }
}

/** The next ops of the origin, one for each value. */
export function opsOf(from: number, values: readonly string[]): readonly OpText[] {
  return values.map((value, index) => {
    const op: Op = {
      v: 1,
      s: 'aaaaaaaaaaaaaaaa',
      i: 0,
      n: from + index,
      t: [1_767_571_200_000, index],
      f: RECORD,
      p: '/title',
      o: [],
      val: value,
      by: 'thử',
      sv: 1,
    }
    return { op, body: opBody(op) }
  })
}

/** Appends groups of values, all in one write. */
export async function appendGroups(log: OpLog, ...groups: readonly (readonly string[])[]): Promise<void> {
  const origin = await log.ensureOrigin(ORIGIN)
  let n = origin.n + 1
  const texts: (readonly OpText[])[] = []
  for (const group of groups) {
    texts.push(opsOf(n, group))
    n += group.length
  }
  await origin.append(texts)
}
