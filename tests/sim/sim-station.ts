import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Fault, type FaultReport } from '../../domain/fault.ts'
import type { RecordState } from '../../domain/merge.ts'
import type { Edit, RecordId, Vector } from '../../domain/op.ts'
import { createBlobStore } from '../../electron/store/blobs/blob-store.ts'
import type { Workshop } from '../../electron/store/files/replace-file.ts'
import { deriveKeys, type VaultKeys } from '../../electron/store/keys/sealing.ts'
import { originOfStation, type Station, stationIdOf } from '../../electron/store/keys/station.ts'
import { openRecords } from '../../electron/store/log/open-records.ts'
import { joinRecords, type StationRecords } from '../../electron/store/station-records.ts'
import type { Connection, SyncStore } from '../../electron/sync/ports.ts'
import { createSyncClient, type SyncClient } from '../../electron/sync/sync-client.ts'
import type { Random } from '../fixtures/random.ts'
import type { SimClock } from './sim-clock.ts'
import { createSimDisk, type SimDisk } from './sim-disk.ts'
import { createSimMemory } from './sim-memory.ts'
import { createSimLine, type Weather } from './sim-network.ts'

export interface SimStationOptions {
  readonly name: string
  readonly commune: string
  readonly clock: SimClock
  readonly random: Random
  readonly weather: Weather
  readonly skewMs: number
  readonly address: string
  readonly serverUrl: () => string | null
  /** Where ledgers live, which SQLite keeps in files of its own. */
  readonly folder: string
}

/** One PC of a clerk: the shipped log, chain, ledger, blobs and sync client on a disk in memory and a simulated line. */
export interface SimStation {
  readonly id: string
  readonly commune: string
  readonly disk: SimDisk
  /** Ops that were acknowledged to the clerk, by origin: the last n. */
  readonly acknowledged: ReadonlyMap<string, number>
  setOnline(isOnline: boolean): void
  connect(url: string, code: string): Promise<void>
  /** @returns whether it was acknowledged */
  save(edits: readonly Edit[]): Promise<boolean>
  saveScan(bytes: Uint8Array): Promise<boolean>
  record(id: RecordId): RecordState
  /** Case files of the commune that it has heard of, its own among them. */
  readonly caseFiles: readonly RecordId[]
  vector(): Vector
  client(): SyncClient
  /** Texts of its own ops from the first, as its log holds them. */
  ownOps(): Promise<readonly string[]>
  /** The machine loses its power and is started again. */
  restart(): Promise<void>
  /** In the evening, until `turnOn` in the morning. */
  turnOff(): Promise<void>
  turnOn(): Promise<void>
  close(): Promise<void>
}

interface Running {
  readonly records: StationRecords
  readonly blobs: ReturnType<typeof createBlobStore>
  readonly client: SyncClient
  readonly end: () => Promise<void>
}

export async function openSimStation(options: SimStationOptions): Promise<SimStation> {
  const { name, random, clock, skewMs } = options
  const station = stationOf(random.fork('key'))
  const root = path.join(options.folder, name)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  const disk = createSimDisk(root)
  const keys = deriveKeys(
    Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + name.length) % 251),
    name,
  )
  const workshop: Workshop = {
    files: disk,
    tmp: path.join(root, 'tmp'),
    createId: createNames(),
    failpoint: () => {},
  }
  for (const part of ['log', 'blobs', 'snap', 'quarantine', 'tmp'])
    await disk.makeFolder(path.join(root, part))
  await disk.syncFolder(root)
  const state = { isOn: true, isOnline: false, connection: null as Connection | null }
  const acknowledged = new Map<string, number>()
  const listeners = new Set<() => void>()
  const onNetworks = (run: () => void): (() => void) => {
    listeners.add(run)
    return () => listeners.delete(run)
  }
  const line = createSimLine({
    ...options,
    random: random.fork('line'),
    isOnline: () => state.isOnline,
    onNetworks,
  })
  const memory = createSimMemory()
  const caseFiles = new Set<RecordId>()
  const boot = async (): Promise<Running> => {
    const vault = await openStores({ root, keys, workshop, station, nowMs: () => clock.nowMs() + skewMs })
    const client = createSyncClient({
      store: syncStoreOf(station, vault),
      line,
      ...memory,
      connection: {
        get: () => state.connection,
        set: async (connection) => {
          state.connection = connection
        },
      },
      onChange: () => {},
    })
    vault.records.onChange((ids) => {
      for (const id of ids) if (id.startsWith('case_')) caseFiles.add(id)
    })
    return { ...vault, client }
  }
  let running = await boot()
  const origin = originOfStation(station)
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      // A disk that is going down answers nothing else; a fault is the program's refusal.
      if (error instanceof Fault || isDiskGone(error)) return false
      throw error
    }
  }
  const end = async (): Promise<void> => {
    await running.client.close()
    await running.end()
  }
  return {
    id: station.id,
    commune: options.commune,
    disk,
    acknowledged,
    setOnline: (isOnline) => {
      if (state.isOnline === isOnline) return
      state.isOnline = isOnline
      for (const listener of listeners) listener()
    },
    connect: (url, code) => running.client.connect({ url, code, name, agencyCode: options.commune }),
    save: async (edits) => {
      const isSaved = await attempt(() => running.records.append(edits))
      if (isSaved) acknowledged.set(origin, running.records.vector()[origin] ?? 0)
      if (isSaved) running.client.wake()
      return isSaved
    },
    saveScan: (bytes) => attempt(() => running.blobs.put(once(bytes))),
    record: (id) => running.records.record(id),
    get caseFiles() {
      return [...caseFiles]
    },
    vector: () => running.records.vector(),
    client: () => running.client,
    ownOps: async () => {
      const all = { ops: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }
      return (await running.records.unsent({}, all))?.ops ?? []
    },
    turnOff: async () => {
      if (state.isOn) await end()
      state.isOn = false
    },
    turnOn: async () => {
      if (!state.isOn) running = await boot()
      state.isOn = true
    },
    restart: async () => {
      if (!state.isOn) return
      disk.dieAfter(0)
      await attempt(end)
      disk.cutPower()
      running = await boot()
    },
    close: end,
  }
}

async function openStores({
  root,
  keys,
  workshop,
  station,
  nowMs,
}: {
  readonly root: string
  readonly keys: VaultKeys
  readonly workshop: Workshop
  readonly station: Station
  readonly nowMs: () => number
}) {
  const notices: FaultReport[] = []
  const onNotice = (notice: FaultReport): void => void notices.push(notice)
  const opened = await openRecords({ folder: root, workshop, keys, onNotice })
  const { parts, closeWriter } = joinRecords({ station, clock: { nowMs } }, opened, onNotice)
  parts.setAuthor(station.id)
  const names = { folder: path.join(root, 'blobs'), quarantine: path.join(root, 'quarantine') }
  const blobs = createBlobStore({ workshop, ...names, key: keys.blob, nameKey: keys.blobName })
  const end = async (): Promise<void> => {
    try {
      await closeWriter()
      await opened.log.close()
    } finally {
      opened.ledger.close()
    }
  }
  return { records: parts, blobs, end }
}

/** The part of a vault that its sync may touch, as the program joins it. */
function syncStoreOf(station: Station, { records, blobs }: Pick<Running, 'records' | 'blobs'>): SyncStore {
  return {
    station,
    sign: (text) => station.sign(text),
    record: (id) => records.record(id),
    append: (edits) => records.append(edits),
    vector: () => records.vector(),
    opsOf: (origin, from, to) => records.opsOf(origin, from, to),
    unsent: (theirs, limits) => records.unsent(theirs, limits),
    ingest: (batch, commune) => records.ingest(batch, commune),
    openBlob: (sha) => blobs.open(sha),
    hasBlob: (sha) => blobs.has(sha),
    checkBlob: (sha) => blobs.has(sha),
    placeOf: () => ({ isData: false, document: null, caseFile: null }),
    // A simulated clerk looks at no scans of others.
    missingBlobs: async () => [],
    storeBlob: async (sha, bytes) => void (await blobs.put(bytes, sha)),
  }
}

/** A key pair that the seed alone decides. */
function stationOf(random: Random): Station {
  const seed = Buffer.from(Array.from({ length: 32 }, () => random.int(0, 255)))
  // PKCS #8 around 32 raw bytes (RFC 8410, section 7).
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return {
    id: stationIdOf(x),
    incarnation: 0,
    publicKey: x,
    seed: () => seed,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

function createNames(): () => string {
  let made = 0
  return () => {
    made += 1
    return createHash('sha256').update(String(made)).digest('hex').slice(0, 32)
  }
}

function isDiskGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EIO'
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
