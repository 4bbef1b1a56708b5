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

/** The keys that one passphrase gives, each salt's computed once: N slots under one salt cost one scrypt. */
export interface PassphraseKeys {
  at(salt: Uint8Array, logN: number): Promise<Uint8Array>
  /** Overwrites the passphrase and its keys. */
  forget(): void
}

export function passphraseKeys(passphrase: string): PassphraseKeys {
  // Vietnamese letters are typed composed on one machine and decomposed on another.
  const secret = Buffer.from(passphrase.normalize('NFC'))
  const known = new Map<string, Uint8Array>()
  return {
    at: async (salt, logN) => {
      const name = `${logN} ${toBase64(salt)}`
      const key = known.get(name) ?? (await deriveKey(secret, salt, logN))
      known.set(name, key)
      return key
    },
    forget: () => {
      secret.fill(0)
      for (const key of known.values()) key.fill(0)
      known.clear()
    },
  }
}

export interface ScryptPlace {
  readonly scryptLogN: number
  /** That of the vault's other passphrase slots; a new one where there are none. */
  readonly salt?: Uint8Array
}

export function passphraseRecipient(keys: PassphraseKeys, { scryptLogN, salt }: ScryptPlace): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const place = salt ?? randomBytes(SALT_BYTES)
      const key = await keys.at(place, scryptLogN)
      const sealed = chacha20poly1305(key, new Uint8Array(12)).encrypt(fileKey)
      return [new Stanza(['scrypt', toBase64(place), String(scryptLogN)], sealed)]
    },
  }
}

/** Unwraps nothing where the passphrase is another one. */
export function passphraseIdentity(keys: PassphraseKeys): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza] = stanzas
      if (stanza === undefined || stanzas.length !== 1) return null
      const place = scryptPlace(stanza)
      return place === null ? null : decrypt(await keys.at(place.salt, place.logN), stanza.body)
    },
  }
}

/** Null for a stanza of another kind. @throws RangeError for one that is malformed or would take too long */
function scryptPlace({ args, body }: Stanza): { readonly salt: Uint8Array; readonly logN: number } | null {
  const [type, salt = '', logN = ''] = args
  if (type !== 'scrypt') return null
  const isKnown = /^[1-9]\d?$/.test(logN) && Number(logN) <= MOST_LOG_N
  if (!isKnown || body.length !== FILE_KEY_BYTES + 16) {
    throw new RangeError('not a scrypt stanza that this program opens')
  }
  return { salt: Buffer.from(salt, 'base64'), logN: Number(logN) }
}

const HEAD = /^-> scrypt ([A-Za-z0-9+/]{22}) \d{1,2}$/m

/** The salt in the clear head of a passphrase slot, undefined where it has none. @param slot the age file, not armoured */
export function saltOf(slot: Uint8Array): Uint8Array | undefined {
  const [, salt] = HEAD.exec(Buffer.from(slot.subarray(0, 200)).toString('latin1')) ?? []
  return salt === undefined ? undefined : Buffer.from(salt, 'base64')
}

function decrypt(key: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  try {
    return chacha20poly1305(key, new Uint8Array(12)).decrypt(sealed)
  } catch {
    // The lengths were checked, so only a wrong tag is left.
    return null
  }
}

function deriveKey(secret: Uint8Array, salt: Uint8Array, logN: number): Promise<Uint8Array> {
  const labelled = Buffer.concat([Buffer.from(LABEL), salt])
  return scryptAsync(secret, labelled, { N: 2 ** logN, r: 8, p: 1, dkLen: 32, asyncTick: SLICE_MS })
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '')
}
