import { kindOf } from '../../domain/op.ts'
import type { Log } from '../log.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Registry } from '../store/registry.ts'
import type { HoldingsSearch } from './holdings-search.ts'
import { openHoldingsTable } from './holdings-table.ts'
import { indexCommune } from './index-commune.ts'
import { createIndexQueue } from './index-queue.ts'

interface SearchPorts {
  readonly dataFolder: string
  readonly registry: Registry
  readonly cache: RecordCache
  readonly store: OpStore
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly log: Log
}

/** What came lately is put in so soon after. */
const SOON_MS = 2000
/** Texts arrive after the records that name them. */
const AGAIN_MS = 30_000
const kinds = ['doc', 'case', 'deposit']

/** Opens the index and keeps it up to date, a document at a time, so that memory stays the same however much there is. */
export async function openHoldingsSearch(ports: SearchPorts): Promise<HoldingsSearch> {
  const { registry, cache, store, log } = ports
  const table = openHoldingsTable(ports.dataFolder)
  const state = { isClosed: false }
  const indexPorts = { ...ports, table, isStopped: () => state.isClosed }

  async function bringUp(commune: string): Promise<boolean> {
    const vector = vectorText(await store.vector(commune))
    const isWhole = await indexCommune(indexPorts, commune)
    if (!state.isClosed) table.setReached(commune, isWhole ? vector : '')
    return isWhole
  }
  const queue = createIndexQueue({
    bringUp,
    onFailure: (commune, error) => log.failure('indexing failed', error, { commune }),
  })

  for (const { code } of await registry.communes()) {
    if (vectorText(await store.vector(code)) !== table.reached(code)) queue.add(code)
  }
  cache.onAdded((commune, ops) => {
    for (const op of ops) if (op.p === '/isolated' && kindOf(op.f) === 'doc') table.remove(commune, op.f)
    if (ops.some((op) => kinds.includes(kindOf(op.f)))) queue.add(commune)
  })
  const soon = setInterval(() => {
    if (queue.hasDue()) void queue.run()
  }, SOON_MS)
  const again = setInterval(() => queue.retry(), AGAIN_MS)
  soon.unref()
  again.unref()

  return {
    find: async (query) => {
      // Whoever looks now wants what arrived since it was looked for last.
      queue.retry()
      return table.find(query)
    },
    pending: () => queue.pending(),
    catchUp: () => {
      queue.retry()
      return queue.run()
    },
    close: async () => {
      state.isClosed = true
      clearInterval(soon)
      clearInterval(again)
      await queue.close()
      table.close()
    },
  }
}

function vectorText(vector: Readonly<Record<string, number>>): string {
  return JSON.stringify(Object.entries(vector).sort(([a], [b]) => (a < b ? -1 : 1)))
}
