import { createHash } from 'node:crypto'
import { Fault } from '../../domain/fault.ts'
import { type Receipt, receiptText } from '../../domain/receipt.ts'
import { isSigned } from './is-signed.ts'

export interface ReceiptRules {
  readonly commune: string
  readonly epoch: string
  readonly serverKey: string
  /** The manifest this station computed for a deposit, or null for one it does not know yet. */
  readonly manifestOf: (deposit: string) => string | null
}

/**
 * The receipts held with the new ones behind them. @throws Fault 'server-suspect' where one does not continue the chain,
 * is not signed by the pinned key, or speaks of another manifest than ours (I14, SY5).
 */
export function extendReceipts(
  held: readonly Receipt[],
  fresh: readonly Receipt[],
  rules: ReceiptRules,
): readonly Receipt[] {
  return fresh.reduce<readonly Receipt[]>((chain, receipt) => {
    const last = lastOfEpoch(chain, rules.epoch)
    if (last !== null && receipt.body.seq <= last.body.seq) return chain
    const fault = faultOf(receipt, last, rules)
    if (fault !== null) throw new Fault('server-suspect', `receipt ${receipt.body.seq}: ${fault}`)
    return [...chain, receipt]
  }, held)
}

export function lastOfEpoch(receipts: readonly Receipt[], epoch: string): Receipt | null {
  return receipts.findLast((receipt) => receipt.body.epoch === epoch) ?? null
}

function faultOf({ body, signature }: Receipt, last: Receipt | null, rules: ReceiptRules): string | null {
  if (body.commune !== rules.commune || body.epoch !== rules.epoch) return 'of another commune or epoch'
  if (body.seq !== (last?.body.seq ?? 0) + 1) return 'a gap in the chain'
  if (body.previous !== (last === null ? null : hashOf(last))) return 'another past'
  if (!isSigned(receiptText(body), signature, rules.serverKey)) return 'a wrong signature'
  return isOfOurManifest(body, rules) ? null : 'another manifest'
}

function isOfOurManifest({ deposit }: Receipt['body'], rules: ReceiptRules): boolean {
  if (deposit === null) return true
  const ours = rules.manifestOf(deposit.id)
  return ours === null || ours === deposit.manifest
}

function hashOf(receipt: Receipt): string {
  return createHash('sha256').update(receiptText(receipt.body)).digest('hex')
}
