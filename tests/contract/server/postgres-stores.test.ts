import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../../server/store/postgres/postgres-database.ts'
import { createPostgresSql } from '../../../server/store/postgres/postgres-sql.ts'
import { createSqlOpStore } from '../../../server/store/sql-op-store.ts'
import { findPostgres, type PostgresCluster, startPostgres } from '../../support/postgres.ts'
import { postgresDatabases } from '../../support/sql-databases.ts'
import { aStation, checked } from './op-store.contract.ts'
import { storeContracts } from './store-contracts.ts'

const programs = findPostgres()
const held: { cluster: PostgresCluster | null } = { cluster: null }

function cluster(): PostgresCluster {
  if (held.cluster === null) throw new Error('PostgreSQL does not run')
  return held.cluster
}
const databases = postgresDatabases(cluster)

beforeAll(async () => {
  if (programs !== null) held.cluster = await startPostgres(programs)
})
afterEach(() => databases.closeAll())
afterAll(async () => {
  await held.cluster?.stop()
})

describe.runIf(programs !== null)('PostgreSQL', () => {
  storeContracts(databases.open)

  test('[SV33] servers that start at the same moment make the tables once', async () => {
    const url = await cluster().newDatabase()

    const pools = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url)))

    for (const pool of pools) {
      expect((await pool.query('SELECT count(*) AS rows FROM schema_version')).rows).toEqual([{ rows: 1 }])
      await pool.end()
    }
  })

  test('[SV32] what was acknowledged survives a kill in the middle, and the same stores go on', async () => {
    const store = createSqlOpStore(await databases.open())
    const stations = Array.from({ length: 6 }, () => aStation(40))
    const acked = new Map<string, number>()
    const write = async (station: (typeof stations)[number]): Promise<void> => {
      for (let from = 1; from <= 40; from += 5) {
        await store.append('A', [checked(station.batch(from, from + 4))])
        acked.set(station.origin, from + 4)
      }
    }
    const writing = Promise.allSettled(stations.map(write))
    await expect.poll(() => acked.size, { timeout: 60_000 }).toBeGreaterThan(2)

    await cluster().crash()
    await writing

    const vector = await store.vector('A')
    for (const [origin, n] of acked) expect(vector[origin] ?? 0).toBeGreaterThanOrEqual(n)
    // As stations do: whatever was not acknowledged comes again from the start.
    for (const station of stations) await store.append('A', [checked(station.batch())])
    const feed = await store.feed('A', 0, 1000)
    expect(feed.map(({ seq }) => seq)).toEqual(Array.from({ length: 240 }, (_, index) => index + 1))
  })

  test('[SV27] two servers on one database write one feed without a gap', async () => {
    const url = await cluster().newDatabase()
    const pools = await Promise.all([openPostgres(url), openPostgres(url)])
    const servers = pools.map((pool) => createSqlOpStore(createPostgresSql(pool)))
    const stations = Array.from({ length: 10 }, () => aStation(9))

    await Promise.all(
      stations.flatMap((station) =>
        servers.map((server) => server.append('A', [checked(station.batch(1, 9))])),
      ),
    )

    const feed = (await servers[0]?.feed('A', 0, 1000)) ?? []
    expect(feed.map(({ seq }) => seq)).toEqual(Array.from({ length: 90 }, (_, index) => index + 1))
    for (const pool of pools) await pool.end()
  })

  test('a database of a newer program is refused and left as it is', async () => {
    const url = await cluster().newDatabase()
    const pool = await openPostgres(url)
    await pool.query('UPDATE schema_version SET version = 99')
    await pool.end()

    await expect(openPostgres(url)).rejects.toMatchObject({ code: 'newer-version' })
  })
})
