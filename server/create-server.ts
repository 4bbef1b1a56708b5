import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Accounts, openAccounts } from './accounts/accounts.ts'
import { createDecide } from './archive/decide.ts'
import { createOwnOps } from './archive/own-ops.ts'
import { createIssueReceipt } from './archive/receipts.ts'
import type { AuditLog } from './audit/audit-log.ts'
import { createServerNotes } from './audit/server-notes.ts'
import { createSqlAuditLog } from './audit/sql-audit-log.ts'
import { type BagOffice, createBagOffice } from './bag/bag-office.ts'
import type { MakeBackup } from './care/backup.ts'
import type { BackupPlan } from './care/backup-schedule.ts'
import { startCare } from './care/start-care.ts'
import { openDesk } from './desk/open-desk.ts'
import { loadDocumentTypes } from './document-types.ts'
import { createGuardedRegistry } from './identity/guarded-registry.ts'
import { openIdentity, type ServerIdentity } from './identity/server-identity.ts'
import type { Log } from './log.ts'
import { createFeedSizes } from './metrics/feed-sizes.ts'
import { folderSizeBytes } from './metrics/folder-size.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { addWatchRoutes } from './metrics/watch-routes.ts'
import { createEarlyBatches } from './receive/early-batches.ts'
import { createSyncCommune, type SyncCommune } from './receive/sync-commune.ts'
import { createWatchBatches } from './receive/watch-batches.ts'
import { createSerial } from './serial.ts'
import { createRecordCache } from './state/commune-records.ts'
import { makeFolderDurably } from './store/durable-file.ts'
import { openStores, type Stores } from './store/open-stores.ts'
import { type Registry, renewIncarnations } from './store/registry.ts'
import { openTls, type TlsWish } from './tls/open-tls.ts'
import { createFinishUpload } from './uploads/finish.ts'
import { openStaging, type Staging } from './uploads/staging.ts'
import { createUploadLocks, type UploadLocks } from './uploads/upload-locks.ts'
import { addBlobRoute } from './web/blob-route.ts'
import { closeHttp } from './web/close-http.ts'
import { addConsoleRoutes, type ServedFolder } from './web/console-routes.ts'
import { addFileRoutes } from './web/file-routes.ts'
import { createHttp } from './web/http.ts'
import { addRequestLimits, defaultRates, type RequestRates } from './web/request-limits.ts'
import { createStationAuth } from './web/station-auth.ts'
import { addStationRoutes } from './web/station-routes.ts'
import { createTusHandler } from './web/tus.ts'

const MOST_CONNECTIONS = 4096
const MOST_CONNECTIONS_OF_ADDRESS = 2048

export interface ServerOptions {
  readonly dataFolder: string
  /** The law's lists. */
  readonly authorityFolder: string
  /** The console's page and what it loads; those that do not exist are left out. */
  readonly folders: readonly ServedFolder[]
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: Log
  /** The data folder was restored from a backup: a new epoch begins, so that stations send again what it lost (I15). */
  readonly isRestored?: boolean
  /** Where things are kept: `DATABASE_URL`, `S3_*`; in the data folder where nothing is said. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Plain http where nothing is said. */
  readonly tls?: TlsWish
  readonly rates?: RequestRates
  /** Lets a Prometheus on another machine read `/metrics`. */
  readonly metricsToken?: string | null
  readonly backups?: BackupPlan | null
}

export interface ServerRoute {
  readonly method: string
  readonly url: string
}

/** The province server, ready to listen. */
export interface ProvinceServer {
  readonly http: FastifyInstance
  /** Every route there is, as it was added. */
  readonly routes: readonly ServerRoute[]
  readonly registry: Registry
  readonly accounts: Accounts
  readonly staging: Staging
  readonly audit: AuditLog
  readonly makeBackup: MakeBackup
  /** Hand-overs on a stick. */
  readonly bags: BagOffice
  close(): Promise<void>
}

/** Opens the data folder, made where it is missing. @throws Fault 'in-use', 'newer-version', 'damaged' */
export async function createServer(options: ServerOptions): Promise<ProvinceServer> {
  const { dataFolder, clock, isRestored = false, env = {} } = options
  await makeFolderDurably(dataFolder)
  const stores = await openStores({ dataFolder, env, clock, log: options.log })
  try {
    const identity = await openIdentity(dataFolder, isRestored)
    if (isRestored) await renewIncarnations(stores.db, clock())
    return await compose(options, stores, identity)
  } catch (error) {
    await stores.close()
    throw error
  }
}

async function compose(
  options: ServerOptions,
  stores: Stores,
  identity: ServerIdentity,
): Promise<ProvinceServer> {
  const { dataFolder, clock, log, backups = null } = options
  const audit = createSqlAuditLog(stores.db)
  const serverKey = identity.key.publicKey
  const registry = createGuardedRegistry(stores.registry, { audit, serverKey, clock })
  const accounts = await openAccounts(stores.db, clock)
  const locks = createUploadLocks()
  const staging = await openStaging(path.join(dataFolder, 'staging'), locks)
  const tls = await openTls(options.tls, { dataFolder, clock })
  const stopping = { isStopping: false }
  const http = await createHttp({
    log,
    tls,
    mostConnections: MOST_CONNECTIONS,
    mostConnectionsOfAddress: MOST_CONNECTIONS_OF_ADDRESS,
    isStopping: () => stopping.isStopping,
  })
  const routes: ServerRoute[] = []
  http.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, url })
  })
  const parts = { options, stores, identity, audit, registry, accounts, staging, locks, http }
  const { metrics, bags } = await addRoutes(parts, tls?.pins ?? [])

  const note = createServerNotes(audit, clock)
  if (tls !== null && tls.change !== null) await note(tls.change)
  await note('server-started')
  const { epoch } = identity
  const care = await startCare({ dataFolder, stores, staging, audit, epoch, clock, log, backups })
  return {
    http,
    routes,
    registry,
    accounts,
    staging,
    audit,
    makeBackup: care.makeBackup,
    bags,
    close: async () => {
      stopping.isStopping = true
      await closeHttp(http)
      await care.close()
      metrics.close()
      await note('server-stopped')
      await stores.close()
    },
  }
}

interface Parts {
  readonly options: ServerOptions
  readonly stores: Stores
  readonly identity: ServerIdentity
  readonly audit: AuditLog
  readonly registry: Registry
  readonly accounts: Accounts
  readonly staging: Staging
  readonly locks: UploadLocks
  readonly http: FastifyInstance
}

async function addRoutes(
  parts: Parts,
  pins: readonly string[],
): Promise<{ readonly metrics: Metrics; readonly bags: BagOffice }> {
  const { options, stores, identity, audit, registry, accounts, staging, locks, http } = parts
  const { dataFolder, clock, log, folders, rates = defaultRates, metricsToken = null } = options
  const { ops: store, blobIndex: index, blobs } = stores
  const cache = createRecordCache(store)
  const serial = createSerial()
  const early = createEarlyBatches(clock)
  const metrics = createMetrics({
    stagedBytes: () => folderSizeBytes(path.join(dataFolder, 'staging')),
    waitingBlobs: () => stores.waitingBlobs(),
    earlyCharacters: () => early.size(),
    feedSizes: createFeedSizes(stores.db),
  })
  const onBatch = createWatchBatches({ metrics, audit, clock })
  const received = { identity, store, cache, blobs: index, registry, clock, serial, early, onBatch }
  const write = createOwnOps({ key: identity.key, store, cache, clock })
  const issueReceipt = createIssueReceipt(store, identity, clock)
  const decide = createDecide({ cache, blobs: index, write, issueReceipt, clock, serial })
  const { authorityFolder } = options
  const documentTypes = await loadDocumentTypes(authorityFolder)
  const archive = {
    registry,
    cache,
    store,
    blobs,
    index,
    decide,
    write,
    serial,
    documentTypes,
    audit,
    clock,
    log,
  }
  const ownId = identity.key.stationId
  const desk = await openDesk({ ...archive, accounts, ownId, dataFolder, authorityFolder, sql: stores.db })
  // Before the database is closed, and after the last call has ended.
  http.addHook('onClose', () => desk.close())
  const exchange = createSyncCommune(received)
  const sync: SyncCommune = async (station, request) => {
    await desk.noteReach(station, request.vector)
    return exchange(station, request)
  }
  const finish = createFinishUpload({ staging, locks, blobs, index })
  const updates = path.join(dataFolder, 'updates')
  const bags = createBagOffice({ ...received, blobs, index, sync, staging, locks, finish, updates })

  const auth = createStationAuth(registry, addRequestLimits(http, { rates, clock }))
  const tus = createTusHandler({ staging, locks, log })
  addWatchRoutes(http, { metrics, token: metricsToken, ready: () => stores.ready(), log })
  addStationRoutes(http, { identity, registry, auth, sync, clock, audit, pins })
  addFileRoutes(http, { auth, staging, tus, finish, blobs, index, onStored: metrics.blobStored })
  addBlobRoute(http, { auth, blobs, index })
  await addConsoleRoutes(http, { ...desk, log, folders })
  return { metrics, bags }
}
