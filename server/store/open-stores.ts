import { randomInt } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'
import type { Log } from '../log.ts'
import { type BlobIndex, createBlobIndex } from './blob-index.ts'
import type { BlobStore } from './blob-store.ts'
import { openDatabase } from './database.ts'
import { createFileBlobStore } from './file-blob-store.ts'
import type { OpStore } from './op-store.ts'
import { openPostgres } from './postgres/postgres-database.ts'
import { createPostgresSql } from './postgres/postgres-sql.ts'
import { becomeSoleServer } from './postgres/sole-server.ts'
import { createRegistry, type Registry } from './registry.ts'
import { createS3BlobStore } from './s3/s3-blob-store.ts'
import { openS3Bucket } from './s3/s3-bucket.ts'
import type { SqlDatabase } from './sql.ts'
import { createSqlOpStore } from './sql-op-store.ts'
import { createSqliteSql } from './sqlite/sqlite-sql.ts'
import { readSettings, type StoreSettings } from './store-settings.ts'

const RANDOM_STEPS = 1_000_000

/** Everything that the server keeps, wherever it is kept. */
export interface Stores {
  readonly ops: OpStore
  readonly blobIndex: BlobIndex
  readonly registry: Registry
  readonly blobs: BlobStore
  /** For whatever else has tables: console accounts, the audit log. */
  readonly db: SqlDatabase
  /** Where things are kept, in a few words for the log; no address, no secret. */
  describe(): { readonly database: string; readonly blobs: string }
  /** Writes the database to a new file while others go on; null for one that is no file. */
  readonly copyDatabase: ((file: string) => Promise<void>) | null
  /** How many blobs wait on this machine for S3. */
  waitingBlobs(): Promise<number>
  /** @throws where the database or the blobs cannot be reached */
  ready(): Promise<void>
  close(): Promise<void>
}

interface StoreOptions {
  /** Made already, on a disk of this machine. */
  readonly dataFolder: string
  /** `DATABASE_URL` for PostgreSQL, `S3_*` for blobs in S3; without them SQLite and files in the data folder. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly log: Log
}

interface OpenedDatabase {
  readonly sql: SqlDatabase
  readonly name: string
  /** @throws Fault 'in-use' where another server has taken it meanwhile */
  check(): Promise<void>
  readonly copyTo: Stores['copyDatabase']
  close(): Promise<void>
}

interface OpenedBlobs {
  readonly store: BlobStore
  readonly name: string
  waiting(): Promise<number>
  reach(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the stores that the environment names. The data folder is locked in any case: what waits there for S3 and what is
 * being uploaded has one server (I23).
 * @throws Fault 'in-use', 'newer-version', and 'invalid-input' where a part of the S3 settings lacks
 */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { dataFolder, env, clock } = options
  const settings = readSettings(env)
  const database = await openSql(dataFolder, settings)
  const { sql } = database
  const blobs = openBlobs(options, settings)
  const ping = sql.query('SELECT 1 AS one', z.object({ one: z.int() }))
  return {
    ops: createSqlOpStore(sql),
    blobIndex: createBlobIndex(sql),
    registry: createRegistry(sql, clock),
    blobs: blobs.store,
    db: sql,
    copyDatabase: database.copyTo,
    describe: () => ({ database: database.name, blobs: blobs.name }),
    waitingBlobs: () => blobs.waiting(),
    ready: async () => {
      await ping.first([])
      await database.check()
      await blobs.reach()
    },
    close: async () => {
      await blobs.close()
      await database.close()
    },
  }
}

function openBlobs({ dataFolder, log }: StoreOptions, { s3 }: StoreSettings): OpenedBlobs {
  const local = createFileBlobStore(path.join(dataFolder, 'blobs'))
  const nothing = async (): Promise<void> => undefined
  if (s3 === null) {
    return { store: local, name: 'files', waiting: async () => 0, reach: nothing, close: nothing }
  }
  const bucket = openS3Bucket(s3)
  const store = createS3BlobStore({
    bucket,
    local,
    random: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS,
    report: (state, error) => {
      if (error === undefined) log.info(`S3 ${state}`)
      else log.failure(`S3 ${state}`, error)
    },
  })
  // What waited when the last server ended. It never fails: what S3 does not take goes on waiting.
  void store.drain()
  const { waiting, close } = store
  return { store, name: 'S3', waiting, reach: () => bucket.reach(), close }
}

async function openSql(dataFolder: string, { databaseUrl }: StoreSettings): Promise<OpenedDatabase> {
  const sqlite = openDatabase(dataFolder)
  if (databaseUrl === null) {
    return {
      sql: createSqliteSql(sqlite),
      name: 'SQLite',
      check: async () => undefined,
      copyTo: (file) => sqlite.copyTo(file),
      close: async () => sqlite.close(),
    }
  }
  try {
    const opened = await openOnPostgres(databaseUrl)
    const close = async (): Promise<void> => {
      await opened.close()
      sqlite.close()
    }
    return { ...opened, close }
  } catch (error) {
    sqlite.close()
    throw error
  }
}

async function openOnPostgres(url: string): Promise<OpenedDatabase> {
  const { check, end } = await becomeSoleServer(url)
  const pool = await openPostgres(url).catch(async (error: unknown) => {
    await end()
    throw error
  })
  const close = async (): Promise<void> => {
    await pool.end()
    await end()
  }
  return { sql: createPostgresSql(pool), name: 'PostgreSQL', check, copyTo: null, close }
}
