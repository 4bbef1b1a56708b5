import { Fault } from '../../domain/fault.ts'
import { plainStream } from './decode/raw-pdf/pdf-streams.ts'
import {
  asKind,
  entryOf,
  itemsOf,
  nameOf,
  type PdfDictionary,
  type PdfValue,
} from './decode/raw-pdf/pdf-values.ts'
import { openRawPdf, type RawPdf } from './decode/raw-pdf/raw-pdf.ts'
import type { SourceBytes } from './decode/source-bytes.ts'

/** More than any document of a case file has; what lies beyond is not looked at. */
const MOST_OBJECTS = 50_000
const XMP_BYTES = 4 * 1024 * 1024
const TAIL_BYTES = 64

/**
 * What keeps a PDF from being one for the archive, as far as can be told without drawing it: a frame that is whole, a claim of
 * PDF/A in its XMP, colours with a profile, fonts that are in it, nothing that runs or is encrypted. Empty where nothing
 * was found, which proves no level.
 */
export async function archivePdfFaults(file: SourceBytes): Promise<readonly string[]> {
  const frame = await frameFaults(file)
  try {
    const pdf = await openRawPdf(file)
    const objects = await reachable(pdf)
    return [
      ...frame,
      ...(await claimFaults(pdf)),
      ...(await profileFaults(pdf, objects)),
      ...(await fontFaults(pdf, objects)),
      ...new Set(objects.flatMap(forbiddenFaults)),
      ...(objects.some((object) => nameOf(entryOf(object, 'Type')) === 'Page') ? [] : ['no page']),
    ]
  } catch (error) {
    if (error instanceof Fault || error instanceof Error) return [...frame, `no sound PDF: ${error.message}`]
    throw error
  }
}

/** @see ISO 19005-2 6.1.2, 6.1.3 */
async function frameFaults(file: SourceBytes): Promise<readonly string[]> {
  const head = Buffer.from(await file.read(0, Math.min(16, file.sizeBytes))).toString('latin1')
  const length = Math.min(TAIL_BYTES, file.sizeBytes)
  const tail = Buffer.from(await file.read(file.sizeBytes - length, length)).toString('latin1')
  return [
    ...(/^%PDF-1\.[0-7]/.test(head) ? [] : ['not the header of a PDF']),
    ...(/%%EOF[\r\n]{0,2}$/.test(tail) ? [] : ['something stands behind its end, or it has none']),
  ]
}

async function reachable(pdf: RawPdf): Promise<readonly PdfDictionary[]> {
  const waiting: PdfValue[] = [pdf.trailer]
  const visited = new Set<number>()
  const found: PdfDictionary[] = []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const reference = asKind(next, 'reference')
    if (reference !== null && visited.has(reference.id)) continue
    if (reference !== null) visited.add(reference.id)
    if (visited.size > MOST_OBJECTS || waiting.length > MOST_OBJECTS * 4) return found
    const value = await pdf.resolve(next)
    for (const item of itemsOf(value)) waiting.push(item)
    const dictionary = asKind(value, 'dictionary')
    if (dictionary === null) continue
    found.push(dictionary)
    waiting.push(...dictionary.entries.values())
  }
  return found
}

/** @see ISO 19005-2 6.6.4 */
async function claimFaults(pdf: RawPdf): Promise<readonly string[]> {
  const catalog = await pdf.dictionary(entryOf(pdf.trailer, 'Root'))
  const metadata = await pdf.stream(entryOf(catalog, 'Metadata'), XMP_BYTES)
  const plain = metadata === null ? null : await plainStream(metadata.dictionary, metadata.bytes)
  if (plain === null) return ['no XMP metadata, so no claim of PDF/A']
  const xmp = Buffer.from(plain).toString('utf8')
  const said = (name: string): string =>
    new RegExp(`pdfaid:${name}(?:>|\\s*=\\s*["'])\\s*(\\w+)`).exec(xmp)?.[1]?.toUpperCase() ?? ''
  const isClaimed = /^[123]$/.test(said('part')) && /^[ABU]$/.test(said('conformance'))
  const hasId = itemsOf(entryOf(pdf.trailer, 'ID')).length === 2
  return [
    ...(isClaimed || said('part') === '4' ? [] : ['no claim of a level of PDF/A']),
    ...(hasId ? [] : ['no identifier of the file']),
  ]
}

/** @see ISO 19005-2 6.2.3 */
async function profileFaults(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<readonly string[]> {
  const intent = objects.find((object) => nameOf(entryOf(object, 'S')) === 'GTS_PDFA1')
  const profile = await pdf.dictionary(entryOf(intent, 'DestOutputProfile'))
  return profile === null ? ['no output intent with a colour profile'] : []
}

/** @see ISO 19005-2 6.2.11.4 */
async function fontFaults(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<readonly string[]> {
  for (const object of objects) {
    if (nameOf(entryOf(object, 'Type')) !== 'FontDescriptor') continue
    const files = ['FontFile', 'FontFile2', 'FontFile3'].map((key) => entryOf(object, key))
    const programs = await Promise.all(files.map((file) => pdf.dictionary(file)))
    if (programs.every((program) => program === null)) return ['a font that is not in the file']
  }
  const bare = objects.some(
    (object) =>
      nameOf(entryOf(object, 'Type')) === 'Font' &&
      ['Type1', 'TrueType', 'MMType1'].includes(nameOf(entryOf(object, 'Subtype')) ?? '') &&
      entryOf(object, 'FontDescriptor') === undefined,
  )
  return bare ? ['a font that is not in the file'] : []
}

const forbiddenKeys = ['JS', 'JavaScript', 'AA', 'XFA']
const forbiddenActions = ['JavaScript', 'Launch', 'ImportData', 'ResetForm', 'Sound', 'Movie', 'Rendition']

/** @see ISO 19005-2 6.1.7.2, 6.4, 6.5 */
function forbiddenFaults({ entries }: PdfDictionary): readonly string[] {
  const keys = forbiddenKeys.filter((key) => entries.has(key)).map((key) => `${key} is not allowed`)
  const action = nameOf(entries.get('S'))
  const filter = entries.get('Filter')
  const filters = [filter ?? null, ...itemsOf(filter)].map((each) => nameOf(each))
  return [
    ...keys,
    ...(action !== null && forbiddenActions.includes(action) ? [`the action ${action} is not allowed`] : []),
    ...(filters.includes('LZWDecode') ? ['the filter LZWDecode is not allowed'] : []),
    ...(filters.includes('Crypt') ? ['the filter Crypt is not allowed'] : []),
  ]
}
