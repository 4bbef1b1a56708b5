import path from 'node:path'
import type { ReachFailpoint } from './failpoint.ts'
import type { Files } from './files.ts'

/** Where files are prepared before they take their name, and how; one vault has one. */
export interface Workshop {
  readonly files: Files
  /** On the same volume as the rest of the vault; emptied at each start. */
  readonly tmp: string
  readonly createId: () => string
  readonly failpoint: ReachFailpoint
}

/** Writes a small file whole or not at all, durably: temp, fsync, rename, fsync of the folder. */
export async function replaceFile(workshop: Workshop, target: string, bytes: Uint8Array): Promise<void> {
  const { files, tmp, failpoint } = workshop
  const draft = path.join(tmp, workshop.createId())
  try {
    const file = await files.create(draft)
    try {
      await file.write(bytes, 0)
      failpoint('replacement-written')
      await file.datasync()
      failpoint('replacement-synced')
    } finally {
      await file.close()
    }
    await files.rename(draft, target)
    failpoint('replacement-renamed')
  } catch (error) {
    await discard(files, draft)
    throw error
  }
  await files.syncFolder(path.dirname(target))
}

/** Removes a draft after a failure; what cannot be removed now goes at the next start. */
export async function discard(files: Files, draft: string): Promise<void> {
  try {
    await files.remove(draft)
  } catch {
    // The failure that led here is the one to tell.
  }
}
