import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { faultCodes } from '../../domain/fault.ts'
import { PROGRAM_VERSION } from '../../domain/program-version.ts'
import { TextLayer } from '../../domain/text-layer.ts'
import type { SourceHandle } from './reader-pool.ts'
import type { ReadingOptions } from './reading-options.ts'
import { makeFolder, removeIfEmpty, writeWholeFile } from './whole-file.ts'

/** Where a run keeps what it has, inside the folder of its results. */
export const RUN_FOLDER = '.hoso-run'

const FaultData = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
/** A page that was read, or why it could not be. */
export const ReadPage = z.union([
  z.object({ layer: TextLayer, fault: z.null() }),
  z.object({ layer: z.null(), fault: FaultData }),
])
export type ReadPage = z.infer<typeof ReadPage>

/** The pages of one file that were read so far; a page that was put is there after any end. Pages are counted from 0. */
export interface KeptPages {
  readonly indexes: ReadonlySet<number>
  put(index: number, page: ReadPage): Promise<void>
  /** Null where it is not there, or not whole. */
  get(index: number): Promise<ReadPage | null>
  remove(): Promise<void>
}

/** What a run that was cut off left for the next one. */
export interface RunState {
  pages(key: string): Promise<KeptPages>
  /** What was noted of a file that is done. */
  done(key: string): Promise<unknown>
  noteDone(key: string, entry: object): Promise<void>
  allDone(): Promise<readonly unknown[]>
  /** The run is whole: nothing of it is needed any more. */
  remove(): Promise<void>
}

/** Names a file by its content and by all else that its texts depend on. */
export function readingKey(content: string, options: ReadingOptions): string {
  return digest(JSON.stringify([content, options.languages, options.dpi, PROGRAM_VERSION]))
}

/** SHA-256 of a file, in hexadecimal. */
export async function contentHash(source: SourceHandle): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < source.sizeBytes; at += HASH_CHUNK_BYTES) {
    hash.update(await source.read(at, Math.min(HASH_CHUNK_BYTES, source.sizeBytes - at)))
  }
  return hash.digest('hex')
}

const HASH_CHUNK_BYTES = 1_048_576

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** @param outFolder the folder of the results */
export function openRunState(outFolder: string): RunState {
  const folder = path.join(outFolder, RUN_FOLDER)
  const doneFile = (key: string): string => path.join(folder, 'done', `${key}.json`)
  return {
    pages: (key) => openPages(path.join(folder, 'pages', key)),
    done: (key) => readJson(doneFile(key)),
    noteDone: async (key, entry) => {
      await makeFolder(path.join(folder, 'done'))
      await writeJson(doneFile(key), entry)
    },
    allDone: async () => {
      const names = await namesIn(path.join(folder, 'done'))
      const entries = await Promise.all(names.map((name) => readJson(path.join(folder, 'done', name))))
      return entries.filter((entry) => entry !== null)
    },
    remove: async () => {
      for (const part of ['pages', 'done'])
        await rm(path.join(folder, part), { recursive: true, force: true })
      // Whoever runs may hold a lock in it.
      await removeIfEmpty(folder)
    },
  }
}

async function openPages(folder: string): Promise<KeptPages> {
  const pageFile = (index: number): string => path.join(folder, `${index}.json`)
  const names = await namesIn(folder)
  const indexes = new Set(
    names.filter((name) => /^\d+\.json$/.test(name)).map((name) => Number.parseInt(name, 10)),
  )
  return {
    indexes,
    put: async (index, page) => {
      await makeFolder(folder)
      await writeJson(pageFile(index), page)
      indexes.add(index)
    },
    get: async (index) => {
      const page = ReadPage.safeParse(await readJson(pageFile(index)))
      return page.success ? page.data : null
    },
    remove: async () => {
      await rm(folder, { recursive: true, force: true })
      indexes.clear()
    },
  }
}

async function writeJson(file: string, value: object): Promise<void> {
  await writeWholeFile(file, (write) => write(Buffer.from(JSON.stringify(value), 'utf8')))
}

/** Null where there is no such file, or none that was written whole. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
