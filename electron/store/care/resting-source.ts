import path from 'node:path'
import type { BackupSource } from './backup.ts'
import { listOrigins, originBytes, scanOrigin } from './log-scan.ts'
import type { SealedFolder } from './sealed-folder.ts'

/** A vault at rest as it is backed up: as far as its logs are whole. */
export async function restingSource(
  { folder, workshop, header, keys }: Pick<SealedFolder, 'folder' | 'workshop' | 'header' | 'keys'>,
  nowMs: () => number,
): Promise<BackupSource> {
  const vector: Record<string, number> = {}
  const damaged: string[] = []
  const log = path.join(folder, 'log')
  for (const origin of await listOrigins(workshop.files, log)) {
    const scan = await scanOrigin(await originBytes(workshop.files, log, { origin, key: keys.log }))
    vector[origin] = scan.n
    if (scan.faults.length > 0) damaged.push(origin)
  }
  return {
    files: workshop.files,
    folder,
    vault: header.id,
    key: keys.backup,
    vector: () => vector,
    damaged: () => damaged,
    createId: workshop.createId,
    nowMs,
    failpoint: workshop.failpoint,
  }
}
