import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const STATION_ID_CHARACTERS = 16

/** A private key with what is derived from it. */
export interface SigningKey {
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
  readonly stationId: string
  /** PKCS #8, PEM. */
  readonly pem: string
  /** Ed25519 over the UTF-8 bytes of `text`, base64url. */
  sign(text: string): string
}

export function createSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return signingKeyOf(privateKey)
}

export function readSigningKey(pem: string): SigningKey {
  return signingKeyOf(createPrivateKey(pem))
}

function signingKeyOf(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new TypeError('not an Ed25519 key')
  return {
    publicKey: x,
    stationId: stationIdOf(x),
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  }
}

/** The id that a key names: base32 of the SHA-256 of the raw key, its first 16 characters. */
export function stationIdOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest()
  return base32(hash).slice(0, STATION_ID_CHARACTERS)
}

/** RFC 4648 section 6, lower case, no padding. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => ALPHABET.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('')
}

/** Is `signature` made by this key over the text? A key that is none counts as no. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch (error) {
    // Node.js reports bytes that are no key as an error of its crypto library.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
