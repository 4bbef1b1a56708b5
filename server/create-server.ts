import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Accounts, openAccounts } from './accounts/accounts.ts'
import { createDecide } from './archive/decide.ts'
import { createOwnOps } from './archive/own-ops.ts'
import { createIssueReceipt } from './archive/receipts.ts'
import { loadDocumentTypes } from './document-types.ts'
import { openIdentity, type ServerIdentity } from './identity/server-identity.ts'
import type { Log } from './log.ts'
import { createSyncCommune } from './receive/sync-commune.ts'
import { createSerial } from './serial.ts'
import { createRecordCache } from './state/commune-records.ts'
import { createSqliteBlobIndex } from './store/blob-index.ts'
import { type Database, openDatabase } from './store/database.ts'
import { makeFolderDurably } from './store/durable-file.ts'
import { createFileBlobStore } from './store/file-blob-store.ts'
import { createSqliteRegistry, type Registry, renewIncarnations } from './store/registry.ts'
import { createSqliteOpStore } from './store/sqlite-op-store.ts'
import { createFinishUpload } from './uploads/finish.ts'
import { openStaging, type Staging } from './uploads/staging.ts'
import { createUploadLocks } from './uploads/upload-locks.ts'
import { addBlobRoute } from './web/blob-route.ts'
import { addConsoleRoutes, type ServedFolder } from './web/console-routes.ts'
import { addFileRoutes } from './web/file-routes.ts'
import { createHttp } from './web/http.ts'
import { createStationAuth } from './web/station-auth.ts'
import { addStationRoutes } from './web/station-routes.ts'
import { createTusHandler } from './web/tus.ts'

const SWEEP_EVERY_MS = 86_400_000
/** Requests in progress get so long to end when the server is stopped. */
const CLOSE_MS = 10_000
const CLOSE_IDLE_EVERY_MS = 50

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
}

/** The province server, ready to listen. */
export interface ProvinceServer {
  readonly http: FastifyInstance
  readonly registry: Registry
  readonly accounts: Accounts
  readonly staging: Staging
  close(): Promise<void>
}

/** Opens the data folder, made where it is missing. @throws Fault 'in-use', 'newer-version', 'damaged' */
export async function createServer(options: ServerOptions): Promise<ProvinceServer> {
  const { dataFolder, clock, isRestored = false } = options
  await makeFolderDurably(dataFolder)
  const db = openDatabase(dataFolder)
  try {
    const identity = await openIdentity(dataFolder, isRestored)
    if (isRestored) renewIncarnations(db, clock())
    return await compose(options, db, identity)
  } catch (error) {
    db.close()
    throw error
  }
}

async function compose(
  options: ServerOptions,
  db: Database,
  identity: ServerIdentity,
): Promise<ProvinceServer> {
  const { dataFolder, clock, log } = options
  const store = createSqliteOpStore(db)
  const index = createSqliteBlobIndex(db)
  const registry = createSqliteRegistry(db, clock)
  const accounts = await openAccounts(db, clock)
  const blobs = createFileBlobStore(path.join(dataFolder, 'blobs'))
  const locks = createUploadLocks()
  const staging = await openStaging(path.join(dataFolder, 'staging'), locks)
  const documentTypes = await loadDocumentTypes(options.authorityFolder)

  const cache = createRecordCache(store)
  const serial = createSerial()
  const write = createOwnOps({ key: identity.key, store, cache, clock })
  const issueReceipt = createIssueReceipt(store, identity, clock)
  const decide = createDecide({ cache, blobs: index, write, issueReceipt, clock, serial })
  const sync = createSyncCommune({ identity, store, cache, blobs: index, registry, clock, serial })
  const finish = createFinishUpload({ staging, locks, blobs, index })

  const http = await createHttp(log)
  const auth = createStationAuth(registry)
  const tus = createTusHandler({ staging, locks, log })
  http.get('/healthz', async () => ({ isUp: true }))
  addStationRoutes(http, { identity, registry, auth, sync, clock })
  addFileRoutes(http, { auth, staging, tus, finish, blobs, index })
  addBlobRoute(http, { auth, blobs, index })
  const { folders } = options
  const desk = { accounts, registry, cache, store, blobs, index, decide, documentTypes }
  await addConsoleRoutes(http, { ...desk, log, folders })

  const stopSweeping = startSweeping(staging, { clock, log })
  return {
    http,
    registry,
    accounts,
    staging,
    close: async () => {
      stopSweeping()
      await closeHttp(http)
      db.close()
    },
  }
}

/** Lets requests in progress end, but no connection that is kept alive hold up the stop. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const idle = setInterval(() => {
    http.server.closeIdleConnections()
  }, CLOSE_IDLE_EVERY_MS)
  const force = setTimeout(() => {
    http.server.closeAllConnections()
  }, CLOSE_MS)
  await http.close()
  clearInterval(idle)
  clearTimeout(force)
}

function startSweeping(
  staging: Staging,
  { clock, log }: { readonly clock: () => number; readonly log: Log },
): () => void {
  const sweep = (): void => {
    staging.sweep(clock()).then(
      (dropped) => {
        if (dropped > 0) log.info('forgotten uploads dropped', { dropped })
      },
      (error: unknown) => {
        log.failure('sweep failed', error)
      },
    )
  }
  sweep()
  const timer = setInterval(sweep, SWEEP_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
  }
}
