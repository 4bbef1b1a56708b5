import path from 'node:path'
import { Low } from 'lowdb'
import { z } from 'zod'
import { Fault } from '../../../domain/fault.ts'
import type { Hlc } from '../../../domain/hlc.ts'
import { canonicalJson } from '../../../domain/json.ts'
import { type RecordState, shownValue } from '../../../domain/merge.ts'
import { kindOf, type Origin, RecordId, type Vector, Vector as VectorSchema } from '../../../domain/op.ts'
import { discard, type Workshop } from '../files/replace-file.ts'
import type { OriginPoint } from '../log/origin-recovery.ts'
import { sealedJsonAdapter } from './sealed-json.ts'

/** Changes whenever what is in a snapshot does; another one is not read, and everything is made from the log. */
const FORMAT = 1
const HEADS = 'heads'
/** Home of the records that belong to no case file. */
const ELSEWHERE = 'other'

/** The fold of the log up to a vector, and what is needed to go on from there. */
export interface Snapshot {
  readonly at: Vector
  readonly clock: Hlc
  readonly points: Readonly<Record<Origin, OriginPoint>>
  readonly records: readonly RecordState[]
}

const PointSchema = z.object({
  n: z.int(),
  head: z.string(),
  records: z.record(z.string(), z.string()),
  last: z.object({ n: z.int(), segment: z.int(), offset: z.int() }),
})
const HeadsFile = z.object({
  format: z.literal(FORMAT),
  at: VectorSchema,
  clock: z.tuple([z.int(), z.int()]),
  points: z.record(z.string(), PointSchema),
  /** Home -> the vector at which its file was written. */
  homes: z.record(z.string(), VectorSchema),
})
type HeadsFile = z.infer<typeof HeadsFile>
const HomeFile = z.object({
  format: z.literal(FORMAT),
  at: VectorSchema,
  // Sealed by us at this format, so only the envelope is checked.
  records: z.array(z.custom<RecordState>((value) => typeof value === 'object' && value !== null)),
})

export interface SnapshotsOptions {
  readonly workshop: Workshop
  readonly folder: string
  readonly key: Uint8Array
}

/** Snapshots on disk: one file per case file and one for the rest, held together by the file of heads. */
export interface Snapshots {
  /** Null where any part is missing, altered, of another format, or of another moment. */
  load(): Promise<Snapshot | null>
  /** Notes that the homes of a record changed since the last save. */
  touch(before: RecordState | null, after: RecordState): void
  /** Writes the homes that changed, then the heads, which make them count. */
  save(snapshot: Omit<Snapshot, 'records'> & { readonly records: Iterable<RecordState> }): Promise<void>
}

export function createSnapshots(options: SnapshotsOptions): Snapshots {
  const touched = new Set<string>()
  const homes = new Map<string, Vector>()
  const files = snapshotFiles(options)
  const state = { savedAt: null as string | null }
  return {
    load: async () => {
      const heads = await files.read(HEADS, HeadsFile)
      if (heads === null) return null
      const records = await readHomes(files, heads)
      if (records === null) return null
      for (const [home, at] of Object.entries(heads.homes)) homes.set(home, at)
      state.savedAt = canonicalJson(heads.at)
      return { at: heads.at, clock: heads.clock, points: heads.points, records }
    },
    touch: (before, after) => {
      if (before !== null) touched.add(homeOf(before))
      touched.add(homeOf(after))
    },
    save: async ({ at, clock, points, records }) => {
      if (canonicalJson(at) === state.savedAt) return
      const byHome = groupByHome(records)
      for (const [home, ofHome] of byHome) {
        if (!touched.has(home) && homes.has(home)) continue
        await files.write(home, { format: FORMAT, at, records: ofHome })
        homes.set(home, at)
        options.workshop.failpoint('snapshot-written')
      }
      const emptied = [...homes.keys()].filter((home) => !byHome.has(home))
      for (const home of emptied) homes.delete(home)
      await files.write(HEADS, { format: FORMAT, at, clock, points, homes: Object.fromEntries(homes) })
      touched.clear()
      state.savedAt = canonicalJson(at)
      for (const home of emptied) await files.remove(home)
      options.workshop.failpoint('snapshots-complete')
    },
  }
}

function snapshotFiles({ workshop, folder, key }: SnapshotsOptions) {
  const pathOf = (name: string) => path.join(folder, `${name}.json`)
  const open = (name: string) =>
    new Low<unknown>(
      sealedJsonAdapter({ workshop, key, path: pathOf(name), context: `snapshot/${name}` }),
      null,
    )
  return {
    /** Null for a file that is missing, altered, or of another format: a snapshot can always be made again. */
    read: async <T>(name: string, schema: z.ZodType<T>): Promise<T | null> => {
      const low = open(name)
      try {
        await low.read()
      } catch (error) {
        if (error instanceof Fault && error.code === 'damaged') return null
        throw error
      }
      const parsed = schema.safeParse(low.data)
      return parsed.success ? parsed.data : null
    },
    write: async (name: string, data: unknown): Promise<void> => {
      const low = open(name)
      low.data = data
      await low.write()
    },
    remove: (name: string) => discard(workshop.files, pathOf(name)),
  }
}

async function readHomes(
  files: ReturnType<typeof snapshotFiles>,
  heads: HeadsFile,
): Promise<readonly RecordState[] | null> {
  const records: RecordState[] = []
  for (const [home, at] of Object.entries(heads.homes)) {
    const found = await files.read(home, HomeFile)
    if (found === null || canonicalJson(found.at) !== canonicalJson(at)) return null
    records.push(...found.records)
  }
  return records
}

function groupByHome(records: Iterable<RecordState>): ReadonlyMap<string, readonly RecordState[]> {
  const byHome = new Map<string, RecordState[]>()
  for (const record of records) {
    const home = homeOf(record)
    const known = byHome.get(home)
    if (known === undefined) byHome.set(home, [record])
    else known.push(record)
  }
  return byHome
}

function homeOf(record: RecordState): string {
  const kind = kindOf(record.id)
  if (kind === 'case') return record.id
  const caseFile = kind === 'doc' ? RecordId.safeParse(shownValue(record, '/caseFile')) : null
  return caseFile?.success ? caseFile.data : ELSEWHERE
}
