import { rmSync } from 'node:fs'
import Libsql from 'libsql'
import { z } from 'zod'
import { Fault } from '../../../domain/fault.ts'
import { systemCode } from '../files/files.ts'

/** Changes whenever the tables or the folding of text do; another version is thrown away and made again. */
const VERSION = 1

/*
 * Each page is a row of full text; the fields and the code of its document stand beside it, so that a search may mix
 * words of the page with words of its description. The tokenizer removes no marks itself: it would leave đ as it is.
 */
const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  CREATE TABLE entry (document TEXT PRIMARY KEY, case_file TEXT, code TEXT NOT NULL, fields TEXT NOT NULL);
  CREATE TABLE page (id INTEGER PRIMARY KEY, document TEXT NOT NULL, page INTEGER NOT NULL, text TEXT NOT NULL);
  CREATE INDEX page_of_document ON page (document);
  CREATE VIRTUAL TABLE page_text USING fts5 (
    exact, folded, fields, code,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
  );
  PRAGMA user_version = ${VERSION};
`

type SqlValue = string | number | null

export interface IndexDatabase {
  all<R>(row: z.ZodType<R>, sql: string, values?: readonly SqlValue[]): readonly R[]
  /** One statement with values, or any number without. */
  run(sql: string, values?: readonly SqlValue[]): void
  /** All of `work` or nothing; it is synchronous, so nothing comes in between. */
  transaction(work: () => void): void
  close(): void
}

/**
 * Runs work on the database of the index. One that is missing, of another version or damaged, also when it shows only
 * now, is made anew, empty, and the work is done on that.
 */
export interface IndexHost {
  use<T>(work: (database: IndexDatabase) => T): T
  close(): void
}

export function openIndexHost(path: string, key: Uint8Array, onMade: () => void): IndexHost {
  const make = (): IndexDatabase => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true })
    const made = openFile(path, key)
    made.run(SCHEMA)
    onMade()
    return made
  }
  let database = reopen(path, key) ?? make()
  return {
    use: (work) => {
      try {
        return work(database)
      } catch (error) {
        if (!isDamage(error)) throw translate(error)
        database.close()
        database = make()
        return work(database)
      }
    },
    close: () => {
      try {
        // The package leaves a journal of full size behind otherwise.
        database.run('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // The journal stays beside the database then, and the next start goes on with both, or anew.
        if (!isDamage(error) && !isFull(error)) throw error
      } finally {
        database.close()
      }
    },
  }
}

/** Null where there is no index that this program can go on with. */
function reopen(path: string, key: Uint8Array): IndexDatabase | null {
  let database: IndexDatabase | null = null
  try {
    database = openFile(path, key)
    const [row] = database.all(z.object({ user_version: z.number() }), 'PRAGMA user_version')
    if (row?.user_version === VERSION) return database
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  database?.close()
  return null
}

function openFile(path: string, key: Uint8Array): IndexDatabase {
  // The package reads the key from its options, though its types do not say so.
  const options = { encryptionKey: Buffer.from(key).toString('base64') } as Libsql.Options
  const sqlite = new Libsql(path, options)
  try {
    // Nothing of the text may reach the disk in clear, not even for sorting.
    sqlite.exec('PRAGMA temp_store = MEMORY')
    sqlite.exec('PRAGMA journal_mode = WAL')
    sqlite.exec('PRAGMA synchronous = NORMAL')
  } catch (error) {
    sqlite.close()
    throw error
  }
  return {
    all: (row, sql, values = []) => z.array(row).parse(sqlite.prepare(sql).all(...values)),
    run: (sql, values) => {
      if (values === undefined) sqlite.exec(sql)
      else sqlite.prepare(sql).run(...values)
    },
    transaction: (work) => {
      sqlite.transaction(work)()
    },
    close: () => sqlite.close(),
  }
}

function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(systemCode(error) ?? '')
}

function isFull(error: unknown): boolean {
  return systemCode(error) === 'SQLITE_FULL'
}

function translate(error: unknown): unknown {
  if (!isFull(error)) return error
  return new Fault('disk-full', 'no room for the search index', { cause: error })
}
