import type { AuditLog } from '../audit/audit-log.ts'
import { createRefusalNotes } from '../audit/refusal-notes.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { TakenBatch } from './take-batches.ts'

interface WatchPorts {
  readonly metrics: Pick<Metrics, 'batch'>
  readonly audit: AuditLog
  readonly clock: () => number
}

/** Counts batches by what became of them, and remembers two histories under one name: a copied or a hostile station. */
export function createWatchBatches(ports: WatchPorts): (taken: TakenBatch) => Promise<void> {
  const { metrics, audit, clock } = ports
  const isWorthNoting = createRefusalNotes(clock)
  return async ({ commune, sender, batch, ops, code }) => {
    metrics.batch(code ?? 'taken', ops)
    if (code !== 'fork' || !isWorthNoting(`${sender} ${batch.s}`)) return
    await audit.note({
      time: new Date(clock()).toISOString(),
      actor: { kind: 'station', name: sender },
      action: 'fork-seen',
      commune,
      subject: batch.s,
      detail: { incarnation: batch.i, from: batch.from },
    })
  }
}
