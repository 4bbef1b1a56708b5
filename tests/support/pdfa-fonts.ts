import { plainStream } from '../../electron/digitise/decode/raw-pdf/pdf-streams.ts'
import {
  entryOf,
  itemsOf,
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
  const fonts = objects.filter((object) => nameOf(entryOf(object, 'Type')) === 'Font')
  const kindOf = (font: PdfDictionary): string => nameOf(entryOf(font, 'Subtype')) ?? ''
  const others = fonts.filter((font) => !['Type0', 'CIDFontType2'].includes(kindOf(font)))
  const shown = await shownCodes(pdf, objects)
  const composite = fonts.filter((font) => kindOf(font) === 'Type0')
  const faults = await Promise.all(composite.map((font) => compositeFaults(pdf, font, shown)))
  return [...faults.flat(), ...others.map(() => 'PA4 a font of another kind')]
}

async function compositeFaults(
  pdf: RawPdf,
  font: PdfDictionary,
  shown: ReadonlySet<number>,
): Promise<readonly string[]> {
  const descendant = await pdf.dictionary(itemsOf(await pdf.resolve(entryOf(font, 'DescendantFonts')))[0])
  const descriptor = await pdf.dictionary(entryOf(descendant, 'FontDescriptor'))
  const program = await streamBytes(pdf, entryOf(descriptor, 'FontFile2'))
  const glyphs = await streamBytes(pdf, entryOf(descendant, 'CIDToGIDMap'))
  const map = await streamBytes(pdf, entryOf(font, 'ToUnicode'))
  if (program === null || glyphs === null) return ['PA4 a font that is not embedded']
  if (map === null) return ['PA4 no map to Unicode']
  const unicode = unicodeMap(map.toString('latin1'))
  const advances = advanceWidths(program)
  const width = numberOf(entryOf(descendant, 'DW'))
  return [...shown].flatMap((code) => {
    const glyph = code * 2 + 1 < glyphs.length ? glyphs.readUInt16BE(code * 2) : 0
    const text = unicode.get(code) ?? ''
    return [
      glyph === 0 || glyph >= advances.length ? `PA4 code ${code} shows a missing letter` : '',
      advances[glyph] === width ? '' : `PA4 code ${code} has another width`,
      text === '' || /[\0\ufeff\ufffe]/.test(text) ? `PA4 code ${code} has no Unicode` : '',
    ].filter((fault) => fault !== '')
  })
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
