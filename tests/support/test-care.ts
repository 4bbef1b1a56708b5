import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CarePorts } from '../../electron/store/care/sealed-folder.ts'

/** Ports of those who work on a vault that is not open, with a clock that stands still. */
export function carePorts(ports: Partial<CarePorts> = {}): CarePorts {
  return { createId: () => randomUUID(), nowMs: () => 1_767_571_200_000, ...ports }
}

/** Every file below a folder with its bytes, but for the lock, which reading would drop. */
export async function everyFile(
  folder: string,
): Promise<readonly { readonly file: string; readonly name: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: { file: string; name: string; bytes: Buffer }[] = []
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.startsWith('lock')) continue
    const file = path.join(entry.parentPath, entry.name)
    files.push({ file, name: path.relative(folder, file), bytes: await readFile(file) })
  }
  return files
}
