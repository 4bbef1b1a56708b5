import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../server/store/database.ts'
import { createSqliteOpStore } from '../../../server/store/sqlite-op-store.ts'
import { newFolder } from '../../support/test-server.ts'
import { opStoreContract } from './op-store.contract.ts'

const opened: { folder: string; db: Database }[] = []

async function open() {
  const folder = await newFolder()
  const db = openDatabase(folder)
  opened.push({ folder, db })
  return createSqliteOpStore(db)
}

afterEach(async () => {
  for (const { folder, db } of opened.splice(0)) {
    db.close()
    await rm(folder, { recursive: true })
  }
})

describe('the op store in SQLite', () => {
  opStoreContract(open)

  test('only one process opens a data folder', async () => {
    const folder = await newFolder()
    const db = openDatabase(folder)
    opened.push({ folder, db })

    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'in-use' }))
  })

  test('a database of a newer program is refused and left as it is', async () => {
    const folder = await newFolder()
    const first = openDatabase(folder)
    first.command('PRAGMA user_version = 99')([])
    first.close()

    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'newer-version' }))
    await rm(folder, { recursive: true })
  })
})
