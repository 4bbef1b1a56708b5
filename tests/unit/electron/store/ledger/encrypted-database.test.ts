import path from 'node:path'
import { expect, test } from 'vitest'
import {
  isDatabaseFull,
  openEncryptedDatabase,
} from '../../../../../electron/store/ledger/encrypted-database.ts'
import { temporaryFolder } from '../../../../support/test-vault.ts'

const ROWS = 200

test('[CA9] a transaction that finds no room tells so and leaves nothing of itself', async () => {
  const database = openEncryptedDatabase(
    path.join(await temporaryFolder(), 'full.sqlite'),
    new Uint8Array(32),
  )
  database.script('CREATE TABLE held (text TEXT)')
  database.script('PRAGMA max_page_count = 10')

  const error = thrownBy(() =>
    database.transaction(() => {
      for (let row = 0; row < ROWS; row += 1) database.run('INSERT INTO held VALUES (?)', ['x'.repeat(1000)])
    }),
  )

  expect(isDatabaseFull(error)).toBe(true)
  expect(database.all('SELECT count(*) AS rows FROM held')).toEqual([{ rows: 0 }])
  database.transaction(() => database.run('INSERT INTO held VALUES (?)', ['y']))
  expect(database.all('SELECT text FROM held')).toEqual([{ text: 'y' }])
  database.close()
})

test('[CA9] a transaction that SQLite rolled back by itself gives the error that made it so', async () => {
  const database = openEncryptedDatabase(
    path.join(await temporaryFolder(), 'rolled.sqlite'),
    new Uint8Array(32),
  )
  database.script('CREATE TABLE held (text TEXT UNIQUE)')

  const error = thrownBy(() =>
    database.transaction(() => {
      database.run('INSERT INTO held VALUES (?)', ['a'])
      database.run('INSERT OR ROLLBACK INTO held VALUES (?)', ['a'])
    }),
  )

  expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' })
  expect(database.all('SELECT count(*) AS rows FROM held')).toEqual([{ rows: 0 }])
  database.close()
})

function thrownBy(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
