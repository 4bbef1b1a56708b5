// The library finds its parts by decorators' metadata.
import 'reflect-metadata'
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  webcrypto,
} from 'node:crypto'
import { isIP } from 'node:net'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const DAY_MS = 86_400_000
const LIFE_MS = 730 * DAY_MS
/** Clocks of stations may be behind. */
const BACKDATED_MS = DAY_MS
const SUBJECT = 'Hồ Sơ Xã'

/** A private key on the P-256 curve, PKCS #8, PEM. */
export function createTlsKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** SHA-256 of the SubjectPublicKeyInfo of a private key, base64url: what stations pin. */
export function pinOfKey(keyPem: string): string {
  return createHash('sha256')
    .update(spkiOf(createPublicKey(keyPem)))
    .digest('base64url')
}

function spkiOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' })
}

export interface CertificateWish {
  readonly keyPem: string
  /** Host names and addresses under which the server is called. */
  readonly names: readonly string[]
  readonly nowMs: number
}

/** A certificate of this key signed by itself, good for two years, PEM (RFC 5280). */
export async function createCertificate({ keyPem, names, nowMs }: CertificateWish): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${SUBJECT}`,
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(nowMs + LIFE_MS),
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    keys: await keyPairOf(keyPem),
    extensions: [
      // No authority: it speaks for itself only.
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name })),
      ),
    ],
  })
  return certificate.toString('pem')
}

async function keyPairOf(keyPem: string): Promise<webcrypto.CryptoKeyPair> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = createPrivateKey(keyPem)
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' })
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spkiOf(createPublicKey(key)), curve, true, [
      'verify',
    ]),
  }
}
