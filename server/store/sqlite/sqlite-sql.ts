import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, OpenTransaction } from '../database.ts'
import type { SqlDatabase } from '../sql.ts'
import { createGroups } from './commit-groups.ts'

interface Running {
  readonly open: OpenTransaction
  readonly ended: Promise<void>
}

/**
 * The port over the one connection of SQLite: while a transaction waits for something, whatever does not belong to it waits
 * for its end, since it would become a part of it.
 */
export function createSqliteSql(db: Database): SqlDatabase {
  const context = new AsyncLocalStorage<Running>()
  const held: { running: Running | null } = { running: null }
  const isInside = (): boolean => held.running !== null && context.getStore() === held.running

  /** What has to end before the caller may go on; null where nothing does. */
  const ahead = (): Promise<void> | null =>
    held.running === null || context.getStore() === held.running ? null : held.running.ended

  /** Does `work` when the connection is free, at once where it is: nothing comes between the look and the work. */
  async function inTurn<T>(work: () => T): Promise<T> {
    for (let wait = ahead(); wait !== null; wait = ahead()) await wait
    return work()
  }

  function start(): { readonly running: Running; readonly end: () => void } {
    const open = db.begin()
    let end = (): void => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    held.running = { open, ended }
    return { running: held.running, end }
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const { running, end } = await inTurn(start)
    try {
      const result = await context.run(running, work)
      running.open.commit()
      return result
    } catch (error) {
      running.open.rollBack()
      throw error
    } finally {
      held.running = null
      end()
    }
  }

  const together = createGroups(db, alone)

  return {
    query: (sql, row) => {
      const query = db.query(sql, row)
      return {
        all: (parameters) => inTurn(() => query.all(parameters)),
        first: (parameters) => inTurn(() => query.first(parameters)),
      }
    },
    command: (sql) => {
      const run = db.command(sql)
      return (parameters) => inTurn(() => run(parameters))
    },
    transaction: (work, order = 'one-by-one') => {
      if (isInside()) return work()
      return order === 'by-row-locks' ? together(work) : alone(work)
    },
  }
}
