import type { IndexedCaseFile, IndexedDocument } from '../../../domain/indexed.ts'
import { type RecordId, Vector } from '../../../domain/op.ts'
import type { ReachFailpoint } from '../files/failpoint.ts'
import { createIndexClient, type IndexClient } from './index-client.ts'
import type { IndexOpening } from './index-engine.ts'
import type { DocumentStamp, IndexAnswer, IndexRequest } from './indexed.ts'

/**
 * Full text of all documents, in a thread of its own. It is derived: it may lag behind the records or begin anew at any
 * time, and what it gives is to be checked against the records.
 */
export interface SearchIndex {
  /** The vector up to which all records are in the index; null until that is reached for the first time. */
  readonly covered: Vector | null
  /** Those documents that are not in the index as their stamps say. */
  changed(stamps: readonly DocumentStamp[]): Promise<readonly RecordId[]>
  /** Puts documents in the place of what stood there of them, all in one transaction. */
  put(documents: readonly IndexedDocument[]): Promise<void>
  putCaseFiles(files: readonly IndexedCaseFile[]): Promise<void>
  remove(documents: readonly RecordId[]): Promise<void>
  setCovered(vector: Vector): Promise<void>
  search(request: IndexRequest): Promise<IndexAnswer>
  /** Documents that are in it. */
  documents(): Promise<number>
  /** Hears that the index began anew, empty. */
  onMadeAnew(listener: () => void): void
}

export interface SearchIndexOptions {
  readonly path: string
  readonly key: Uint8Array
  /** The bundled `index-worker.ts`. */
  readonly worker: string
  readonly failpoint: ReachFailpoint
  readonly nowMs: () => number
  /** How long after opening the database may be read through. */
  readonly checkDelayMs?: number
}

const CHECK_EVERY_MS = 7 * 86_400_000
/** The first minute after opening belongs to the clerk. */
const CHECK_DELAY_MS = 60_000

/** Opens the index, or makes it anew where it is missing, damaged or of another version. */
export async function openSearchIndex(
  options: SearchIndexOptions,
): Promise<SearchIndex & { close(): Promise<void> }> {
  const { failpoint, nowMs } = options
  const listeners = new Set<() => void>()
  let covered: Vector | null = null
  let generation = ''
  const onMade = (made: string): void => {
    generation = made
    covered = null
    for (const listener of listeners) listener()
  }
  const client = createIndexClient({ ...options, onMade })
  const opening = await client.ask('open', null).catch(async (error: unknown) => {
    // What cannot be opened cannot be closed either, but its thread ends.
    await client.close().catch(() => {})
    throw error
  })
  covered = coveredOf(opening)
  generation = opening.generation
  const check = scheduleCheck({ client, opening, nowMs, delayMs: options.checkDelayMs ?? CHECK_DELAY_MS })
  return {
    get covered() {
      return covered
    },
    changed: (stamps) => client.ask('changed', stamps),
    put: async (documents) => {
      await client.ask('put', documents)
      failpoint('index-updated')
    },
    putCaseFiles: (files) => client.ask('putCaseFiles', files),
    remove: (documents) => client.ask('remove', documents),
    setCovered: async (vector) => {
      const filled = generation
      await client.ask('setCovered', { vector, generation: filled })
      if (filled === generation) covered = vector
    },
    search: (request) => client.ask('search', request),
    documents: () => client.ask('documents', null),
    onMadeAnew: (listener) => void listeners.add(listener),
    close: async () => {
      check.cancel()
      await client.close()
    },
  }
}

function coveredOf({ covered }: IndexOpening): Vector | null {
  return covered === null ? null : Vector.parse(JSON.parse(covered))
}

/** Reads the database through after an unclean end, and once a week; one that is not whole begins anew. */
function scheduleCheck({
  client,
  opening,
  nowMs,
  delayMs,
}: {
  readonly client: IndexClient
  readonly opening: IndexOpening
  readonly nowMs: () => number
  readonly delayMs: number
}): { cancel(): void } {
  const isDue = opening.wasInUse || nowMs() - opening.checkedAtMs > CHECK_EVERY_MS
  if (!isDue) return { cancel: () => {} }
  const check = async (): Promise<void> => {
    const isWhole = await client.check()
    if (isWhole === true) await client.ask('setChecked', nowMs())
    if (isWhole === false) await client.ask('makeAnew', null)
  }
  const timer = setTimeout(() => void check().catch(() => {}), delayMs)
  timer.unref()
  return { cancel: () => clearTimeout(timer) }
}
