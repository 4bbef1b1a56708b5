/** SHA-256 of some bytes as the platform provides it. */
export type HashBytes = (bytes: Uint8Array) => Uint8Array

export const ZERO_HASH = new Uint8Array(32)
const OP_TAG = [0x68, 0x73, 0x78, 0x31, 0x00] // 'hsx1\0'

/**
 * h(op) = SHA-256('hsx1\0' || hash of the previous op of this origin || hash of its previous op on the same record, or
 * 32 zero bytes || body). Both earlier hashes come from the reader's own copy and are never sent, so one signature over
 * the last hash of a batch covers every body before it.
 */
export function chainHash(
  hash: HashBytes,
  previous: { readonly ofOrigin: Uint8Array; readonly ofRecord: Uint8Array },
  body: Uint8Array,
): Uint8Array {
  const bytes = new Uint8Array(OP_TAG.length + 64 + body.length)
  bytes.set(OP_TAG, 0)
  bytes.set(previous.ofOrigin, OP_TAG.length)
  bytes.set(previous.ofRecord, OP_TAG.length + 32)
  bytes.set(body, OP_TAG.length + 64)
  return hash(bytes)
}
