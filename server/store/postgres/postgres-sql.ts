import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { ServerProblem } from '../../problem.ts'
import type { SqlDatabase, SqlValue } from '../sql.ts'

/** What transactions that run one by one hold. Any number, always the same. */
const TURN_LOCK = 4_873_111
const DISK_FULL = '53100'
/** A text that PostgreSQL cannot hold, such as one with a zero byte. */
const BAD_TEXT = '22021'

interface Running {
  readonly client: PoolClient
  isOpen: boolean
}

/** The port over PostgreSQL: each transaction has a connection of its own, and others go on beside it. */
export function createPostgresSql(pool: Pool): SqlDatabase {
  const context = new AsyncLocalStorage<Running>()

  async function run(
    statement: Statement,
    values: readonly SqlValue[],
  ): Promise<{ rows: unknown[]; changes: number }> {
    const running = context.getStore()
    const on = running?.isOpen === true ? running.client : pool
    try {
      const { rows, rowCount } = await on.query({ ...statement, values: [...values] })
      return { rows, changes: rowCount ?? 0 }
    } catch (error) {
      throw translate(error)
    }
  }

  async function inside<T>(client: PoolClient, order: string, work: () => Promise<T>): Promise<T> {
    const running: Running = { client, isOpen: true }
    try {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
      if (order === 'one-by-one') await client.query('SELECT pg_advisory_xact_lock($1)', [TURN_LOCK])
      const result = await context.run(running, work)
      running.isOpen = false
      await client.query('COMMIT')
      return result
    } finally {
      running.isOpen = false
    }
  }

  return {
    query: (sql, row) => {
      const statement = statementOf(sql)
      const all = async (values: readonly SqlValue[]) =>
        (await run(statement, values)).rows.map((found) => row.parse(found))
      return { all, first: async (values) => (await all(values))[0] }
    },
    command: (sql) => {
      const statement = statementOf(sql)
      return async (values) => (await run(statement, values)).changes
    },
    transaction: async (work, order = 'one-by-one') => {
      if (context.getStore()?.isOpen === true) return work()
      const client = await pool.connect()
      try {
        const result = await inside(client, order, work)
        client.release()
        return result
      } catch (error) {
        // Where even that fails the connection is broken, and what was begun ends with it.
        const isBroken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        )
        client.release(isBroken)
        throw translate(error)
      }
    },
  }
}

interface Statement {
  /** Under which a connection keeps the statement prepared. */
  readonly name: string
  readonly text: string
}

/** No statement of ours has a question mark that stands for itself. */
function statementOf(sql: string): Statement {
  let place = 0
  const text = sql.replace(/\?(\d*)/g, (_, number: string) => {
    place += 1
    return `$${number === '' ? place : number}`
  })
  return { text, name: createHash('sha256').update(text).digest('hex').slice(0, 32) }
}

function translate(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === DISK_FULL) return new ServerProblem('quota', { cause: error })
  if (error.code === BAD_TEXT) return new ServerProblem('input', { cause: error })
  return error
}
