interface SignedPdfRequest {
  readonly signer?: string
  readonly organisation?: string
  /** `YYMMDDHHMMSSZ`. */
  readonly time?: string
  /** What is put behind the signed file, as somebody would who changes it afterwards. */
  readonly appended?: string
}

const SIGNATURE_BYTES = 2048

/**
 * A PDF with a signature field as signing programs leave it: the certificate and the time are in it, the mathematics of
 * the signature are not, since nothing here verifies them.
 */
export function signedPdf(request: SignedPdfRequest = {}): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [4 0 R] >> >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Annots [4 0 R] >>',
    '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Ky) /Rect [0 0 0 0] /P 3 0 R /V 5 0 R >>',
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (Ten trong tep) /M (D:20260102030405+07'00') ` +
      `/ByteRange [0 ${'*'.repeat(30)}] /Contents <${'0'.repeat(SIGNATURE_BYTES * 2)}> >>`,
  ]
  let text = '%PDF-1.7\n'
  const offsets = objects.map((body, place) => {
    const offset = text.length
    text += `${place + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = text.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 6\n0000000000 65535 f \n${entries}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  const before = text.indexOf('/Contents <') + '/Contents '.length
  const after = before + SIGNATURE_BYTES * 2 + 2
  const range = `${before} ${after} ${text.length - after}`.padEnd(30)
  const signature = Buffer.from(signedData(request))
    .toString('hex')
    .padEnd(SIGNATURE_BYTES * 2, '0')
  const signed = text.replace('*'.repeat(30), range).replace('0'.repeat(SIGNATURE_BYTES * 2), signature)
  return Buffer.from(signed + (request.appended ?? ''), 'latin1')
}

function der(tag: number, ...contents: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(contents.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  const short = content.length < 0x80
  const length = short ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts)
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const number = (value: number): Buffer => der(0x02, Buffer.from([value]))
const name = (id: string, text: string): Buffer => set(sequence(objectId(id), der(0x0c, text)))

const COMMON_NAME = '550403'
const ORGANISATION = '55040a'
const SIGNED_DATA = '2a864886f70d010702'
const DATA = '2a864886f70d010701'
const SIGNING_TIME = '2a864886f70d010905'
const SHA_256 = '608648016503040201'

function certificate(serial: number, ...subject: readonly Uint8Array[]): Buffer {
  const algorithm = sequence(objectId(SHA_256))
  const validity = sequence(der(0x17, '250101000000Z'), der(0x17, '300101000000Z'))
  const issuer = sequence(name(COMMON_NAME, 'CA'))
  const version = der(0xa0, number(2))
  const body = sequence(
    version,
    number(serial),
    algorithm,
    issuer,
    validity,
    sequence(...subject),
    sequence(),
  )
  return sequence(body, algorithm, der(0x03, '\0'))
}

function signedData({ signer, organisation, time }: SignedPdfRequest): Uint8Array {
  if (signer === undefined) return Buffer.alloc(0)
  const own = certificate(7, name(ORGANISATION, organisation ?? ''), name(COMMON_NAME, signer))
  const authority = certificate(1, name(COMMON_NAME, 'CA'))
  const attributes = der(0xa0, sequence(objectId(SIGNING_TIME), set(der(0x17, time ?? ''))))
  const named = sequence(sequence(name(COMMON_NAME, 'CA')), number(7))
  const info = sequence(number(1), named, sequence(objectId(SHA_256)), attributes, sequence(), der(0x04, 'x'))
  const certificates = der(0xa0, authority, own)
  const content = sequence(
    number(1),
    set(sequence(objectId(SHA_256))),
    sequence(objectId(DATA)),
    certificates,
    set(info),
  )
  return sequence(objectId(SIGNED_DATA), der(0xa0, content))
}
