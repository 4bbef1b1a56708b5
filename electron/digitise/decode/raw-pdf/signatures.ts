import * as z from 'zod'
import type { SourceBytes } from '../source-bytes.ts'
import {
  asKind,
  bytesOf,
  entryOf,
  itemsOf,
  numberOf,
  type PdfDictionary,
  type PdfValue,
} from './pdf-values.ts'
import type { RawPdf } from './raw-pdf.ts'
import { signerNames } from './signed-data.ts'

/** What a signature in a PDF says of itself. Whether it is true, whole or trusted was not checked. */
export const SignatureShape = z.object({
  /** Subject of the certificate, or the name that the PDF states; null where neither can be read. */
  signer: z.string().nullable(),
  organisation: z.string().nullable(),
  /** When it was signed, as the signer's own clock or the PDF states: ISO 8601 with its zone. */
  statedAt: z.string().nullable(),
  /** Every byte of the file but the signature itself lies under it: nothing was put behind. */
  coversWholeFile: z.boolean(),
})
export type SignatureShape = z.infer<typeof SignatureShape>

export const SignatureReport = z.object({
  /** Also where the signatures of a damaged file cannot be read. */
  isSigned: z.boolean(),
  signatures: z.array(SignatureShape),
})
export type SignatureReport = z.infer<typeof SignatureReport>

export const unsigned: SignatureReport = { isSigned: false, signatures: [] }

const MOST_FIELDS = 10_000
const SCAN_BYTES = 1024 * 1024
const MARK = '/ByteRange'

/** The signatures of a PDF, in the order of its fields. @see ISO 32000-1 12.8 @throws SyntaxError where the PDF is damaged */
export async function signaturesOf(pdf: RawPdf, source: SourceBytes): Promise<readonly SignatureShape[]> {
  const catalog = await pdf.dictionary(entryOf(pdf.trailer, 'Root'))
  const form = await pdf.dictionary(entryOf(catalog, 'AcroForm'))
  const permissions = await pdf.dictionary(entryOf(catalog, 'Perms'))
  const held = [
    ...(await fieldValues(pdf, entryOf(form, 'Fields'))),
    ...(permissions?.entries.values() ?? []),
  ]
  const dictionaries = await Promise.all(withoutRepetition(held).map((value) => pdf.dictionary(value)))
  const signatures = dictionaries.filter((dictionary) => dictionary?.entries.has('ByteRange') === true)
  return Promise.all(signatures.flatMap((each) => (each === null ? [] : [shapeOf(pdf, source, each)])))
}

/** The values of all fields, each form and branch of it visited once. */
async function fieldValues(pdf: RawPdf, fields: PdfValue | undefined): Promise<readonly PdfValue[]> {
  const found: PdfValue[] = []
  const waiting = [...itemsOf(await pdf.resolve(fields))]
  const visited = new Set<number>()
  for (let count = 0; waiting.length > 0 && count < MOST_FIELDS; count += 1) {
    const next = waiting.shift()
    const id = asKind(next, 'reference')?.id
    if (id !== undefined && visited.has(id)) continue
    if (id !== undefined) visited.add(id)
    const field = await pdf.dictionary(next)
    waiting.push(...itemsOf(await pdf.resolve(entryOf(field, 'Kids'))))
    const value = entryOf(field, 'V')
    if (value !== undefined) found.push(value)
  }
  return found
}

/** A signature may stand both in a field and among the permissions. */
function withoutRepetition(values: readonly PdfValue[]): readonly PdfValue[] {
  const ids = values.map((value) => asKind(value, 'reference')?.id)
  return values.filter((_, place) => ids[place] === undefined || ids.indexOf(ids[place]) === place)
}

/** Does a damaged PDF look as if it were signed? All of it is read, a piece at a time. */
export async function hasSignatureMark(source: SourceBytes): Promise<boolean> {
  let tail = ''
  for (let at = 0; at < source.sizeBytes; at += SCAN_BYTES) {
    const bytes = await source.read(at, Math.min(SCAN_BYTES, source.sizeBytes - at))
    const text = tail + Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    if (text.includes(MARK)) return true
    tail = text.slice(-MARK.length)
  }
  return false
}

async function shapeOf(
  pdf: RawPdf,
  source: SourceBytes,
  { entries }: PdfDictionary,
): Promise<SignatureShape> {
  const contents = bytesOf(await pdf.resolve(entries.get('Contents')))
  const names = namesIn(contents)
  const stated = asKind(await pdf.resolve(entries.get('Name')), 'string')
  const moment = asKind(await pdf.resolve(entries.get('M')), 'string')
  return {
    signer: names.signer ?? (stated === null ? null : textOf(stated.bytes)),
    organisation: names.organisation,
    statedAt: names.statedAt ?? (moment === null ? null : isoDate(textOf(moment.bytes))),
    coversWholeFile: await coversWhole(source, await pdf.resolve(entries.get('ByteRange')), contents),
  }
}

/** A signature in a form that is not known is still one. */
function namesIn(contents: Uint8Array) {
  try {
    return signerNames(contents)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { signer: null, organisation: null, statedAt: null }
  }
}

async function coversWhole(source: SourceBytes, range: PdfValue, contents: Uint8Array): Promise<boolean> {
  const [start = -1, before = 0, resume = 0, rest = 0] = itemsOf(range).map((part) => numberOf(part) ?? -1)
  const isToTheEnd = start === 0 && itemsOf(range).length === 4 && resume + rest === source.sizeBytes
  if (!isToTheEnd || before < 0 || resume - before !== contents.length * 2 + 2) return false
  const gap = Buffer.from(await source.read(before, resume - before)).toString('latin1')
  return gap.toLowerCase() === `<${Buffer.from(contents).toString('hex')}>`
}

function textOf(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0
  if (isWide) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le').normalize('NFC')
  return Buffer.from(bytes).toString('latin1')
}

/** `D:YYYYMMDDHHmmSS+07'00'` as ISO 8601. @see ISO 32000-1 7.9.4 */
function isoDate(text: string): string | null {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(text)
  if (found === null) return null
  const [, year, month, day, hour, minute, second, zoneHours, zoneMinutes = '00'] = found
  const zone = zoneHours === undefined ? 'Z' : `${zoneHours}:${zoneMinutes}`
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`
}
