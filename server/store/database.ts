import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import type * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import { migrations } from './schema.ts'
import type { SqlValue } from './sql.ts'

const COPY_RETRY_MS = 5

type Parameters = readonly SqlValue[]

export interface Query<R> {
  all(parameters: Parameters): readonly R[]
  first(parameters: Parameters): R | undefined
}

/** SQLite in one file, durable at each commit. */
export interface Database {
  query<R>(sql: string, row: z.ZodType<R>): Query<R>
  /** @returns a function that runs the statement and tells how many rows it changed */
  command(sql: string): (parameters: Parameters) => number
  /** All of `work` or nothing. `work` is synchronous, so nothing comes in between. */
  transaction<T>(work: () => T): T
  /** Begins a transaction that its holder ends; until then every statement of this database is part of it. */
  begin(): OpenTransaction
  /** Is one open? Not any more where SQLite rolled it back by itself. */
  inTransaction(): boolean
  /** Writes all that is committed to a new file, at once: nothing else happens meanwhile. */
  copyTo(file: string): Promise<void>
  close(): void
}

export interface OpenTransaction {
  commit(): void
  /** Nothing where SQLite rolled back by itself, as it does on a full disk. */
  rollBack(): void
}

/**
 * Opens or makes `server.sqlite` in the data folder; no other process may have it open (I23).
 * @throws Fault 'in-use', 'newer-version'
 */
export function openDatabase(dataFolder: string): Database {
  const sqlite = new Libsql(path.join(dataFolder, 'server.sqlite'))
  try {
    // The lock is the operating system's, so a killed server leaves none behind.
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE')
    sqlite.exec('PRAGMA journal_mode = WAL')
    // NORMAL would lose the last commits at a power cut; they were acknowledged.
    sqlite.exec('PRAGMA synchronous = FULL')
    sqlite.exec('PRAGMA foreign_keys = ON')
    migrate(sqlite)
  } catch (error) {
    sqlite.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      throw new Fault('in-use', 'another server has this data folder open', { cause: error })
    }
    throw error
  }
  return wrap(sqlite)
}

function migrate(sqlite: Libsql.Database): void {
  // The pragma answers one row of this shape.
  const rows = sqlite.pragma('user_version') as readonly { readonly user_version: number }[]
  const version = rows[0]?.user_version ?? 0
  if (version > migrations.length) throw new Fault('newer-version', `the database has version ${version}`)
  transact(sqlite, () => {
    for (const script of migrations.slice(version)) sqlite.exec(script)
    sqlite.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}

/**
 * The package's own `transaction` always rolls back after an error. A full disk makes SQLite do so by itself, and the second
 * rollback would hide the cause.
 */
function begin(sqlite: Libsql.Database): OpenTransaction {
  sqlite.exec('BEGIN IMMEDIATE')
  return {
    commit: () => {
      sqlite.exec('COMMIT')
    },
    rollBack: () => {
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    },
  }
}

function transact<T>(sqlite: Libsql.Database, work: () => T): T {
  const open = begin(sqlite)
  try {
    const result = work()
    open.commit()
    return result
  } catch (error) {
    open.rollBack()
    throw error
  }
}

function wrap(sqlite: Libsql.Database): Database {
  return {
    query: (sql, row) => {
      const statement = sqlite.prepare<[Parameters]>(sql)
      return {
        all: (parameters) => statement.all(parameters).map((found) => row.parse(found)),
        first: (parameters) => {
          const found = statement.get(parameters)
          return found === undefined ? undefined : row.parse(found)
        },
      }
    },
    command: (sql) => {
      const statement = sqlite.prepare<[Parameters]>(sql)
      return (parameters) => statement.run(parameters).changes
    },
    transaction: (work) => transact(sqlite, work),
    begin: () => begin(sqlite),
    inTransaction: () => sqlite.inTransaction,
    copyTo: async (file) => {
      // SQLite copies no database within a transaction; whoever has one open ends it soon.
      while (sqlite.inTransaction) await setTimeout(COPY_RETRY_MS)
      sqlite.prepare('VACUUM INTO ?').run([file])
    },
    close: () => {
      // The library keeps the file open until its statements are collected, so the lock is given up here; and what
      // is left is one file, which is easy to copy.
      sqlite.exec('PRAGMA journal_mode = DELETE')
      sqlite.exec('PRAGMA locking_mode = NORMAL')
      sqlite.exec('SELECT count(*) FROM sqlite_schema')
      sqlite.close()
    },
  }
}
