import { rm } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../server/store/database.ts'
import { sqliteDatabases, storeFolder } from '../../support/sql-databases.ts'
import { storeContracts } from './store-contracts.ts'

const databases = sqliteDatabases()
const folders: string[] = []

async function aFolder(): Promise<string> {
  const folder = await storeFolder()
  folders.push(folder)
  return folder
}

afterEach(async () => {
  await databases.closeAll()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describe('SQLite', () => {
  storeContracts(databases.open)

  test('only one process opens a data folder', async () => {
    const folder = await aFolder()
    const db = openDatabase(folder)

    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'in-use' }))
    db.close()
  })

  test('a database of a newer program is refused and left as it is', async () => {
    const folder = await aFolder()
    const first = openDatabase(folder)
    first.command('PRAGMA user_version = 99')([])
    first.close()

    expect(() => openDatabase(folder)).toThrow(expect.objectContaining({ code: 'newer-version' }))
  })
})
