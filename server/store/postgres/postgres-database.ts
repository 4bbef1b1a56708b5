import { type ClientConfig, Pool, type PoolClient, types } from 'pg'
import { Fault } from '../../../domain/fault.ts'
import { postgresMigrations } from './schema.ts'

/** More at once gain nothing while the server has one process, and other servers want theirs. */
const MOST_CONNECTIONS = 10
/** For a connection to come free or be made; many may wait for the same commune. */
const CONNECT_MS = 30_000
const STATEMENT_MS = 60_000
const IDLE_IN_TRANSACTION_MS = 60_000
/** Held while the tables are brought up to date, so that two servers that start do not meet. Any number, always the same. */
const MIGRATION_LOCK = 4_873_110
const INT8_OID = 20
/** Of what PostgreSQL reads at the start of a connection; an acknowledged commit is on the disk whatever its own file says. */
const SETTINGS = '-c synchronous_commit=on -c client_encoding=UTF8'

/** Of every connection of a server. @param url as in `DATABASE_URL` */
export function connectionTo(url: string): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'hoso',
  }
}

/**
 * Connections to the database, with its tables brought up to date. A connection that breaks is replaced when it is needed.
 * @param url as in `DATABASE_URL` @throws Fault 'newer-version'
 */
export async function openPostgres(url: string): Promise<Pool> {
  const pool = new Pool({
    ...connectionTo(url),
    max: MOST_CONNECTIONS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    options: SETTINGS,
    types: { getTypeParser: parserOf },
  })
  // An idle connection that breaks is dropped by the pool; whoever asks next gets a new one, or the error.
  pool.on('error', () => undefined)
  // One that breaks between two statements of a transaction fails the next of them; nobody else is to be told.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  try {
    await migrate(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return pool
}

/** Counts and times are numbers here; none goes beyond 2^53. */
function parserOf(oid: number): (text: string) => unknown {
  if (oid === INT8_OID) return Number
  // Its types say `any`; each is a function that reads one text.
  return types.getTypeParser(oid) as (text: string) => unknown
}

async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('BEGIN')
    await bringUpToDate(client)
    await client.query('COMMIT')
  } finally {
    // Ends the connection, and so gives back the lock and whatever was begun.
    client.release(true)
  }
}

async function bringUpToDate(client: PoolClient): Promise<void> {
  await client.query('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)')
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_version')
  const version = rows[0]?.version ?? 0
  if (version > postgresMigrations.length) {
    throw new Fault('newer-version', `the database has version ${version}`)
  }
  for (const script of postgresMigrations.slice(version)) await client.query(script)
  await client.query('DELETE FROM schema_version')
  await client.query('INSERT INTO schema_version VALUES ($1)', [postgresMigrations.length])
}
