import { rmSync } from 'node:fs'
import Libsql from 'libsql'
import { Fault } from '../../../domain/fault.ts'
import { systemCode } from '../files/files.ts'

export type SqlValue = string | number | null | Uint8Array
export type SqlRow = Readonly<Record<string, string | number | null | ArrayBuffer>>

/** A SQLite file whose pages are encrypted. Everything is synchronous; statements are prepared once. */
export interface EncryptedDatabase {
  all(sql: string, values?: readonly SqlValue[]): readonly SqlRow[]
  run(sql: string, values?: readonly SqlValue[]): void
  /** Any number of statements without values. */
  script(sql: string): void
  /** All of `work` or nothing. */
  transaction<T>(work: () => T): T
  close(): void
}

/** Page cache of one database. */
const CACHE_KIB = 32_768

export function openEncryptedDatabase(path: string, key: Uint8Array): EncryptedDatabase {
  // The package reads the key from its options, though its types do not say so.
  const options = { encryptionKey: Buffer.from(key).toString('base64') } as Libsql.Options
  const sqlite = new Libsql(path, options)
  try {
    // Nothing may reach the disk in clear, not even for sorting.
    sqlite.exec('PRAGMA temp_store = MEMORY')
    sqlite.exec('PRAGMA journal_mode = WAL')
    // A power cut may take back the last transactions, never half of one: what is here can be made again.
    sqlite.exec('PRAGMA synchronous = NORMAL')
    sqlite.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
  } catch (error) {
    sqlite.close()
    throw error
  }
  const prepared = new Map<string, Libsql.Statement>()
  const statement = (sql: string): Libsql.Statement => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  return {
    // The package gives each row as an object of column values.
    all: (sql, values = []) => statement(sql).all(...values) as SqlRow[],
    run: (sql, values = []) => {
      statement(sql).run(...values)
    },
    script: (sql) => {
      sqlite.exec(sql)
    },
    transaction: (work) => transact(sqlite, work),
    close: () => {
      prepared.clear()
      sqlite.close()
    },
  }
}

/**
 * The package's own `transaction` always rolls back after an error. A full disk makes SQLite do so by itself, and the second
 * rollback would hide from the caller why the first was needed.
 */
function transact<T>(sqlite: Libsql.Database, work: () => T): T {
  sqlite.exec('BEGIN')
  try {
    const result = work()
    sqlite.exec('COMMIT')
    return result
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
}

/** A column that holds text; empty where it holds none. */
export function textIn(row: SqlRow, name: string): string {
  const value = row[name]
  return typeof value === 'string' ? value : ''
}

/** Opens a database that is there and has this `user_version`; null where there is none that this program can go on with. */
export function reopenEncryptedDatabase(
  path: string,
  key: Uint8Array,
  version: number,
): EncryptedDatabase | null {
  let database: EncryptedDatabase | null = null
  try {
    database = openEncryptedDatabase(path, key)
    const [row] = database.all('PRAGMA user_version')
    if (row?.['user_version'] === version) return database
  } catch (error) {
    if (!isDatabaseDamage(error)) throw error
  }
  database?.close()
  return null
}

/** Makes an empty database in the place of whatever is there. */
export function makeEncryptedDatabase(path: string, key: Uint8Array, schema: string): EncryptedDatabase {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
  const made = openEncryptedDatabase(path, key)
  made.script(schema)
  return made
}

/** Is this SQLite saying that the file is not what it was? */
export function isDatabaseDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(systemCode(error) ?? '')
}

export function isDatabaseFull(error: unknown): boolean {
  return systemCode(error) === 'SQLITE_FULL'
}

/** The Fault that an error of SQLite stands for, or the error itself. */
export function translateDatabaseError(error: unknown): unknown {
  return isDatabaseFull(error)
    ? new Fault('disk-full', 'no room for a database of the vault', { cause: error })
    : error
}
