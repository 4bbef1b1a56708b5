import * as z from 'zod'
import { BagSet } from '../../domain/bag/bag-format.ts'
import type { PlanLimits } from '../../domain/bag/bag-plan.ts'
import type { BagCrypto, BagDisk } from '../../domain/bag/bag-ports.ts'
import type { RecordState } from '../../domain/merge.ts'
import { type RecordId, Sha256, Vector } from '../../domain/op.ts'
import type { Receipt } from '../../domain/receipt.ts'
import type { OpBatch } from '../../domain/sync/protocol.ts'

/** What of the vault a hand-over on a stick needs: the same as one over a line. */
export interface BagStore {
  readonly station: { readonly id: string; readonly publicKey: string }
  sign(text: string): string
  record(id: RecordId): RecordState
  vector(): Vector
  unsent(
    theirs: Vector,
    limits: { ops: number; bytes: number },
  ): Promise<{
    readonly incarnation: number
    readonly from: number
    readonly to: number
    readonly ops: readonly string[]
    readonly head: string
  } | null>
  ingest(batch: OpBatch, commune: string): Promise<unknown>
  openBlob(sha: Sha256): Promise<{
    readonly sizeBytes: number
    read(offset: number, length: number): Promise<Uint8Array>
    close(): Promise<void>
  }>
  hasBlob(sha: Sha256): Promise<boolean>
  missingBlobs(): Promise<readonly Sha256[]>
  storeBlob(sha: Sha256, bytes: AsyncIterable<Uint8Array>): Promise<void>
}

/** What is known of the server, whichever way it was told: its history, what of ours it holds, its receipts. */
export interface KnownServer {
  readonly epoch: string
  readonly vector: Vector
  readonly receipts: readonly Receipt[]
}

/** What the server asked for when it held this much; blobs that later edits name are not among them. */
const Asked = z.object({ vector: Vector, wanted: z.array(Sha256) })
export type Asked = z.infer<typeof Asked>

/** What is remembered of bags; losing it costs blobs that are written once more. */
export const BagMemory = z.object({
  /** The sets written last, each with the history of the server that was known then. */
  written: z.array(z.object({ set: BagSet, epoch: z.string() })).max(100),
  asked: Asked.nullable(),
})
export type BagMemory = z.infer<typeof BagMemory>
export const emptyBagMemory: BagMemory = { written: [], asked: null }

export interface BagPorts {
  readonly store: BagStore
  readonly disk: BagDisk
  /** Seals to these raw Ed25519 keys. */
  readonly crypto: (receivers: readonly string[]) => BagCrypto
  /** Where this station was enrolled; null before. */
  readonly province: () => { readonly commune: string; readonly serverKey: string } | null
  readonly server: {
    known(): KnownServer
    /** What the line told last; null where it was not asked since the vault was opened. */
    asked(): Asked | null
    learn(known: KnownServer, asked: Asked | null): Promise<void>
  }
  readonly memory: { readonly value: BagMemory; save(value: BagMemory): Promise<void> }
  /** Blobs that the server may lack, most urgent first. */
  readonly dueBlobs: (asked: Asked | null) => readonly Sha256[]
  /** The receipts held with the new ones behind them. @throws Fault 'server-suspect' */
  readonly extendReceipts: (
    held: readonly Receipt[],
    fresh: readonly Receipt[],
    rules: { readonly commune: string; readonly epoch: string; readonly serverKey: string },
  ) => readonly Receipt[]
  /** ISO 8601 instant. */
  readonly now: () => string
  readonly limits?: PlanLimits & { readonly pieceBytes?: number }
}
