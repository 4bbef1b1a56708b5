import type * as z from 'zod'

export type SqlValue = string | number | null

export interface SqlQuery<R> {
  all(parameters: readonly SqlValue[]): Promise<readonly R[]>
  first(parameters: readonly SqlValue[]): Promise<R | undefined>
}

/**
 * `one-by-one`, where nothing is said: no other such transaction runs meanwhile, at any server of the database.
 * `by-row-locks`: beside others, where the rows that it changes first keep those apart that must not meet.
 */
export type TransactionOrder = 'one-by-one' | 'by-row-locks'

/**
 * One database over which tables are written once for SQLite and PostgreSQL. Statements keep to what both understand:
 * `?` (or `?1` and so on) for values, `ON CONFLICT`, `RETURNING`, names that are not lower case in double quotes
 * (`expires_at AS "expiresAt"`), numbers up to 2^53, `CAST (? AS BIGINT)` or `TEXT`
 * for a value in a list of results or before `IS NULL`.
 * Each statement outside a transaction is one of its own, durable on return.
 */
export interface SqlDatabase {
  query<R>(sql: string, row: z.ZodType<R>): SqlQuery<R>
  /** @returns a function that runs the statement and tells how many rows it changed */
  command(sql: string): (parameters: readonly SqlValue[]) => Promise<number>
  /**
   * All of `work` or nothing, durable on return. Statements of this database that `work` awaits belong to it; one transaction
   * inside another is part of it.
   */
  transaction<T>(work: () => Promise<T>, order?: TransactionOrder): Promise<T>
}
