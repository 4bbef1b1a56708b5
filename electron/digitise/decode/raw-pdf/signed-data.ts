import { type DerValue, derTag, derText, derTime, derValues, objectIdOf } from './der.ts'

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const SIGNING_TIME = '1.2.840.113549.1.9.5'
const COMMON_NAME = '2.5.4.3'
const ORGANISATION = '2.5.4.10'

export interface SignerNames {
  readonly signer: string | null
  readonly organisation: string | null
  /** ISO 8601; the signer's own clock said so. */
  readonly statedAt: string | null
}

const nobody: SignerNames = { signer: null, organisation: null, statedAt: null }

/** Who signed, after the subject of the certificate that the signature names. Nothing is verified. @see RFC 5652 */
export function signerNames(signature: Uint8Array): SignerNames {
  const [kind, wrapped] = inside(derValues(signature)[0])
  if (kind === undefined || objectIdOf(kind.content) !== SIGNED_DATA) return nobody
  const parts = inside(inside(wrapped)[0])
  const certificates = inside(parts.find(({ tag }) => tag === derTag.first))
  const signer = inside(parts.findLast(({ tag }) => tag === derTag.set))[0]
  const named = inside(signer)
  const serial = inside(named[1])[1]
  const chosen = certificates.find((certificate) => isSame(serialOf(certificate), serial)) ?? certificates[0]
  const subject = chosen === undefined ? [] : subjectOf(chosen)
  const attributes = inside(named.find(({ tag }) => tag === derTag.first))
  return {
    signer: attributeText(subject, COMMON_NAME),
    organisation: attributeText(subject, ORGANISATION),
    statedAt: signingTime(attributes),
  }
}

function inside(value: DerValue | undefined): readonly DerValue[] {
  return value === undefined ? [] : derValues(value.content)
}

/** The signed part of a certificate; a version before the serial number may be missing. @see RFC 5280 4.1 */
function bodyOf(certificate: DerValue): readonly DerValue[] {
  const body = inside(inside(certificate)[0])
  return body[0]?.tag === derTag.first ? body.slice(1) : body
}

function serialOf(certificate: DerValue): DerValue | undefined {
  return bodyOf(certificate)[0]
}

/** The names of the subject, which stands behind serial number, algorithm, issuer and validity. */
function subjectOf(certificate: DerValue): readonly DerValue[] {
  return inside(bodyOf(certificate)[4]).flatMap(inside)
}

function isSame(a: DerValue | undefined, b: DerValue | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a.content, b.content) === 0
}

function attributeText(attributes: readonly DerValue[], id: string): string | null {
  for (const attribute of attributes) {
    const [kind, value] = inside(attribute)
    if (kind !== undefined && value !== undefined && objectIdOf(kind.content) === id)
      return derText(value).normalize('NFC')
  }
  return null
}

function signingTime(attributes: readonly DerValue[]): string | null {
  for (const attribute of attributes) {
    const [kind, values] = inside(attribute)
    const [time] = inside(values)
    if (kind !== undefined && time !== undefined && objectIdOf(kind.content) === SIGNING_TIME)
      return derTime(time)
  }
  return null
}
