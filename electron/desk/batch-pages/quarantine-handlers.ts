import type { BatchPagesApi, RefusedSource } from '../../../domain/batch-pages-api.ts'
import type { RecordId } from '../../../domain/op.ts'
import { batchSources } from '../../../domain/records/batch.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import type { Intake } from '../intake.ts'
import type { Records } from '../ports.ts'

type QuarantineApi = Pick<BatchPagesApi, 'quarantine' | 'retryRefused'>

/** Batches that are looked into for refused files, the newest first. */
const MOST_BATCHES = 2000

/** What was refused, wherever it came in: nothing of it was lost, and all of it can be tried again. */
export function quarantineHandlers(
  records: Records,
  intake: Pick<Intake, 'retryAll'>,
): Handlers<QuarantineApi> {
  return {
    quarantine: async ({ offset, limit }) => {
      const all = batchesWithRefusals(records).flatMap((batch) => refusedIn(records, batch))
      return { rows: all.slice(offset, offset + limit), total: all.length }
    },
    retryRefused: async ({ batch }) => {
      let retried = 0
      for (const id of batch === null ? batchesWithRefusals(records) : [batch])
        retried += await intake.retryAll(id)
      return { retried }
    },
  }
}

function batchesWithRefusals({ catalogue }: Records): readonly RecordId[] {
  if (catalogue.tally({ kind: 'batch' }).refused === 0) return []
  return catalogue.ids({ kind: 'batch', order: 'newest', limit: MOST_BATCHES })
}

function refusedIn({ record }: Records, batch: RecordId): readonly RefusedSource[] {
  return batchSources(record(batch)).flatMap(({ index, source }) =>
    source.outcome.kind === 'refused' ? [{ batch, index, source }] : [],
  )
}
