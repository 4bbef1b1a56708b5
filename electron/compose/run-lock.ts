import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import { RUN_FOLDER } from '../digitise/run-state.ts'
import { makeFolder, removeIfEmpty } from '../digitise/whole-file.ts'
import { lockFolder } from '../store/files/folder-lock.ts'

/**
 * Makes this run the only one that writes its results into a folder, until it ends or its process does. A second one
 * would take the first one's pages, names and reports for its own.
 * @throws Fault 'in-use'
 */
export async function lockRun(outFolder: string): Promise<{ release(): Promise<void> }> {
  const folder = path.join(outFolder, RUN_FOLDER)
  const file = path.join(folder, 'lock')
  await makeFolder(folder)
  const lock = locked(file, outFolder)
  return {
    release: async () => {
      // Windows keeps the name of a file that is open; elsewhere it goes first, so that nobody takes what is about to go.
      if (process.platform === 'win32') lock.release()
      await rm(file, { force: true })
      if (process.platform !== 'win32') lock.release()
      await removeIfEmpty(folder)
    },
  }
}

function locked(file: string, outFolder: string): ReturnType<typeof lockFolder> {
  try {
    return lockFolder(file)
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'in-use') throw error
    const message = `another run writes into ${outFolder}; wait for its end, or name another folder with --out`
    throw new Fault('in-use', message, { detail: { folder: outFolder }, cause: error })
  }
}
