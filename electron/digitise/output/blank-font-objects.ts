import { deflateSync } from 'node:zlib'
import { blankFont, blankFontFile } from './blank-font.ts'
import type { PdfFile } from './pdf-file.ts'
import { pdfReference } from './pdf-syntax.ts'

/** Gives every character a number of its own, in the order in which they come, so that equal texts make equal bytes. */
export interface CharacterCodes {
  /** The numbers of the characters of a text, as four hex digits each. */
  encode(text: string): string
  /** All characters so far, the first of them having number 1. */
  characters(): readonly string[]
}

/** Numbers are of two bytes. What comes after all are given away is shown as the sign for it. */
const MOST_CODES = 65_000
const DEFLATE = '/Filter /FlateDecode'
const REPLACEMENT = '\ufffd'

export function createCharacterCodes(): CharacterCodes {
  const codes = new Map<string, number>([[' ', 1]])
  const codeOf = (character: string): number => {
    const known = codes.get(character)
    if (known !== undefined) return known
    if (codes.size >= MOST_CODES && character !== REPLACEMENT) return codeOf(REPLACEMENT)
    codes.set(character, codes.size + 1)
    return codes.size
  }
  return {
    encode: (text) => Array.from(text, (character) => hex(codeOf(character))).join(''),
    characters: () => [...codes.keys()],
  }
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0')
}

/**
 * Writes the font of the text layer: every code shows the glyph without ink, and the map to Unicode says what it stands
 * for. @see ISO 32000-1 9.7 @see ISO 19005-2 6.2.11
 */
export async function putBlankFont(file: PdfFile, id: number, characters: readonly string[]): Promise<void> {
  const descendant = file.reserve()
  const descriptor = file.reserve()
  const program = file.reserve()
  const glyphs = file.reserve()
  const toUnicode = file.reserve()
  const { name, advance, ascent, descent } = blankFont
  await file.putObject(
    id,
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H ` +
      `/DescendantFonts [${pdfReference(descendant)}] /ToUnicode ${pdfReference(toUnicode)} >>`,
  )
  await file.putObject(
    descendant,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} ` +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ' +
      `/FontDescriptor ${pdfReference(descriptor)} /DW ${advance} /CIDToGIDMap ${pdfReference(glyphs)} >>`,
  )
  await file.putObject(
    descriptor,
    `<< /Type /FontDescriptor /FontName /${name} /Flags 5 /FontBBox [0 ${descent} ${advance} ${ascent}] ` +
      `/ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight ${ascent} /StemV 80 ` +
      `/FontFile2 ${pdfReference(program)} >>`,
  )
  const fontFile = blankFontFile()
  await file.putStream(program, `/Length1 ${fontFile.length} ${DEFLATE}`, deflateSync(fontFile))
  await file.putStream(glyphs, DEFLATE, deflateSync(glyphMap(characters.length)))
  await file.putStream(toUnicode, DEFLATE, deflateSync(Buffer.from(unicodeMap(characters), 'latin1')))
}

/** Code 0 is the missing letter, each other one the blank glyph. */
function glyphMap(count: number): Uint8Array {
  const map = Buffer.alloc((count + 1) * 2)
  for (let code = 1; code <= count; code += 1) map.writeUInt16BE(1, code * 2)
  return map
}

/** No more entries than this may stand in one block. @see Adobe Technical Note 5014 */
const ENTRIES_PER_BLOCK = 100

function unicodeMap(characters: readonly string[]): string {
  const entries = characters.map((character, place) => {
    const unicode = Buffer.from(character, 'utf16le').swap16().toString('hex')
    return `<${hex(place + 1)}> <${unicode}>`
  })
  const blocks = Array.from({ length: Math.ceil(entries.length / ENTRIES_PER_BLOCK) }, (_, block) => {
    const part = entries.slice(block * ENTRIES_PER_BLOCK, (block + 1) * ENTRIES_PER_BLOCK)
    return `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar\n`
  })
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks.join('')}` +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
  )
}
