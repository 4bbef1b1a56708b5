/** Crockford's base 32: no letter can be taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4
const CODE_CHARACTERS = 20
/** 60 bits of the server key's hash: enough that nobody makes another key with the same ones while a code lives. */
const FINGERPRINT_CHARACTERS = 12

/** What a person types to enrol a PC: a secret that works once, and which server it is for. */
export interface EnrolmentCode {
  /** 20 characters without separators. */
  readonly secret: string
  /** The first bits of the SHA-256 of the server's key; null in a code of an earlier server. */
  readonly fingerprint: string | null
}

/** A code as it was meant, however it was typed; what has another length is left to the server to refuse. */
export function readEnrolmentCode(typed: string): EnrolmentCode {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const fingerprint = plain.slice(CODE_CHARACTERS)
  return {
    secret: plain.slice(0, CODE_CHARACTERS),
    fingerprint: fingerprint === '' ? null : fingerprint,
  }
}

/** @param random 20 bytes */
export function writeEnrolmentCode(random: Uint8Array, fingerprint: string): string {
  const secret = charactersOf(random, CODE_CHARACTERS)
  return inGroups(secret + fingerprint)
}

/** What of a server's key stands in its codes. @param keyHash SHA-256 of the raw Ed25519 public key */
export function fingerprintOf(keyHash: Uint8Array): string {
  return charactersOf(keyHash, FINGERPRINT_CHARACTERS)
}

function charactersOf(bytes: Uint8Array, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}

function inGroups(characters: string): string {
  return characters.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? characters
}
