import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../server/store/database.ts'
import { openPostgres } from '../../server/store/postgres/postgres-database.ts'
import { createPostgresSql } from '../../server/store/postgres/postgres-sql.ts'
import type { SqlDatabase } from '../../server/store/sql.ts'
import { createSqliteSql } from '../../server/store/sqlite/sqlite-sql.ts'
import type { PostgresCluster } from './postgres.ts'

export function storeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'hoso-store-'))
}

/** Opens databases for tests, each empty, and closes them all at the end of one. */
export interface TestDatabases {
  open(): Promise<SqlDatabase>
  closeAll(): Promise<void>
}

export function sqliteDatabases(): TestDatabases {
  return databases(async () => {
    const folder = await storeFolder()
    const db = openDatabase(folder)
    const close = async (): Promise<void> => {
      db.close()
      await rm(folder, { recursive: true })
    }
    return { sql: createSqliteSql(db), close }
  })
}

export function postgresDatabases(cluster: () => PostgresCluster): TestDatabases {
  return databases(async () => {
    const pool = await openPostgres(await cluster().newDatabase())
    return { sql: createPostgresSql(pool), close: () => pool.end() }
  })
}

function databases(
  openOne: () => Promise<{ readonly sql: SqlDatabase; readonly close: () => Promise<void> }>,
): TestDatabases {
  const opened: (() => Promise<void>)[] = []
  return {
    open: async () => {
      const { sql, close } = await openOne()
      opened.push(close)
      return sql
    },
    closeAll: async () => {
      for (const close of opened.splice(0)) await close()
    },
  }
}
