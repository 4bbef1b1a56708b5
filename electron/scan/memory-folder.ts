import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { scanFault } from './scan-fault.ts'

/** @see Linux, include/uapi/linux/magic.h */
const TMPFS_MAGIC = 0x01021994
const PREFIX = 'hoso-scan-'

/**
 * A folder that lies in memory and on no disk, for this user alone: a sheet that turns out to be a state secret must never
 * have been written anywhere. What a killed run left there is cleared away.
 * @throws Fault 'scanner' where the system has none
 */
export async function makeMemoryFolder(
  places: readonly string[] = usualPlaces(),
): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  for (const place of places) {
    if (!(await isInMemory(place))) continue
    await clearLeftovers(place)
    const folder = await mkdtemp(path.join(place, `${PREFIX}${process.pid}-`))
    return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
  }
  throw scanFault('no-memory', 'there is no folder in memory')
}

function usualPlaces(): readonly string[] {
  const own = process.env['XDG_RUNTIME_DIR'] ?? ''
  return ['/dev/shm', ...(own === '' ? [] : [own])]
}

async function isInMemory(place: string): Promise<boolean> {
  try {
    return (await statfs(place)).type === TMPFS_MAGIC
  } catch {
    return false
  }
}

async function clearLeftovers(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const pid = Number(/^hoso-scan-(\d+)-/.exec(name)?.[1])
    if (!Number.isInteger(pid) || isRunning(pid)) continue
    // It may be another user's, who clears it away.
    await rm(path.join(place, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
