import * as z from 'zod'
import { originOf, type Vector } from '../../domain/op.ts'
import { createBatchReader } from './batch-reader.ts'
import { createChainTables } from './chain-tables.ts'
import { type ChainTip, extendChain } from './chain-walk.ts'
import { createInsertMany } from './many-rows.ts'
import type { BatchOutcome, CheckedBatch, OpStore } from './op-store.ts'
import { createReceipts } from './receipts.ts'
import type { SqlDatabase } from './sql.ts'

const SeqAndBody = z.object({ seq: z.int(), body: z.string() })
const VectorRow = z.object({ s: z.string(), i: z.int(), n: z.int() })
const SeqRow = z.object({ seq: z.int() })

/** The op store as tables. */
export function createSqlOpStore(db: SqlDatabase): OpStore {
  const receipts = createReceipts(db)
  const readBatches = createBatchReader(db)
  const chain = createChainTables(db)
  const feed = createFeed(db)
  const take = createTake(db, { chain, feed })
  const selectOrigins = db.query('SELECT s, i, n FROM origins WHERE commune = ?', VectorRow)
  const selectFeed = db.query(
    'SELECT seq, body FROM ops WHERE commune = ? AND seq > ? ORDER BY seq LIMIT ?',
    SeqAndBody,
  )

  async function vector(commune: string): Promise<Vector> {
    const rows = await selectOrigins.all([commune])
    return Object.fromEntries(rows.map((row) => [originOf(row), row.n]))
  }

  return {
    append: (commune, batches, receipt) =>
      db.transaction(async () => {
        await feed.lock(commune)
        const outcomes: BatchOutcome[] = []
        for (const checked of batches) outcomes.push(await take(commune, checked))
        if (receipt !== undefined) {
          if (outcomes.some((outcome) => outcome.kind === 'refused')) throw new Error('own batch refused')
          await receipts.insert(receipt)
        }
        return outcomes
      }, 'by-row-locks'),
    vector,
    tip: async (commune, origin, records) => {
      const held = await chain.origin(commune, origin)
      const ofRecords = await chain.records(commune, origin, new Set(records))
      return { n: held?.n ?? 0, ofOrigin: held?.hash ?? null, ofRecords }
    },
    batchesAbove: async (commune, above, budgetBytes) =>
      readBatches(commune, { held: await vector(commune), above, budgetBytes }),
    feed: (commune, afterSeq, limit) => selectFeed.all([commune, afterSeq, limit]),
    ...receipts.reads,
  }
}

interface OpTables {
  readonly chain: ReturnType<typeof createChainTables>
  readonly feed: ReturnType<typeof createFeed>
}

/** Takes one batch whole or refuses it, within the transaction of its request. */
function createTake(db: SqlDatabase, { chain, feed }: OpTables) {
  const insertBatch = db.command('INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  return async (commune: string, { batch, ops }: CheckedBatch): Promise<BatchOutcome> => {
    const origin = await chain.origin(commune, batch)
    const held = origin?.n ?? 0
    if (batch.from > held + 1) return { kind: 'refused', code: 'gap' }
    if (batch.from <= held && (await chain.isForked(commune, batch, held))) {
      return { kind: 'refused', code: 'fork' }
    }
    const added = ops.filter(({ op }) => op.n > held)
    if (added.length === 0) return { kind: 'taken', added: [] }
    const links = added.map(({ op, body }) => ({ record: op.f, body }))
    const ofRecords = await chain.records(commune, batch, new Set(links.map(({ record }) => record)))
    const tip: ChainTip = { n: held, ofOrigin: origin?.hash ?? null, ofRecords }
    const next = extendChain(tip, links)
    if (next.ofOrigin !== batch.head) return { kind: 'refused', code: 'chain' }
    const { s, i, from, to, head, key, signature } = batch
    await feed.append(
      commune,
      added.map(({ op, body }) => [s, i, op.n, body] as const),
    )
    await insertBatch([commune, s, i, from, to, head, key, signature])
    await chain.save(commune, batch, next)
    return { kind: 'taken', added: added.map(({ op }) => op) }
  }
}

/**
 * The order of a commune's ops. Its places are taken from a row that stays locked until the commit, so they become visible in
 * their order; a sequence of the database would let a reader see a later one first and never look back.
 */
function createFeed(db: SqlDatabase) {
  const lock = db.query(
    `INSERT INTO feeds VALUES (?, 0)
     ON CONFLICT (commune) DO UPDATE SET seq = feeds.seq RETURNING seq`,
    SeqRow,
  )
  const takePlaces = db.query('UPDATE feeds SET seq = seq + ? WHERE commune = ? RETURNING seq', SeqRow)
  const insert = createInsertMany(db, { table: 'ops', columns: ['commune', 'seq', 's', 'i', 'n', 'body'] })
  return {
    /** The first thing of a transaction: others that append to the commune wait. */
    lock: (commune: string) => lock.first([commune]),
    append: async (
      commune: string,
      ops: readonly (readonly [s: string, i: number, n: number, body: string])[],
    ): Promise<void> => {
      const last = (await takePlaces.first([ops.length, commune]))?.seq
      if (last === undefined) throw new Error(`commune ${commune} has no feed`)
      const first = last - ops.length + 1
      await insert(ops.map((op, index) => [commune, first + index, ...op]))
    },
  }
}
