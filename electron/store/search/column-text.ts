import type { SqlRow } from '../ledger/encrypted-database.ts'

/** The text of a column; bytes and nothing, where a damaged file gives them, are no text. */
export function columnText(row: SqlRow, name: string): string {
  const value = row[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
