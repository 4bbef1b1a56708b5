import {
  type EncryptedDatabase,
  isDatabaseDamage,
  isDatabaseFull,
  makeEncryptedDatabase,
  reopenEncryptedDatabase,
  translateDatabaseError,
} from '../ledger/encrypted-database.ts'
import { INDEX_SCHEMA, INDEX_VERSION } from './index-schema.ts'

/**
 * Runs work on the database of the index. One that is missing, of another version or damaged, also when it shows only
 * now, is made anew, empty, and the work is done on that.
 */
export interface IndexHost {
  use<T>(work: (database: EncryptedDatabase) => T): T
  /** Throws the database away and makes an empty one. */
  makeAnew(): void
  close(): void
}

export function openIndexHost(
  path: string,
  key: Uint8Array,
  onMade: (database: EncryptedDatabase) => void,
): IndexHost {
  const make = (): EncryptedDatabase => {
    const made = makeEncryptedDatabase(path, key, INDEX_SCHEMA)
    onMade(made)
    return made
  }
  let database = reopenEncryptedDatabase(path, key, INDEX_VERSION) ?? make()
  const makeAnew = (): void => {
    database.close()
    database = make()
  }
  return {
    makeAnew,
    use: (work) => {
      try {
        return work(database)
      } catch (error) {
        if (!isDatabaseDamage(error)) throw translateDatabaseError(error)
        makeAnew()
        return work(database)
      }
    },
    close: () => {
      try {
        // The package leaves a journal of full size behind otherwise.
        database.script('PRAGMA wal_checkpoint(TRUNCATE)')
      } catch (error) {
        // The journal stays beside the database then, and the next start goes on with both, or anew.
        if (!isDatabaseDamage(error) && !isDatabaseFull(error)) throw error
      } finally {
        database.close()
      }
    },
  }
}
