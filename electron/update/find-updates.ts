import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { PresentProgram } from '../../domain/update/judge-update.ts'
import { readUpdateName, UPDATE_FOLDER, updateLimits } from '../../domain/update/update-format.ts'
import { compareVersions } from '../../domain/update/version.ts'

/** An update file that lies beside an answer; what it really is, is checked when somebody wants it. */
export interface FoundUpdate {
  readonly path: string
  readonly version: string
  readonly sizeBytes: number
}

/**
 * The newest update for this program beside the bags in a folder, or beside the bag that the folder is; null where there
 * is none. Goes by names alone. A stick without such a folder, or one that went, has none.
 */
export async function findUpdate(folder: string, present: PresentProgram): Promise<FoundUpdate | null> {
  const places = [path.join(folder, UPDATE_FOLDER), path.join(path.dirname(folder), UPDATE_FOLDER)]
  const found: FoundUpdate[] = []
  for (const place of places) {
    const names = await readdir(place).catch(() => [])
    for (const name of names.slice(0, updateLimits.filesAFolder)) {
      const claimed = readUpdateName(name)
      if (claimed === null || claimed.platform !== present.platform || claimed.arch !== present.arch) continue
      if (compareVersions(claimed.version, present.version) <= 0) continue
      const file = path.join(place, name)
      const state = await stat(file).catch(() => null)
      if (state?.isFile() === true)
        found.push({ path: file, version: claimed.version, sizeBytes: state.size })
    }
  }
  return found.sort((a, b) => compareVersions(b.version, a.version))[0] ?? null
}
