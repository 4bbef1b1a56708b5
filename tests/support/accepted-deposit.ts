import type { Edit, RecordId } from '../../domain/op.ts'
import { newDeposit } from '../../domain/records/deposit.ts'

/** An accepted deposit as its records hold it, with what it made of its case files. */
export function acceptedDeposit(
  id: RecordId,
  head: { readonly fonds: string; readonly ordinal: number; readonly manifest: string },
  caseFiles: readonly RecordId[],
): readonly Edit[] {
  const decided = { decidedAt: '2026-01-06T00:00:00.000Z', decidedBy: 'luutru', reason: '' }
  const outcome = { isAccepted: true, receiptNumber: `BN-${head.ordinal}`, ...decided }
  return [
    ...newDeposit(id, { ...head, createdAt: '2026-01-05T00:00:00.000Z', caseFiles: [...caseFiles] }),
    { record: id, path: '/outcome', value: outcome },
    ...caseFiles.flatMap((record): Edit[] => [
      { record, path: '/state', value: { name: 'deposited', reason: null } },
      { record, path: '/deposit', value: id },
    ]),
  ]
}
