import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * One text that changes with whatever is written into a server's data folder: the bytes of its database and its log of
 * changes, and the names and sizes of blobs and uploads. Reading changes none of them.
 */
export async function serverFilesDigest(dataFolder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of ['server.sqlite', 'server.sqlite-wal', 'identity.json']) {
    hash.update(name).update(await readFile(path.join(dataFolder, name)).catch(() => ''))
  }
  for (const folder of ['blobs', 'staging']) {
    const names = await readdir(path.join(dataFolder, folder), { recursive: true }).catch(() => [])
    for (const name of names.sort((a, b) => a.localeCompare(b))) {
      const { size, mtimeMs } = await stat(path.join(dataFolder, folder, name))
      hash.update([folder, name, size, mtimeMs].join('\n'))
    }
  }
  return hash.digest('hex')
}
