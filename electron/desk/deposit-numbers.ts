import { depositOrdinals } from '../../domain/deposit-ordinal.ts'
import type { RecordId } from '../../domain/op.ts'
import { type DepositHead, depositHead } from '../../domain/records/deposit.ts'
import { ALL_RECORDS } from './plan/plan-records.ts'
import type { Records } from './ports.ts'

/** Every deposit of the vault, as it was written. */
export function allDeposits({ catalogue, record }: Records): readonly DepositHead[] {
  const ids = catalogue.ids({ kind: 'deposit', order: 'newest', limit: ALL_RECORDS })
  return ids.map((id) => depositHead(record(id)))
}

/** The number (lần nộp) of one deposit among all of its fonds. */
export function ordinalOf(records: Records, id: RecordId): number {
  return depositOrdinals(allDeposits(records)).get(id) ?? depositHead(records.record(id)).ordinal
}
