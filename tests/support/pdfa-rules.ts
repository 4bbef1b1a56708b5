import { plainStream } from '../../electron/digitise/decode/raw-pdf/pdf-streams.ts'
import {
  asKind,
  bytesOf,
  entryOf,
  itemsOf,
  nameOf,
  numberOf,
  type PdfDictionary,
  type PdfValue,
} from '../../electron/digitise/decode/raw-pdf/pdf-values.ts'
import { openRawPdf, type RawPdf } from '../../electron/digitise/decode/raw-pdf/raw-pdf.ts'
import { fontFaults } from './pdfa-fonts.ts'
import { memorySource } from './reader-pool.ts'

/** What a file breaks of the rules that docs/spec.md numbers PA1 to PA7, after ISO 19005-2 level U; empty where all is well. */
export async function pdfAFaults(file: Uint8Array): Promise<readonly string[]> {
  const pdf = await openRawPdf(memorySource(file))
  const objects = await reachable(pdf)
  return [
    ...frameFaults(file, pdf),
    ...(await metadataFaults(pdf)),
    ...(await colourFaults(pdf, objects)),
    ...(await fontFaults(pdf, objects)),
    ...objects.flatMap(forbiddenFaults),
    ...(await limitFaults(pdf, objects)),
  ]
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** Every dictionary that can be reached from the trailer, with the number of its object where it is one. */
async function reachable(pdf: RawPdf): Promise<readonly PdfDictionary[]> {
  const waiting: PdfValue[] = [pdf.trailer]
  const visited = new Set<number>()
  const found: PdfDictionary[] = []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const reference = asKind(next, 'reference')
    if (reference !== null && visited.has(reference.id)) continue
    if (reference !== null) visited.add(reference.id)
    const value = await pdf.resolve(next)
    waiting.push(...(asKind(value, 'array')?.items ?? []))
    const dictionary = asKind(value, 'dictionary')
    if (dictionary === null) continue
    found.push(dictionary)
    waiting.push(...dictionary.entries.values())
  }
  return found
}

/** PA1. @see ISO 19005-2 6.1.2, 6.1.3, 6.1.7 */
function frameFaults(file: Uint8Array, { trailer }: RawPdf): readonly string[] {
  const text = latin1(file)
  const id = asKind(trailer.entries.get('ID'), 'array')?.items ?? []
  const isIdentified = id.length === 2 && id.every((part) => (asKind(part, 'string')?.bytes.length ?? 0) > 0)
  const streams = [...text.matchAll(/ \/Length (\d+) >>\nstream\n/g)]
  const isExact = streams.every((found) => {
    const end = found.index + found[0].length + Number(found[1])
    return text.startsWith('\nendstream\nendobj\n', end)
  })
  return [
    /^%PDF-1\.[0-7]\n%[\x80-\xff]{4}/.test(text) ? '' : 'PA1 header',
    /%%EOF\r?\n?$/.test(text) ? '' : 'PA1 something follows the end',
    isIdentified ? '' : 'PA1 no file identifier',
    trailer.entries.has('Encrypt') ? 'PA1 encrypted' : '',
    isExact && streams.length > 0 ? '' : 'PA1 a stream that is not as long as it says',
  ].filter((fault) => fault !== '')
}

const sameInBoth: Readonly<Record<string, string>> = {
  Title: 'dc:title',
  Author: 'dc:creator',
  Subject: 'dc:description',
  Creator: 'xmp:CreatorTool',
  Producer: 'pdf:Producer',
}

function textOf(value: PdfValue | undefined): string | undefined {
  const bytes = asKind(value, 'string')?.bytes
  return bytes === undefined ? undefined : Buffer.from(bytes).swap16().toString('utf16le').slice(1)
}

function xmpText(xmp: string, name: string): string | undefined {
  const element = new RegExp(`<${name}>(?:<[^>]*>)*([^<]*)<`).exec(xmp)?.[1]
  const plain: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return element?.replace(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => plain[entity] ?? '')
}

/** PA2. @see ISO 19005-2 6.6 */
async function metadataFaults(pdf: RawPdf): Promise<readonly string[]> {
  const catalog = await pdf.dictionary(entryOf(pdf.trailer, 'Root'))
  const metadata = await pdf.stream(entryOf(catalog, 'Metadata'), 1e6)
  if (metadata === null || metadata.dictionary.entries.has('Filter')) return ['PA2 no plain metadata']
  const xmp = Buffer.from(metadata.bytes).toString('utf8')
  const info = await pdf.dictionary(entryOf(pdf.trailer, 'Info'))
  const differing = Object.entries(sameInBoth).filter(
    ([key, name]) => textOf(entryOf(info, key)) !== xmpText(xmp, name),
  )
  const moment = latin1(bytesOf(entryOf(info, 'CreationDate'))).replace(/[^0-9]/g, '')
  const isSameMoment = moment === (xmpText(xmp, 'xmp:CreateDate') ?? '').replace(/[^0-9]/g, '')
  const level = [xmpText(xmp, 'pdfaid:part'), xmpText(xmp, 'pdfaid:conformance')].join('')
  return [
    ...differing.map(([key]) => `PA2 ${key} differs`),
    isSameMoment ? '' : 'PA2 CreationDate differs',
    level === '2U' ? '' : 'PA2 level',
    bytesOf(entryOf(catalog, 'Lang')).length === 0 ? 'PA2 no language' : '',
  ].filter((fault) => fault !== '')
}

/** PA3. @see ISO 19005-2 6.2.3, 6.2.4 */
async function colourFaults(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<readonly string[]> {
  const intents = objects.filter((object) => nameOf(entryOf(object, 'S')) === 'GTS_PDFA1')
  const stream = await pdf.stream(entryOf(intents[0], 'DestOutputProfile'), 1e6)
  const profile = stream === null ? null : await plainStream(stream.dictionary, stream.bytes)
  const isTold = intents.length === 1 && profile !== null && isDisplayProfile(Buffer.from(profile))
  const pictures = objects.filter((object) => nameOf(entryOf(object, 'Subtype')) === 'Image')
  const strange = await Promise.all(pictures.map((picture) => hasStrangeColour(pdf, picture)))
  return [
    ...(isTold ? [] : ['PA3 no output intent with a profile']),
    ...strange.flatMap((is) => (is ? ['PA3 a colour without profile'] : [])),
  ]
}

function isDisplayProfile(profile: Buffer): boolean {
  const marks = profile.toString('latin1', 12, 20) + profile.toString('latin1', 36, 40)
  return marks === 'mntrRGB acsp' && profile.readUInt32BE(0) === profile.length && profile.readUInt8(8) <= 4
}

async function hasStrangeColour(pdf: RawPdf, picture: PdfDictionary): Promise<boolean> {
  const space = await pdf.resolve(entryOf(picture, 'ColorSpace'))
  const names = [space, ...itemsOf(space)].map((part) => nameOf(part)).filter((name) => name !== null)
  return names.length === 0 || names.some((name) => !['DeviceGray', 'DeviceRGB', 'Indexed'].includes(name))
}

/** Keys that a PDF/A may not have, and those that only programs that do more than show pages need. */
const forbiddenKeys: Readonly<Record<string, string>> = {
  SMask: 'PA5',
  Group: 'PA5',
  ca: 'PA5',
  CA: 'PA5',
  BM: 'PA5',
  Alternates: 'PA5',
  OPI: 'PA5',
  TR: 'PA5',
  HTP: 'PA5',
  PS: 'PA5',
  JS: 'PA6',
  JavaScript: 'PA6',
  AA: 'PA6',
  OpenAction: 'PA6',
  A: 'PA6',
  EmbeddedFiles: 'PA6',
  AcroForm: 'PA6',
  XFA: 'PA6',
  Annots: 'PA6',
  Requirements: 'PA6',
  NeedsRendering: 'PA6',
  OCProperties: 'PA6',
  AlternatePresentations: 'PA6',
}
const allowedFilters = ['FlateDecode', 'DCTDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'JPXDecode']

/** PA5 and PA6. @see ISO 19005-2 6.1.7, 6.2.8, 6.2.10, 6.3, 6.4, 6.5 */
function forbiddenFaults({ entries }: PdfDictionary): readonly string[] {
  const keys = [...entries.keys()].flatMap((key) =>
    forbiddenKeys[key] === undefined ? [] : [`${forbiddenKeys[key]} ${key}`],
  )
  const filter = entries.get('Filter')
  const filters = (asKind(filter, 'array')?.items ?? [filter ?? null])
    .map((each) => nameOf(each))
    .filter((name) => name !== null)
  const strange = filters.filter((name) => !allowedFilters.includes(name)).map((name) => `PA5 filter ${name}`)
  const isExternal = entries.has('Length') && entries.has('F')
  return [
    ...keys,
    ...strange,
    ...(entries.get('Interpolate') === true ? ['PA5 Interpolate'] : []),
    ...(isExternal ? ['PA5 external stream'] : []),
  ]
}

/** PA7. @see ISO 19005-2 6.1.13 */
async function limitFaults(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<readonly string[]> {
  const pages = objects.filter((object) => nameOf(entryOf(object, 'Type')) === 'Page')
  const faults = await Promise.all(pages.map((page) => pageFaults(pdf, page)))
  const values = objects.flatMap(({ entries }) => [...entries])
  return [
    ...faults.flat(),
    ...values.flatMap(([key, value]) => (isWithinLimits(key, value) ? [] : [`PA7 ${key}`])),
  ]
}

function isWithinLimits(key: string, value: PdfValue): boolean {
  const longestName = Math.max(key.length, nameOf(value)?.length ?? 0)
  const number = Math.abs(numberOf(value) ?? 0)
  return longestName <= 127 && bytesOf(value).length <= 32_767 && number <= 2_147_483_647
}

async function pageFaults(pdf: RawPdf, page: PdfDictionary): Promise<readonly string[]> {
  const [left = 0, bottom = 0, right = 0, top = 0] = itemsOf(entryOf(page, 'MediaBox')).map(Number)
  const isFit = [right - left, top - bottom].every((side) => side >= 3 && side <= 14_400)
  const content = await pdf.stream(entryOf(page, 'Contents'), 1e8)
  const plain = content === null ? null : await plainStream(content.dictionary, content.bytes)
  const isShallow = plain !== null && deepest(latin1(plain)) <= 28
  return [...(isFit ? [] : ['PA7 size of a page']), ...(isShallow ? [] : ['PA7 content'])]
}

function deepest(content: string): number {
  let depth = 0
  let most = 0
  for (const [mark] of content.matchAll(/(?<=^|\s)[qQ](?=\s|$)/g)) {
    depth += mark === 'q' ? 1 : -1
    most = Math.max(most, depth < 0 ? 99 : depth)
  }
  return depth === 0 ? most : 99
}
