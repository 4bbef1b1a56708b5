import { createPublicKey, verify } from 'node:crypto'

/** Did the holder of a raw Ed25519 public key (base64url) sign the UTF-8 bytes of this text? */
export function isSigned(text: string, signature: string, key: string): boolean {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))
}
