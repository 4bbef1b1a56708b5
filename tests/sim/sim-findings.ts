import { createHash } from 'node:crypto'
import path from 'node:path'
import { isConflicting } from '../../domain/conflicts.ts'
import { applyOps, emptyRecord, headIds, opsByRecord, type RecordState } from '../../domain/merge.ts'
import { Op, type OpId, opId, originOf, type RecordId, type Vector } from '../../domain/op.ts'
import { createLog } from '../../server/log.ts'
import { openStores, type Stores } from '../../server/store/open-stores.ts'
import type { SimClerk } from './sim-clerk.ts'
import type { World } from './sim-world.ts'

/** What is left of the promises when everything has come to rest. All that counts faults must be 0. */
export interface Findings {
  readonly ops: number
  readonly caseFiles: number
  readonly deposits: number
  readonly accepted: number
  readonly blobs: number
  readonly conflicts: number
  /** Edits a clerk was told are saved and that the server does not hold, or holds otherwise. */
  readonly lostOps: number
  /** Records that differ between the server and a station, and stations that hold other ops. */
  readonly diverged: number
  /** Scans of saved deposits that the server does not hold whole. */
  readonly lostBlobs: number
  /** Of everything that was found: the same seed gives the same. */
  readonly digest: string
}

type Fold = Map<RecordId, RecordState>

/** Compares what the server holds, read from its closed store, with every station and with what its clerks were told. */
export async function examine(world: World): Promise<Findings> {
  const { clock, server, options, clerks } = world
  await server.stop()
  const stores = await openStores({
    dataFolder: path.join(options.folder, 'server'),
    env: {},
    clock: clock.nowMs,
    log: createLog(() => {}, clock.nowMs),
  })
  const digest = createHash('sha256')
  const sum = { ops: 0, conflicts: 0, accepted: 0, lostOps: 0, diverged: 0, lostBlobs: 0, blobs: 0 }
  for (const commune of [...new Set(clerks.map(({ station }) => station.commune))].sort()) {
    const { bodies, fold } = await readCommune(stores, commune)
    const vector = await stores.ops.vector(commune)
    sum.ops += bodies.size
    for (const record of fold.values()) {
      sum.conflicts += Object.values(record.cells).filter((cell) => isConflicting(cell)).length
      if (record.id.startsWith('deposit_') && headIds(record, '/outcome').length > 0) sum.accepted += 1
    }
    for (const line of [...bodies].map((each) => each.join(' ')).sort()) digest.update(`${line}\n`)
    for (const clerk of clerks.filter(({ station }) => station.commune === commune)) {
      sum.lostOps += await lostOps(clerk, bodies)
      sum.diverged += divergedRecords(clerk, { fold, vector })
      const { held, lost } = await blobsOf(clerk, stores)
      sum.blobs += held
      sum.lostBlobs += lost
    }
  }
  await stores.close()
  const ofClerks = (count: (clerk: SimClerk) => number): number =>
    clerks.reduce((all, clerk) => all + count(clerk), 0)
  const made = { caseFiles: ofClerks(({ papers }) => papers), deposits: ofClerks(({ deposits }) => deposits) }
  return { ...sum, ...made, digest: digest.digest('hex').slice(0, 16) }
}

const PAGE_OPS = 5000

async function readCommune(
  stores: Stores,
  commune: string,
): Promise<{ readonly bodies: ReadonlyMap<OpId, string>; readonly fold: Fold }> {
  const bodies = new Map<OpId, string>()
  const fold: Fold = new Map()
  for (let after = 0; ; ) {
    const page = await stores.ops.feed(commune, after, PAGE_OPS)
    const last = page.at(-1)
    if (last === undefined) return { bodies, fold }
    const ops = page.map(({ body }) => Op.parse(JSON.parse(body)))
    for (const [at, op] of ops.entries()) bodies.set(opId(op), hashOf(page[at]?.body ?? ''))
    for (const [id, ofRecord] of opsByRecord(ops))
      fold.set(id, applyOps(fold.get(id) ?? emptyRecord(id), ofRecord))
    after = last.seq
  }
}

async function lostOps({ station }: SimClerk, bodies: ReadonlyMap<OpId, string>): Promise<number> {
  const own = new Map<OpId, string>()
  const lastHeld = new Map<string, number>()
  for (const body of await station.ownOps()) {
    const op = Op.parse(JSON.parse(body))
    own.set(opId(op), hashOf(body))
    lastHeld.set(originOf(op), op.n)
  }
  const missing = [...own].filter(([id, hash]) => bodies.get(id) !== hash).length
  // What was acknowledged must have outlived every power cut of its own station too.
  const forgotten = [...station.acknowledged].map(([origin, n]) =>
    Math.max(0, n - (lastHeld.get(origin) ?? 0)),
  )
  return forgotten.reduce((all, each) => all + each, missing)
}

function divergedRecords(
  { station }: SimClerk,
  { fold, vector }: { readonly fold: Fold; readonly vector: Vector },
): number {
  const differing = [...fold.values()].filter(
    (record) => linesOf(record) !== linesOf(station.record(record.id)),
  )
  const held = station.vector()
  const origins = new Set([...Object.keys(held), ...Object.keys(vector)])
  return differing.length + [...origins].filter((origin) => held[origin] !== vector[origin]).length
}

function linesOf(record: RecordState): string {
  const cells = Object.keys(record.cells).sort()
  return cells.map((cell) => `${cell} ${[...headIds(record, cell)].sort().join(' ')}`).join('\n')
}

async function blobsOf(
  { station, handedOver }: SimClerk,
  { blobIndex, blobs }: Stores,
): Promise<{ readonly held: number; readonly lost: number }> {
  let held = 0
  for (const sha of handedOver) {
    if ((await blobIndex.find(station.commune, sha)) === null) continue
    const hash = createHash('sha256')
    for await (const chunk of await blobs.read(station.commune, sha)) hash.update(chunk as Buffer)
    if (hash.digest('hex') === sha) held += 1
  }
  return { held, lost: handedOver.size - held }
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16)
}
