import { chmod, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { updateFault } from '../../domain/update/update-refusal.ts'
import { compareVersions, Version } from '../../domain/update/version.ts'
import { type LongWork, openFitting, type UpdateJudge } from './check-update.ts'
import type { OpenUpdate } from './open-update.ts'
import { withMedium } from './update-medium.ts'

/** Room that is left for what else is written meanwhile. */
const SPARE_BYTES = 67_108_864

/** A payload that was verified while it was copied, and is durable. */
export interface TakenUpdate {
  readonly version: string
  readonly payload: string
}

/** How much room an update needs where it is copied to. */
export function neededBytes(payloadBytes: number): number {
  return payloadBytes + SPARE_BYTES
}

/** Room on the volume of a folder, or of the nearest one above it that is there. */
export async function freeBytesOf(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const above = path.dirname(folder)
    if (above === folder) throw error
    return freeBytesOf(above)
  }
}

interface TakeRequest extends UpdateJudge, LongWork {
  readonly from: string
  /** `updates` beside the vault; the payload goes into a folder of its version. */
  readonly folder: string
  readonly freeBytes: (folder: string) => Promise<number>
}

/**
 * Checks an update file anew while its payload is copied, and gives the copy its name only when it is whole, hashed and
 * on the disk. What was there of this version is replaced; what fails leaves nothing.
 * @throws Fault as `updateFault` tells them, 'cancelled'
 */
export async function takeUpdate(request: TakeRequest): Promise<TakenUpdate> {
  const update = await openFitting(request.from, request)
  try {
    const { version, payload } = update.manifest
    const needed = neededBytes(payload.sizeBytes)
    const free = await request.freeBytes(request.folder)
    if (free < needed) throw updateFault('room', `${free} bytes left`, { detail: { needed, free } })
    const folder = path.join(request.folder, version)
    const draft = path.join(folder, 'draft')
    await withMedium(async () => {
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
    })
    try {
      await copyPayload(update, draft, request)
      const target = path.join(folder, payload.name)
      await withMedium(async () => {
        await rename(draft, target)
        await syncFolder(folder)
      })
      return { version, payload: target }
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined)
      throw error
    }
  } finally {
    update.close()
  }
}

async function copyPayload(
  { manifest, payload }: OpenUpdate,
  draft: string,
  { onBytes, signal }: LongWork,
): Promise<void> {
  const file = await withMedium(() => open(draft, 'wx', 0o600))
  try {
    let bytesDone = 0
    for await (const piece of payload(signal)) {
      await withMedium(() => file.writeFile(piece))
      bytesDone += piece.length
      onBytes(bytesDone, manifest.payload.sizeBytes)
    }
    await withMedium(() => file.sync())
  } finally {
    await file.close()
  }
  // What was verified is not written again; a setup must be allowed to run.
  await withMedium(() => chmod(draft, 0o500))
}

async function syncFolder(folder: string): Promise<void> {
  // NTFS journals names itself and refuses to sync a folder.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes what was copied of versions that this program is or has passed. */
export async function removeInstalled(folder: string, present: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (!Version.safeParse(name).success || compareVersions(name, present) > 0) continue
    await rm(path.join(folder, name), { recursive: true, force: true })
  }
}
