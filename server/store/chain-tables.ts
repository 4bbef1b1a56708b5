import * as z from 'zod'
import type { Op, RecordId } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import type { ChainTip } from './chain-walk.ts'
import { createInsertMany, piecesOf, placesOf } from './many-rows.ts'
import type { SqlDatabase } from './sql.ts'

const OriginRow = z.object({ n: z.int(), hash: z.string() })
const RecordRow = z.object({ record: z.string(), hash: z.string() })
const BodyRow = z.object({ body: z.string() })

/** How many records one statement asks for. */
const ASKED_AT_ONCE = 50

type OriginKey = Pick<Op, 's' | 'i'>

/** Where the chain of each origin stands, and of each record that it has written to. */
export function createChainTables(db: SqlDatabase) {
  const selectOrigin = db.query(
    'SELECT n, hash FROM origins WHERE commune = ? AND s = ? AND i = ?',
    OriginRow,
  )
  const selectRecords = db.query(
    `SELECT record, hash FROM record_heads
     WHERE commune = ? AND s = ? AND i = ? AND record IN ${placesOf(ASKED_AT_ONCE)}`,
    RecordRow,
  )
  const selectBodies = db.query(
    'SELECT body FROM ops WHERE commune = ? AND s = ? AND i = ? AND n BETWEEN ? AND ? ORDER BY n',
    BodyRow,
  )
  const saveOrigin = db.command(
    `INSERT INTO origins VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (commune, s, i) DO UPDATE SET n = excluded.n, hash = excluded.hash`,
  )
  const saveRecords = createInsertMany(db, {
    table: 'record_heads',
    columns: ['commune', 's', 'i', 'record', 'hash'],
    onConflict: 'ON CONFLICT (commune, s, i, record) DO UPDATE SET hash = excluded.hash',
  })
  return {
    origin: (commune: string, { s, i }: OriginKey) => selectOrigin.first([commune, s, i]),
    records: async (
      commune: string,
      { s, i }: OriginKey,
      records: ReadonlySet<RecordId>,
    ): Promise<ReadonlyMap<RecordId, string>> => {
      const found = new Map<RecordId, string>()
      for (const names of piecesOf([...records], ASKED_AT_ONCE)) {
        for (const { record, hash } of await selectRecords.all([commune, s, i, ...names])) {
          found.set(record, hash)
        }
      }
      return found
    },
    /** Does the batch bring another body for an op that is held (I3)? */
    isForked: async (commune: string, batch: OpBatch, held: number): Promise<boolean> => {
      const { s, i, from, to, ops } = batch
      const bodies = await selectBodies.all([commune, s, i, from, Math.min(to, held)])
      return bodies.some(({ body }, index) => body !== ops[index])
    },
    save: async (commune: string, { s, i }: OriginKey, tip: ChainTip): Promise<void> => {
      await saveOrigin([commune, s, i, tip.n, tip.ofOrigin])
      await saveRecords([...tip.ofRecords].map(([record, hash]) => [commune, s, i, record, hash]))
    },
  }
}
