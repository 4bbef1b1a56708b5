import Libsql from 'libsql'
import { Fault } from '../../../domain/fault.ts'
import { systemCode } from './files.ts'

/**
 * Makes this process the only one that writes a vault, until it releases the lock or ends. The lock is that of the
 * operating system on a file (fcntl, LockFileEx), held through SQLite: it goes with its process however that dies, so
 * nobody has to guess whether a stale lock's owner is alive. Nothing else may open the file while it is held, since
 * closing it anywhere in the process would drop the lock on POSIX.
 * @throws Fault 'in-use'
 */
export function lockFolder(path: string): { release(): void } {
  const file = new Libsql(path)
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (systemCode(error) !== 'SQLITE_BUSY') throw error
    throw new Fault('in-use', 'another process has the vault open', { cause: error })
  }
  return { release: () => file.close() }
}
