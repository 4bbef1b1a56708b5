import { createHash, createPrivateKey, randomBytes } from 'node:crypto'
import { ReadableStream } from 'node:stream/web'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bech32 } from '@scure/base'
import { Decrypter, Encrypter } from 'age-encryption'
import type { BagCrypto } from '../../domain/bag/bag-ports.ts'
import { bagFault } from '../../domain/bag/bag-refusal.ts'
import { Fault } from '../../domain/fault.ts'
import { errorCode } from '../../domain/medium-fault.ts'
import { isSignedBy, type SigningKey } from '../identity/keys.ts'

/**
 * Sealing and signing with the Ed25519 keys that stations and server have already (age, X25519).
 * @param receivers raw Ed25519 keys to which bags are sealed, base64url
 */
export function createBagCrypto(key: SigningKey, receivers: readonly string[]): BagCrypto {
  const encrypter = new Encrypter()
  for (const receiver of receivers) encrypter.addRecipient(recipientOf(receiver))
  const decrypter = new Decrypter()
  decrypter.addIdentity(identityOf(key))
  return {
    publicKey: key.publicKey,
    sign: (text) => key.sign(text),
    isSigned: isSignedBy,
    hash: () => {
      const hash = createHash('sha256')
      return { update: (bytes) => hash.update(bytes), hex: () => hash.digest('hex') }
    },
    seal: async function* (plain) {
      yield* await encrypter.encrypt(ReadableStream.from(plain))
    },
    unseal: (sealed) => unsealed(decrypter, sealed),
    encode: (text) => Buffer.from(text, 'utf8'),
    decode: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  }
}

/** The recipient of age for whoever holds this Ed25519 key. @param key raw, base64url */
function recipientOf(key: string): string {
  return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(Buffer.from(key, 'base64url')))
}

function identityOf(key: SigningKey): string {
  const { d } = createPrivateKey(key.pem).export({ format: 'jwk' })
  if (d === undefined) throw new TypeError('not an Ed25519 key')
  const secret = ed25519.utils.toMontgomerySecret(Buffer.from(d, 'base64url'))
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase()
}

async function* unsealed(
  decrypter: Decrypter,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const source = sealed[Symbol.asyncIterator]()
  try {
    yield* await decrypter.decrypt(ReadableStream.from({ [Symbol.asyncIterator]: () => source }))
  } catch (error) {
    // What the system says of a stick, and what was found wrong before, keeps its own words; the rest is the library's.
    if (error instanceof Fault || errorCode(error) !== '') throw error
    throw bagFault('altered', 'a sealed file cannot be opened', error)
  } finally {
    // The library leaves a stream open whose header it cannot read.
    await source.return?.()
  }
}
