import * as z from 'zod'
import { canonicalJson, type Json } from './json.ts'
import { Sha256, Vector } from './op.ts'

/**
 * What the province signs. Receipts form one chain per commune and epoch (I14): `previous` is the hash of the one
 * before, `seq` counts from 1. A receipt with a `deposit` is the acceptance of that deposit and carries its number.
 */
export const ReceiptBody = z.object({
  commune: z.string(),
  epoch: z.string(),
  seq: z.int().min(1),
  previous: Sha256.nullable(),
  /** ISO 8601 instant at the server. */
  time: z.string(),
  /** What of the commune's ops the server held when it signed. */
  vector: Vector,
  deposit: z
    .object({
      id: z.string(),
      number: z.string(),
      ordinal: z.int(),
      manifest: Sha256,
      caseFiles: z.int(),
      documents: z.int(),
      blobs: z.int(),
      sizeBytes: z.int(),
      acceptedBy: z.string(),
    })
    .nullable(),
})
export type ReceiptBody = z.infer<typeof ReceiptBody>

/** `signature`: Ed25519 by the server's key over `receiptText(body)`, base64url. */
export const Receipt = z.object({ body: ReceiptBody, signature: z.string() })
export type Receipt = z.infer<typeof Receipt>

/** The bytes that are signed and, hashed, chained. */
export function receiptText(body: ReceiptBody): string {
  // A parsed receipt body holds JSON values only.
  return `hsx1r\0${canonicalJson(body as unknown as Json)}`
}
