import { createWriteStream, type Stats } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Configstore, FileStore } from '@tus/file-store'
import { Upload } from '@tus/server'
import * as z from 'zod'
import { isMissing, makeFolderDurably, readFileIfAny, writeFileDurably } from '../store/durable-file.ts'
import { assertDiskHasRoom, assertWithinLimits, UPLOAD_LIMITS, type UploadLimits } from './upload-limits.ts'
import type { UploadLocks } from './upload-locks.ts'

/** An upload that nothing was added to for so long is dropped (I11). */
const FORGOTTEN_MS = 30 * 86_400_000
const PLAN_SUFFIX = '.json'

/** An upload that has begun: bytes here so far and bytes announced. */
export interface StagedUpload {
  readonly offset: number
  readonly sizeBytes: number
}

/** Where uploads grow until their hash is checked. What is here counts as nothing stored. */
export interface Staging {
  /** For the tus server; creating an upload that exists is refused instead of emptying it. */
  readonly store: FileStore
  find(id: string): Promise<StagedUpload | null>
  fileOf(id: string): string
  remove(id: string): Promise<void>
  /**
   * May the station begin one more of this size?
   * @throws ServerProblem 'quota'
   */
  assertRoom(station: string, sizeBytes: number): Promise<void>
  /** Drops uploads that were forgotten; never by their announced length, as the library's own clearing does. */
  sweep(nowMs: number): Promise<number>
}

/** What was announced of an upload. Not trusted when read: a power cut may have left half of it. */
const Plan = z.object({ id: z.string(), size: z.int().min(0), metadata: z.record(z.string(), z.string()) })

/** @param limits others than the usual are for tests */
export async function openStaging(
  folder: string,
  locks: UploadLocks,
  limits: UploadLimits = UPLOAD_LIMITS,
): Promise<Staging> {
  await makeFolderDurably(folder)
  const fileOf = (id: string): string => path.join(folder, id)
  const plans = createPlans(folder)
  const store = new FileStore({ directory: folder, configstore: plans })

  async function find(id: string): Promise<StagedUpload | null> {
    const plan = await plans.get(id)
    if (plan?.size === undefined) return null
    const bytes = await statIfAny(fileOf(id))
    return bytes === null ? null : { offset: bytes.size, sizeBytes: plan.size }
  }

  async function remove(id: string): Promise<void> {
    await rm(fileOf(id), { force: true })
    await rm(`${fileOf(id)}${PLAN_SUFFIX}`, { force: true })
    await rm(`${fileOf(id)}${PLAN_SUFFIX}.new`, { force: true })
  }

  const create = store.create.bind(store)
  // The library empties an upload in progress when it is created again; this runs under its lock.
  store.create = async (upload) => {
    if ((await find(upload.id)) !== null) throw Object.assign(new Error('exists'), { status_code: 409 })
    return create(upload)
  }
  // The library tells every failed write as the same, but a full disk has an answer of its own.
  store.write = async (bytes, id, offset) => {
    const file = createWriteStream(fileOf(id), { flags: 'r+', start: offset })
    await pipeline(bytes, file)
    return offset + file.bytesWritten
  }

  return {
    store,
    find,
    fileOf,
    remove,
    assertRoom: async (station, sizeBytes) => {
      await assertDiskHasRoom(folder, sizeBytes, limits)
      assertWithinLimits(await begunBy(station, { folder, find }), sizeBytes, limits)
    },
    sweep: async (nowMs) => {
      const ids = new Set((await readdir(folder)).map((name) => name.replace(/\.json(\.new)?$/, '')))
      let dropped = 0
      for (const id of ids) {
        if (nowMs - (await lastChangeMs(fileOf(id))) < FORGOTTEN_MS) continue
        await locks.whileLocked(id, () => remove(id))
        dropped += 1
      }
      return dropped
    },
  }
}

async function begunBy(
  station: string,
  { folder, find }: { readonly folder: string; readonly find: Staging['find'] },
): Promise<readonly StagedUpload[]> {
  const begun = []
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${station}-`) || !name.endsWith(PLAN_SUFFIX)) continue
    const upload = await find(name.slice(0, -PLAN_SUFFIX.length))
    if (upload !== null) begun.push(upload)
  }
  return begun
}

async function lastChangeMs(file: string): Promise<number> {
  const bytes = await statIfAny(file)
  const plan = await statIfAny(`${file}${PLAN_SUFFIX}`)
  return Math.max(bytes?.mtimeMs ?? 0, plan?.mtimeMs ?? 0)
}

function createPlans(folder: string): Configstore {
  const planOf = (id: string): string => path.join(folder, `${id}${PLAN_SUFFIX}`)
  return {
    get: async (id) => {
      const text = await readFileIfAny(planOf(id))
      const plan = text === null ? null : Plan.safeParse(parseJson(text))
      return plan?.success ? new Upload({ ...plan.data, offset: 0 }) : undefined
    },
    set: (id, { size, metadata }) =>
      writeFileDurably(planOf(id), JSON.stringify({ id, size, metadata: metadata ?? {} })),
    delete: (id) => rm(planOf(id), { force: true }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

async function statIfAny(file: string): Promise<Stats | null> {
  try {
    return await stat(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
