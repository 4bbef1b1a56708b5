import * as z from 'zod'
import type { SqlDatabase } from '../store/sql.ts'

const FeedRow = z.object({ commune: z.string(), seq: z.int() })

/** How many ops are held of each commune. */
export function createFeedSizes(db: SqlDatabase): () => Promise<ReadonlyMap<string, number>> {
  const select = db.query('SELECT commune, seq FROM feeds', FeedRow)
  return async () => new Map((await select.all([])).map(({ commune, seq }) => [commune, seq]))
}
