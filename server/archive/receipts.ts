import type { Vector } from '../../domain/op.ts'
import { type Receipt, type ReceiptBody, receiptText } from '../../domain/receipt.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { sha256Hex } from '../identity/keys.ts'
import type { ServerIdentity } from '../identity/server-identity.ts'
import type { OpStore } from '../store/op-store.ts'
import type { DepositContents } from './deposit-contents.ts'

const NUMBER_DIGITS = 6

interface Acceptance {
  readonly commune: string
  readonly deposit: Deposit
  readonly contents: DepositContents
  readonly by: string
  readonly sizeBytes: number
}

interface ReceiptDraft {
  /** `BN-<year>-<six digits>`. */
  readonly number: string
  /** @param time ISO 8601 instant */
  sign(vector: Vector, time: string): Receipt
}

/** Prepares the next receipt of a commune's chain (I14); nothing is kept until the receipt is stored. */
export interface IssueReceipt {
  draft(acceptance: Acceptance): Promise<ReceiptDraft>
}

export function createIssueReceipt(
  store: OpStore,
  identity: ServerIdentity,
  clock: () => number,
): IssueReceipt {
  async function nextNumber(): Promise<string> {
    const prefix = `BN-${new Date(clock()).getFullYear()}-`
    const last = await store.lastReceiptNumber(prefix)
    const count = last === null ? 0 : Number(last.slice(prefix.length))
    return `${prefix}${String(count + 1).padStart(NUMBER_DIGITS, '0')}`
  }

  return {
    draft: async ({ commune, deposit, contents, by, sizeBytes }) => {
      const before = await store.lastReceipt(commune, identity.epoch)
      const number = await nextNumber()
      const body = (vector: Vector, time: string): ReceiptBody => ({
        commune,
        epoch: identity.epoch,
        seq: (before?.body.seq ?? 0) + 1,
        previous: before === null ? null : sha256Hex(receiptText(before.body)),
        time,
        vector: { ...vector },
        deposit: {
          id: deposit.id,
          number,
          ordinal: deposit.ordinal,
          manifest: deposit.manifest,
          caseFiles: contents.files.length,
          documents: contents.documents.length,
          blobs: contents.blobs.length,
          sizeBytes,
          acceptedBy: by,
        },
      })
      return {
        number,
        sign: (vector, time) => {
          const signed = body(vector, time)
          return { body: signed, signature: identity.key.sign(receiptText(signed)) }
        },
      }
    },
  }
}
