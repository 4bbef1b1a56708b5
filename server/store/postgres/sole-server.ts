import { Client } from 'pg'
import { Fault } from '../../../domain/fault.ts'
import { connectionTo } from './postgres-database.ts'

/** Held by the server that works on the database. Any number, always the same. */
const SERVER_LOCK = 4_873_112

/** The right to work on a database, as long as the connection lasts that holds it. */
export interface SoleServer {
  /** Takes the right again where the connection broke. @throws Fault 'in-use' where another server has it by now */
  check(): Promise<void>
  end(): Promise<void>
}

/**
 * A server hears of new ops from itself, so a second one on the same database would go on with an older state.
 * @param url as in `DATABASE_URL` @throws Fault 'in-use'
 */
export async function becomeSoleServer(url: string): Promise<SoleServer> {
  const held: { client: Client | null } = { client: null }
  const take = async (): Promise<void> => {
    const client = new Client(connectionTo(url))
    // Its end gives the lock back; the next check takes it again.
    client.on('error', () => {
      held.client = null
    })
    await client.connect()
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
      SERVER_LOCK,
    ])
    if (rows[0]?.taken !== true) {
      await client.end()
      throw new Fault('in-use', 'another server works on this database')
    }
    held.client = client
  }
  await take()
  return {
    check: async () => {
      if (held.client === null) await take()
    },
    end: async () => {
      await held.client?.end()
      held.client = null
    },
  }
}
