import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
export const NONCE_BYTES = 12
export const TAG_BYTES = 16

/** One key for each use, so that nothing sealed for one can pass for another. */
export interface VaultKeys {
  readonly log: Uint8Array
  readonly blob: Uint8Array
  readonly blobName: Uint8Array
  readonly derived: Uint8Array
  readonly derivedName: Uint8Array
  readonly snapshot: Uint8Array
  readonly ledger: Uint8Array
  readonly settings: Uint8Array
  readonly index: Uint8Array
  readonly station: Uint8Array
  readonly backup: Uint8Array
}

/** Derives the keys from the data key: HKDF-SHA-256 (RFC 5869), salted with the id of the vault. */
export function deriveKeys(dataKey: Uint8Array, vaultId: string): VaultKeys {
  const derive = (use: string) => deriveKey(dataKey, vaultId, `hsx1/${use}`)
  return {
    log: derive('log'),
    blob: derive('blob'),
    blobName: derive('blob-name'),
    derived: derive('derived'),
    derivedName: derive('derived-name'),
    snapshot: derive('snapshot'),
    ledger: derive('ledger'),
    settings: derive('settings'),
    index: derive('index'),
    station: derive('station'),
    backup: derive('backup'),
  }
}

/** Overwrites keys in memory; what others made of them (such as the password of a database) is theirs to drop. */
export function forgetKeys(keys: VaultKeys): void {
  for (const key of Object.values<Uint8Array>({ ...keys })) forget(key)
}

export function forget(secret: Uint8Array): void {
  secret.fill(0)
}

export function deriveKey(key: Uint8Array, salt: string | Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, 32))
}

/** AES-256-GCM: nonce 12 | ciphertext | tag 16, under a random nonce. `context` must be the same to unseal. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  return Buffer.concat([nonce, sealAt({ key, nonce, context }, plain)])
}

/** The content, or null where a single bit of it, its key or its context is not what was sealed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | null {
  return unsealAt({ key, nonce: sealed.subarray(0, NONCE_BYTES), context }, sealed.subarray(NONCE_BYTES))
}

/** The same nonce must never serve one key for two contents. */
export interface SealPlace {
  readonly key: Uint8Array
  readonly nonce: Uint8Array
  readonly context?: string
}

/** Ciphertext | tag 16. */
export function sealAt(place: SealPlace, plain: Uint8Array): Uint8Array {
  return Buffer.concat(sealInParts(place, plain))
}

/** Ciphertext and tag 16 apart, for whoever joins them with more anyway. */
export function sealInParts(
  { key, nonce, context = '' }: SealPlace,
  plain: Uint8Array,
): readonly Uint8Array[] {
  // Whatever still runs after the keys were forgotten must not write what anybody could open.
  if (key.every((byte) => byte === 0)) throw new RangeError('the key was forgotten')
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context))
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
}

export function unsealAt({ key, nonce, context = '' }: SealPlace, sealed: Uint8Array): Uint8Array | null {
  if (nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) return null
  const body = sealed.subarray(0, sealed.length - TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const plain = decipher.update(body)
  try {
    decipher.final()
  } catch {
    // The only way for `final` to throw is that the tag does not match.
    return null
  }
  return plain
}
