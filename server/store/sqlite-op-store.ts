import { z } from 'zod'
import { type Op, originOf, type RecordId, type Vector } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import { type ChainTip, extendChain } from './chain-walk.ts'
import type { Database } from './database.ts'
import type { BatchOutcome, CheckedBatch, CheckedOp, OpStore } from './op-store.ts'
import { createSqliteBatchReader } from './sqlite-batch-reader.ts'
import { createSqliteReceipts } from './sqlite-receipts.ts'

const Body = z.object({ body: z.string() })
const SeqAndBody = z.object({ seq: z.int(), body: z.string() })
const OriginRow = z.object({ n: z.int(), hash: z.string() })
const VectorRow = z.object({ s: z.string(), i: z.int(), n: z.int() })
const HashRow = z.object({ hash: z.string() })
const SeqRow = z.object({ seq: z.int() })

/** The op store in SQLite. */
export function createSqliteOpStore(db: Database): OpStore {
  const receipts = createSqliteReceipts(db)
  const readBatches = createSqliteBatchReader(db)
  const chain = createChainTables(db)
  const selectOrigins = db.query('SELECT s, i, n FROM origins WHERE commune = ?', VectorRow)
  const selectFeed = db.query(
    'SELECT seq, body FROM ops WHERE commune = ? AND seq > ? ORDER BY seq LIMIT ?',
    SeqAndBody,
  )
  const insertBatch = createInserter(db, chain)

  function take(commune: string, { batch, ops }: CheckedBatch): BatchOutcome {
    const held = chain.held(commune, batch)
    if (batch.from > held + 1) return { kind: 'refused', code: 'gap' }
    if (chain.isForked(commune, batch, held)) return { kind: 'refused', code: 'fork' }
    const added = ops.filter(({ op }) => op.n > held)
    if (added.length === 0) return { kind: 'taken', added: [] }
    const links = added.map(({ op, body }) => ({ record: op.f, body }))
    const records = links.map(({ record }) => record)
    const next = extendChain(chain.tip(commune, batch, records), links)
    if (next.ofOrigin !== batch.head) return { kind: 'refused', code: 'chain' }
    insertBatch(commune, batch, { added, next })
    return { kind: 'taken', added: added.map(({ op }) => op) }
  }

  function vector(commune: string): Vector {
    const rows = selectOrigins.all([commune])
    return Object.fromEntries(rows.map((row) => [originOf(row), row.n]))
  }

  return {
    append: async (commune, batches, receipt) =>
      db.transaction(() => {
        const outcomes = batches.map((checked) => take(commune, checked))
        if (receipt !== undefined) {
          if (outcomes.some((outcome) => outcome.kind === 'refused')) throw new Error('own batch refused')
          receipts.insert(receipt)
        }
        return outcomes
      }),
    vector: async (commune) => vector(commune),
    tip: async (commune, origin, records) => chain.tip(commune, origin, records),
    batchesAbove: async (commune, above, budgetBytes) =>
      readBatches(commune, { held: vector(commune), above, budgetBytes }),
    feed: async (commune, afterSeq, limit) => selectFeed.all([commune, afterSeq, limit]),
    ...receipts.reads,
  }
}

type OriginKey = Pick<Op, 's' | 'i'>
type ChainTables = ReturnType<typeof createChainTables>

function createChainTables(db: Database) {
  const selectOrigin = db.query(
    'SELECT n, hash FROM origins WHERE commune = ? AND s = ? AND i = ?',
    OriginRow,
  )
  const selectRecord = db.query(
    'SELECT hash FROM record_heads WHERE commune = ? AND s = ? AND i = ? AND record = ?',
    HashRow,
  )
  const selectBodies = db.query(
    'SELECT body FROM ops WHERE commune = ? AND s = ? AND i = ? AND n BETWEEN ? AND ? ORDER BY n',
    Body,
  )
  const saveOrigin = db.command('INSERT OR REPLACE INTO origins VALUES (?, ?, ?, ?, ?)')
  const saveRecord = db.command('INSERT OR REPLACE INTO record_heads VALUES (?, ?, ?, ?, ?)')

  return {
    held: (commune: string, { s, i }: OriginKey): number => selectOrigin.first([commune, s, i])?.n ?? 0,
    tip: (commune: string, { s, i }: OriginKey, records: readonly RecordId[]): ChainTip => {
      const origin = selectOrigin.first([commune, s, i])
      const ofRecords = new Map<RecordId, string>()
      for (const record of new Set(records)) {
        const row = selectRecord.first([commune, s, i, record])
        if (row !== undefined) ofRecords.set(record, row.hash)
      }
      return { n: origin?.n ?? 0, ofOrigin: origin?.hash ?? null, ofRecords }
    },
    /** Does the batch bring another body for an op that is held (I3)? */
    isForked: (commune: string, batch: OpBatch, held: number): boolean =>
      selectBodies
        .all([commune, batch.s, batch.i, batch.from, Math.min(batch.to, held)])
        .some(({ body }, index) => body !== batch.ops[index]),
    save: (commune: string, { s, i }: OriginKey, tip: ChainTip): void => {
      saveOrigin([commune, s, i, tip.n, tip.ofOrigin])
      for (const [record, hash] of tip.ofRecords) saveRecord([commune, s, i, record, hash])
    },
  }
}

function createInserter(db: Database, chain: ChainTables) {
  const ensureFeed = db.command('INSERT OR IGNORE INTO feeds VALUES (?, 0)')
  const takeSeq = db.query('UPDATE feeds SET seq = seq + ? WHERE commune = ? RETURNING seq', SeqRow)
  const insertOp = db.command('INSERT INTO ops (commune, seq, s, i, n, body) VALUES (?, ?, ?, ?, ?, ?)')
  const insertBatch = db.command('INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?, ?, ?)')

  return (
    commune: string,
    batch: OpBatch,
    { added, next }: { readonly added: readonly CheckedOp[]; readonly next: ChainTip },
  ): void => {
    const { s, i, from, to, head, key, signature } = batch
    ensureFeed([commune])
    const last = takeSeq.first([added.length, commune])?.seq ?? added.length
    added.forEach(({ op, body }, index) => {
      insertOp([commune, last - added.length + 1 + index, s, i, op.n, body])
    })
    insertBatch([commune, s, i, from, to, head, key, signature])
    chain.save(commune, batch, next)
  }
}
