import type { Op, RecordId, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'
import type { ChainTip } from './chain-walk.ts'

/** An op with the text it came in, which is what is hashed, stored and served again. */
export interface CheckedOp {
  readonly op: Op
  readonly body: string
}

/** A batch whose signature, texts and rights were checked. The chain is the store's to check. */
export interface CheckedBatch {
  readonly batch: OpBatch
  readonly ops: readonly CheckedOp[]
}

/** What became of a batch: `added` are the ops that were new, none where all were held already. */
export type BatchOutcome =
  | { readonly kind: 'taken'; readonly added: readonly Op[] }
  | { readonly kind: 'refused'; readonly code: 'gap' | 'fork' | 'chain' }

export interface PulledBatches {
  readonly batches: readonly OpBatch[]
  readonly hasMore: boolean
}

/**
 * The ops of every commune, their signed batches and the receipts given: append-only. Any implementation passes
 * `opStoreContract`.
 */
export interface OpStore {
  /**
   * Takes each batch whole or not at all, all of one call in one transaction that is durable on return. The place of an
   * op in its commune's feed is taken in the same transaction, so a reader of the feed can miss none.
   * @param receipt stored in the same transaction; then every batch must be taken, or nothing is
   */
  append(
    commune: string,
    batches: readonly CheckedBatch[],
    receipt?: Receipt,
  ): Promise<readonly BatchOutcome[]>
  vector(commune: string): Promise<Vector>
  tip(commune: string, origin: Pick<Op, 's' | 'i'>, records: readonly RecordId[]): Promise<ChainTip>
  /** Signed batches that lead on from `vector`, at least one where there is any, then up to `budgetBytes` of bodies. */
  batchesAbove(commune: string, vector: Vector, budgetBytes: number): Promise<PulledBatches>
  /** Bodies in the order of the commune's feed, with their place in it. */
  feed(
    commune: string,
    afterSeq: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly body: string }[]>
  /** Receipts of one epoch in their order. */
  receiptsAbove(commune: string, epoch: string, seq: number): Promise<readonly Receipt[]>
  lastReceipt(commune: string, epoch: string): Promise<Receipt | null>
  receiptOfDeposit(commune: string, deposit: string): Promise<Receipt | null>
  /** The greatest receipt number with this prefix over all communes, or null. */
  lastReceiptNumber(prefix: string): Promise<string | null>
}
