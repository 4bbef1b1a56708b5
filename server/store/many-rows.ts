import type { SqlDatabase, SqlValue } from './sql.ts'

/** How many rows one statement takes; what is left over goes by smaller ones. A batch of the line is 50 ops or so. */
const SIZES: readonly number[] = [50, 10, 1]

/** How one row goes into a table. */
interface Insertion {
  readonly table: string
  /** In the order of the values. */
  readonly columns: readonly string[]
  /** What follows the values, such as what is done where a row is there. */
  readonly onConflict?: string
}

/** Inserts rows by as few statements as the prepared ones allow. */
export function createInsertMany(
  db: SqlDatabase,
  { table, columns, onConflict = '' }: Insertion,
): (rows: readonly (readonly SqlValue[])[]) => Promise<void> {
  const row = placesOf(columns.length)
  const statements = SIZES.map((size) => ({
    size,
    insert: db.command(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${repeated(row, size)} ${onConflict}`,
    ),
  }))
  return async (rows) => {
    let start = 0
    for (const { size, insert } of statements) {
      for (; rows.length - start >= size; start += size) await insert(rows.slice(start, start + size).flat())
    }
  }
}

/** `(?, ?, ?)` */
export function placesOf(count: number): string {
  return `(${repeated('?', count)})`
}

function repeated(text: string, count: number): string {
  return Array.from({ length: count }, () => text).join(', ')
}

/** Pieces of `size` names, the last filled up with empty ones, which name nothing: for a statement of fixed places. */
export function piecesOf(names: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, piece) =>
    Array.from({ length: size }, (_place, place) => names[piece * size + place] ?? ''),
  )
}
