import { open } from 'node:fs/promises'
import { errorCode } from '../../domain/medium-fault.ts'

/** Brings the names in a folder to the medium. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    // NTFS journals names itself and refuses to sync a folder; nothing else is swallowed.
    const isRefused = ['EPERM', 'EISDIR', 'EACCES'].includes(errorCode(error))
    if (process.platform !== 'win32' || !isRefused) throw error
  }
}
