import { randomBytes } from 'node:crypto'
import { rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Problem, uploadId } from '../../../domain/sync/protocol.ts'
import { problemOf } from '../../../server/problem.ts'
import { type Database, openDatabase } from '../../../server/store/database.ts'
import { createSqlOpStore } from '../../../server/store/sql-op-store.ts'
import { createSqliteSql } from '../../../server/store/sqlite/sqlite-sql.ts'
import { storeFolder } from '../../support/sql-databases.ts'
import { removeServer, startServer, type TestServer } from '../../support/test-server.ts'
import { nameOf, type TestStation } from '../../support/test-station.ts'
import { aStation, checked } from './op-store.contract.ts'

const problem = async (response: Response) => Problem.parse(await response.json())

describe('a database without room', () => {
  let folder: string
  let db: Database
  beforeEach(async () => {
    folder = await storeFolder()
    db = openDatabase(folder)
  })
  afterEach(async () => {
    db.close()
    await rm(folder, { recursive: true })
  })

  /** No page more than there are now. */
  const fill = (): void => {
    db.query('PRAGMA max_page_count = 1', z.unknown()).all([])
  }
  const free = (): void => {
    db.query('PRAGMA max_page_count = 1000000', z.unknown()).all([])
  }

  test('[SV30] ops that find no room are refused as a quota, leave nothing, and are taken when there is room', async () => {
    const store = createSqlOpStore(createSqliteSql(db))
    const [small, large] = [aStation(2), aStation(400)]
    await store.append('A', [checked(small.batch())])
    fill()

    const error = await store.append('A', [checked(large.batch())]).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ code: 'SQLITE_FULL' })
    expect(problemOf(error)).toMatchObject({ status: 507, code: 'quota' })
    expect(await store.vector('A')).toEqual({ [small.origin]: 2 })
    expect(await store.feed('A', 0, 10)).toHaveLength(2)
    free()
    expect(await store.append('A', [checked(large.batch())])).toMatchObject([{ kind: 'taken' }])
  })

  test('[SV30] a transaction that SQLite rolled back by itself gives the error that made it so', () => {
    const insert = db.command('INSERT OR ROLLBACK INTO feeds VALUES (?, 0)')

    expect(() =>
      db.transaction(() => {
        insert(['A'])
        insert(['A'])
      }),
    ).toThrow(/UNIQUE/)

    expect(db.transaction(() => insert(['A']))).toBe(1)
  })
})

describe('a disk without room for uploads', () => {
  let server: TestServer
  let station: TestStation
  beforeEach(async () => {
    server = await startServer()
    station = await server.enrol()
  })
  afterEach(() => removeServer(server))

  const bytes = randomBytes(50_000)
  const sha = nameOf(bytes)

  // The device refuses every byte as a full disk does.
  test.runIf(process.platform === 'linux')(
    '[SV30] a piece that finds no room is told to, and everything else goes on',
    async () => {
      const file = path.join(server.dataFolder, 'staging', uploadId(station.id, sha))
      await station.create(sha, bytes.length)
      await rm(file)
      await symlink('/dev/full', file)

      expect(await problem(await station.patch(sha, 0, bytes))).toMatchObject({ status: 507, code: 'quota' })

      const other = randomBytes(1000)
      expect(await station.upload(other)).toBe(nameOf(other))
      expect((await station.hello()).protocol).toEqual({ min: 1, max: 1 })
      await rm(file)
      await server.staging.remove(uploadId(station.id, sha))
      expect(await station.upload(bytes)).toBe(sha)
    },
  )
})
