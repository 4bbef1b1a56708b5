import type { DepositDetail, DepositRow } from '../../../domain/console/deposit-api.ts'
import type { Deposit } from '../../../domain/records/deposit.ts'
import type { Document } from '../../../domain/records/document.ts'

/** Where a deposit stands: its files still come, all are here, or it was decided on. */
export type DepositStage = 'receiving' | 'complete' | 'accepted' | 'returned'

export function stageOf({ deposit, blobsNamed, blobsStored }: DepositRow): DepositStage {
  if (deposit.outcome !== null) return deposit.outcome.isAccepted ? 'accepted' : 'returned'
  return blobsStored < blobsNamed ? 'receiving' : 'complete'
}

/** Days in which the archive decides on a deposit, by guidance 7197/BKHCN-CĐSQG; TT 05/2025 names no number. */
export const DECIDED_WITHIN_DAYS = 60

/** Does it wait longer than the archive may take? */
export function isOverdue({ deposit, waitedDays }: Pick<DepositRow, 'deposit' | 'waitedDays'>): boolean {
  return deposit.outcome === null && waitedDays > DECIDED_WITHIN_DAYS
}

/** What keeps a deposit from being accepted. */
export type Obstacle =
  | { readonly kind: 'decided' }
  | { readonly kind: 'missing'; readonly count: number }
  | { readonly kind: 'manifest' }
  | { readonly kind: 'failing'; readonly count: number }

/** The first thing to be mended before acceptance, in the order in which the server checks them. */
export function obstacleOf(detail: DepositDetail): Obstacle | null {
  const { deposit, blobsNamed, blobsStored, manifestMatches } = detail
  if (deposit.outcome !== null) return { kind: 'decided' }
  if (blobsStored < blobsNamed) return { kind: 'missing', count: blobsNamed - blobsStored }
  if (!manifestMatches) return { kind: 'manifest' }
  const { failed } = countVerdicts(deposit, documentsOf(detail))
  return failed > 0 ? { kind: 'failing', count: failed } : null
}

export interface VerdictCounts {
  readonly passed: number
  readonly failed: number
  /** Not examined yet. */
  readonly open: number
  /** State secrets, which nobody examines. */
  readonly isolated: number
}

export function countVerdicts(deposit: Deposit, documents: readonly Document[]): VerdictCounts {
  const examined = documents.filter(({ isolated }) => isolated === undefined)
  const verdicts = examined.map(({ id }) => deposit.verdicts[id])
  const passed = verdicts.filter((verdict) => verdict?.hasPassed === true).length
  const failed = verdicts.filter((verdict) => verdict?.hasPassed === false).length
  const isolated = documents.length - examined.length
  return { passed, failed, open: examined.length - passed - failed, isolated }
}

/** All documents in the order of the contents list. */
export function documentsOf(detail: DepositDetail): readonly Document[] {
  return detail.files.flatMap((file) => file.documents)
}
