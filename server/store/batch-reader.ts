import * as z from 'zod'
import { originOf, type Vector } from '../../domain/op.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import type { PulledBatches } from './op-store.ts'
import type { SqlDatabase } from './sql.ts'

const BatchRow = z.object({
  s: z.string(),
  i: z.int(),
  from: z.int(),
  to: z.int(),
  head: z.string(),
  key: z.string(),
  signature: z.string(),
})
const BodyRow = z.object({ body: z.string() })

interface PullRequest {
  /** What the store holds. */
  readonly held: Vector
  /** What the other side holds. */
  readonly above: Vector
  readonly budgetBytes: number
}

/**
 * Reads signed batches for relaying. A sender that lost an answer may have sent 1..10 and then 1..15; both are kept, and
 * the longest that leads on from what the other side holds is served.
 */
export function createBatchReader(
  db: SqlDatabase,
): (commune: string, request: PullRequest) => Promise<PulledBatches> {
  const selectNext = db.query(
    `SELECT s, i, from_n AS "from", to_n AS "to", head, key, signature FROM batches
     WHERE commune = ?1 AND s = ?2 AND i = ?3 AND from_n <= ?4 AND to_n >= ?4
     ORDER BY CASE WHEN from_n = ?4 THEN 0 ELSE 1 END, to_n DESC LIMIT 1`,
    BatchRow,
  )
  const selectBodies = db.query(
    'SELECT body FROM ops WHERE commune = ? AND s = ? AND i = ? AND n BETWEEN ? AND ? ORDER BY n',
    BodyRow,
  )

  async function batchFrom(commune: string, origin: { s: string; i: number }, n: number): Promise<OpBatch> {
    const row = await selectNext.first([commune, origin.s, origin.i, n])
    if (row === undefined) throw new Error(`op ${n} of ${originOf(origin)} is in no batch`)
    const bodies = await selectBodies.all([commune, row.s, row.i, row.from, row.to])
    return { ...row, ops: bodies.map(({ body }) => body) }
  }

  return async (commune, { held, above, budgetBytes }) => {
    const batches: OpBatch[] = []
    let spentBytes = 0
    for (const name of Object.keys(held).sort()) {
      const last = held[name] ?? 0
      const [s = '', i = '0'] = name.split('.')
      let next = (above[name] ?? 0) + 1
      while (next <= last) {
        const batch = await batchFrom(commune, { s, i: Number(i) }, next)
        const sizeBytes = batch.ops.reduce((sum, body) => sum + Buffer.byteLength(body), 0)
        if (batches.length > 0 && spentBytes + sizeBytes > budgetBytes) return { batches, hasMore: true }
        batches.push(batch)
        spentBytes += sizeBytes
        next = batch.to + 1
      }
    }
    return { batches, hasMore: false }
  }
}
