import {
  type EncryptedDatabase,
  isDatabaseDamage,
  openEncryptedDatabase,
} from '../ledger/encrypted-database.ts'

/** Tables that SQLite checks at once; the two others are too large for that. */
const CHECKED_WHOLE = ['meta', 'facets', 'case_file', 'doc', 'word', 'page_text_idx', 'page_text_config']
/** They are read row by row instead, so that the check can be left at any time. */
const CHECKED_BY_ROWS = ['page_text_data', 'page_text_docsize'] as const
const ROWS_AT_ONCE = 1000

/**
 * Reads the whole database; false where SQLite finds anything wrong with it, null where it was stopped. Nobody may end
 * the thread meanwhile: the package takes the process with it when its thread is ended within a call.
 */
export function isWhole(path: string, key: Uint8Array, isStopped: () => boolean): boolean | null {
  let database: EncryptedDatabase | null = null
  try {
    database = openEncryptedDatabase(path, key)
    for (const table of CHECKED_WHOLE) {
      if (isStopped()) return null
      const rows = database.all(`PRAGMA quick_check(${table})`)
      if (rows.length !== 1 || Object.values(rows[0] ?? {})[0] !== 'ok') return false
    }
    for (const table of CHECKED_BY_ROWS) if (!readRows(database, table, isStopped)) return null
    return true
  } catch (error) {
    if (isDatabaseDamage(error)) return false
    throw error
  } finally {
    database?.close()
  }
}

const CONTENT: Readonly<Record<(typeof CHECKED_BY_ROWS)[number], string>> = {
  page_text_data: 'block',
  page_text_docsize: 'sz',
}

/** @returns false where it was stopped */
function readRows(
  database: EncryptedDatabase,
  table: (typeof CHECKED_BY_ROWS)[number],
  isStopped: () => boolean,
): boolean {
  // The last byte of a value is only there when all before it was read.
  const sql = `SELECT count(*) AS rows, max(id) AS last, max(hex(substr(content, -1))) AS byte FROM (
    SELECT id, ${CONTENT[table]} AS content FROM ${table} WHERE id > CAST(? AS INT) ORDER BY id LIMIT ${ROWS_AT_ONCE})`
  let after = -1
  while (!isStopped()) {
    const [read] = database.all(sql, [after])
    if (read === undefined || Number(read['rows']) < ROWS_AT_ONCE) return true
    after = Number(read['last'])
  }
  return false
}
