import { plainStream } from '../../electron/digitise/decode/raw-pdf/pdf-streams.ts'
import {
  asKind,
  nameOf,
  numberOf,
  type PdfDictionary,
  type PdfValue,
} from '../../electron/digitise/decode/raw-pdf/pdf-values.ts'
import type { RawPdf } from '../../electron/digitise/decode/raw-pdf/raw-pdf.ts'

async function streamBytes(pdf: RawPdf, value: PdfValue | undefined): Promise<Buffer | null> {
  const stream = await pdf.stream(value, 1e8)
  const plain = stream === null ? null : await plainStream(stream.dictionary, stream.bytes)
  return plain === null ? null : Buffer.from(plain)
}

/** PA4: fonts are in the file, as wide as they say, and every character that is shown has its Unicode. @see ISO 19005-2 6.2.11 */
export async function fontFaults(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<readonly string[]> {
  const fonts = objects.filter(
    ({ entries }) => nameOf(entries.get('Type')) === 'Font' && nameOf(entries.get('Subtype')) === 'Type0',
  )
  const others = objects.filter(
    ({ entries }) =>
      nameOf(entries.get('Type')) === 'Font' &&
      !['Type0', 'CIDFontType2'].includes(nameOf(entries.get('Subtype')) ?? ''),
  )
  const shown = await shownCodes(pdf, objects)
  const faults = others.length > 0 ? ['PA4 a font of another kind'] : []
  for (const { entries } of fonts) {
    const [child] = asKind(await pdf.resolve(entries.get('DescendantFonts')), 'array')?.items ?? []
    const descendant = asKind(await pdf.resolve(child), 'dictionary')?.entries
    const descriptor = asKind(await pdf.resolve(descendant?.get('FontDescriptor')), 'dictionary')?.entries
    const program = await streamBytes(pdf, descriptor?.get('FontFile2'))
    const glyphs = await streamBytes(pdf, descendant?.get('CIDToGIDMap'))
    const map = await streamBytes(pdf, entries.get('ToUnicode'))
    if (program === null || glyphs === null) return [...faults, 'PA4 a font that is not embedded']
    if (map === null) return [...faults, 'PA4 no map to Unicode']
    const unicode = unicodeMap(map.toString('latin1'))
    const advances = advanceWidths(program)
    for (const code of shown) {
      const glyph = code * 2 + 1 < glyphs.length ? glyphs.readUInt16BE(code * 2) : 0
      if (glyph === 0 || glyph >= advances.length) faults.push(`PA4 code ${code} shows a missing letter`)
      if (advances[glyph] !== numberOf(descendant?.get('DW')))
        faults.push(`PA4 code ${code} has another width`)
      const text = unicode.get(code) ?? ''
      if (text === '' || /[\0\ufeff\ufffe]/.test(text)) faults.push(`PA4 code ${code} has no Unicode`)
    }
  }
  return faults
}

/** The codes that any page shows, two bytes each. */
async function shownCodes(pdf: RawPdf, objects: readonly PdfDictionary[]): Promise<ReadonlySet<number>> {
  const shown = new Set<number>()
  for (const { entries } of objects) {
    if (nameOf(entries.get('Type')) !== 'Page') continue
    const content = (await streamBytes(pdf, entries.get('Contents')))?.toString('latin1') ?? ''
    for (const [, hex = ''] of content.matchAll(/<([0-9a-f]*)> Tj/g)) {
      for (const [digits] of hex.matchAll(/.{4}/g)) shown.add(Number.parseInt(digits, 16))
    }
  }
  return shown
}

function unicodeMap(map: string): ReadonlyMap<number, string> {
  const pairs = [...map.matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gm)]
  const ofPair = ([, code = '', unicode = '']: RegExpMatchArray): [number, string] => [
    Number.parseInt(code, 16),
    Buffer.from(unicode, 'hex').swap16().toString('utf16le'),
  ]
  return new Map(pairs.filter(([, code]) => code !== 'ffff').map(ofPair))
}

/** Advance widths of a TrueType font in thousandths of its size. */
function advanceWidths(font: Buffer): readonly number[] {
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, place) => {
      const at = 12 + place * 16
      return [font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8)]
    }),
  )
  const at = (name: string, offset: number): number => font.readUInt16BE((tables.get(name) ?? 0) + offset)
  const unitsPerEm = at('head', 18)
  return Array.from({ length: at('hhea', 34) }, (_, glyph) => (at('hmtx', glyph * 4) * 1000) / unitsPerEm)
}
