import { describe } from 'vitest'
import { createBlobIndex } from '../../../server/store/blob-index.ts'
import type { SqlDatabase } from '../../../server/store/sql.ts'
import { createSqlOpStore } from '../../../server/store/sql-op-store.ts'
import { accountsContract } from './accounts.contract.ts'
import { auditLogContract } from './audit-log.contract.ts'
import { blobIndexContract } from './blob-index.contract.ts'
import { opFeedContract } from './op-feed.contract.ts'
import { opStoreContract } from './op-store.contract.ts'
import { registryContract } from './registry.contract.ts'
import { sqlContract } from './sql.contract.ts'

/** Every port that is kept in a database, on one kind of it. @param open an empty database for each test */
export function storeContracts(open: () => Promise<SqlDatabase>): void {
  describe('the database', () => {
    sqlContract(open)
  })
  describe('the op store', () => {
    opStoreContract(async () => createSqlOpStore(await open()))
    opFeedContract(async () => createSqlOpStore(await open()))
  })
  describe('the blob index', () => {
    blobIndexContract(async () => createBlobIndex(await open()))
  })
  describe('the registry', () => {
    registryContract(open)
  })
  describe('the accounts of the console', () => {
    accountsContract(open)
  })
  describe('the audit log', () => {
    auditLogContract(open)
  })
}
