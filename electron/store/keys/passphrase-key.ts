import { randomBytes } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { scryptAsync } from '@noble/hashes/scrypt.js'
import { type Identity, type Recipient, Stanza } from 'age-encryption'

/*
 * The scrypt recipient of age (https://age-encryption.org/v1, "The scrypt recipient type"), byte for byte what the age
 * command reads and writes. The package has its own, which holds the only thread for more than a second; this one gives
 * way every few milliseconds. (Node's native scrypt is no way out: Electron 33 computes it once on the main thread, to
 * check its parameters, and its BoringSSL has no ChaCha20-Poly1305. Tried 2026-11.)
 */
const LABEL = 'age-encryption.org/v1/scrypt'
const SALT_BYTES = 16
const FILE_KEY_BYTES = 16
const SLICE_MS = 10
/** More would be an attempt to keep us busy: 2^20 takes 1 GiB. */
const MOST_LOG_N = 20

export function passphraseRecipient(passphrase: string, scryptLogN: number): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(SALT_BYTES)
      const key = await deriveKey(passphrase, salt, scryptLogN)
      const sealed = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey)
      return [new Stanza(['scrypt', toBase64(salt), String(scryptLogN)], sealed)]
    },
  }
}

/** Unwraps nothing where the passphrase is another one. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza] = stanzas
      if (stanza === undefined || stanzas.length !== 1) return null
      const [type, salt = '', logN = ''] = stanza.args
      if (type !== 'scrypt') return null
      if (
        !/^[1-9]\d?$/.test(logN) ||
        Number(logN) > MOST_LOG_N ||
        stanza.body.length !== FILE_KEY_BYTES + 16
      ) {
        throw new RangeError('not a scrypt stanza that this program opens')
      }
      const key = await deriveKey(passphrase, Buffer.from(salt, 'base64'), Number(logN))
      return decrypt(key, stanza.body)
    },
  }
}

function decrypt(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  try {
    return chacha20poly1305(key, new Uint8Array(12)).decrypt(sealed)
  } catch {
    // The lengths were checked, so only a wrong tag is left.
    return null
  }
}

function deriveKey(passphrase: string, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  // Vietnamese letters are typed composed on one machine and decomposed on another.
  const secret = Buffer.from(passphrase.normalize('NFC'))
  const labelled = Buffer.concat([Buffer.from(LABEL), salt])
  return scryptAsync(secret, labelled, { N: 2 ** logN, r: 8, p: 1, dkLen: 32, asyncTick: SLICE_MS })
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
