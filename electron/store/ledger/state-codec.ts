import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { RecordState } from '../../../domain/merge.ts'
import type { Origin, RecordId } from '../../../domain/op.ts'
import { seal, unseal } from '../keys/sealing.ts'

/** A folded record with what the chains need in order to go on with it. */
export interface LedgerEntry {
  readonly record: RecordState
  /** Origin -> hash of its last op on this record, base64url. */
  readonly heads: Readonly<Record<Origin, string>>
}

/** States repeat their ids and names; the fastest level takes away two thirds of them. */
const DEFLATE_LEVEL = 1

export function sealEntry(key: Uint8Array, { record, heads }: LedgerEntry): Uint8Array {
  const text = JSON.stringify({ cells: record.cells, at: record.at, heads })
  return seal(key, deflateRawSync(text, { level: DEFLATE_LEVEL }), contextOf(record.id))
}

/** Null where it is not what was sealed for this record. */
export function unsealEntry(key: Uint8Array, id: RecordId, sealed: Uint8Array): LedgerEntry | null {
  const plain = unseal(key, sealed, contextOf(id))
  if (plain === null) return null
  // The seal says that we wrote it.
  const { cells, at, heads } = JSON.parse(inflateRawSync(plain).toString('utf8')) as Pick<
    RecordState,
    'cells' | 'at'
  > &
    Pick<LedgerEntry, 'heads'>
  return { record: { id, cells, at }, heads }
}

function contextOf(id: RecordId): string {
  return `ledger/${id}`
}
