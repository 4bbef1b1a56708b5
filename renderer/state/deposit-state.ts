import type { SyncStatus } from '../../domain/api.ts'
import type { Deposit } from '../../domain/records/deposit.ts'

/** How far a deposit has come; only a receipt makes it `accepted`. */
export type DepositState = 'saved' | 'sending' | 'sent' | 'accepted' | 'returned'

/**
 * What may be said of a deposit. `sent` is claimed only when the server holds everything this PC has saved, since the
 * sync tells what is unsent in all and not for one deposit.
 */
export function depositState(deposit: Pick<Deposit, 'outcome'>, sync: SyncStatus | null): DepositState {
  if (deposit.outcome !== null) return deposit.outcome.isAccepted ? 'accepted' : 'returned'
  if (sync === null || sync.connection === null) return 'saved'
  if (sync.unsentOps === 0 && sync.unsentBlobs === 0) return 'sent'
  return sync.activity === 'working' ? 'sending' : 'saved'
}

/** From here on a wrong clock is told. */
const toldSkewMs = 10 * 60_000

/** Whole minutes by which this PC's clock differs from the server's, if that is worth telling. */
export function toldSkewMinutes(sync: SyncStatus): number | null {
  const skewMs = sync.clockSkewMs ?? 0
  return Math.abs(skewMs) > toldSkewMs ? Math.round(Math.abs(skewMs) / 60_000) : null
}
