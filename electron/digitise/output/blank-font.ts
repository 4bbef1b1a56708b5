/**
 * A TrueType font whose letters have no ink: glyph 0 is the one for missing letters, glyph 1 stands for every character
 * of a text layer. Both are half as wide as they are high. @see ISO/IEC 14496-22
 */
export const blankFont = {
  name: 'HoSoXaBlank',
  unitsPerEm: 1000,
  advance: 500,
  ascent: 800,
  descent: -200,
} as const

const GLYPHS = 2
const CHECKSUM_MAGIC = 0xb1b0_afba

export function blankFontFile(): Uint8Array {
  const tables: readonly (readonly [tag: string, bytes: Buffer])[] = [
    ['cmap', characterMap()],
    ['glyf', Buffer.alloc(4)],
    ['head', head()],
    ['hhea', horizontalHead()],
    ['hmtx', shorts([blankFont.advance, 0, blankFont.advance, 0])],
    // Each glyph begins and ends at nothing.
    ['loca', shorts(Array.from({ length: GLYPHS + 1 }, () => 0))],
    ['maxp', shorts([1, 0, GLYPHS, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['name', names()],
    ['post', Buffer.concat([Buffer.from([0, 3, 0, 0]), Buffer.alloc(28)])],
  ]
  const directory = Buffer.alloc(12 + tables.length * 16)
  // Four numbers for a binary search of the directory, then its entries.
  directory.set(shorts([1, 0, tables.length, 128, 3, tables.length * 16 - 128]))
  let at = directory.length
  const parts: Buffer[] = []
  for (const [place, [tag, bytes]] of tables.entries()) {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    const entry = 12 + place * 16
    directory.write(tag, entry, 'latin1')
    directory.writeUInt32BE(checksum(padded), entry + 4)
    directory.writeUInt32BE(at, entry + 8)
    directory.writeUInt32BE(bytes.length, entry + 12)
    at += padded.length
    parts.push(padded)
  }
  const file = Buffer.concat([directory, ...parts])
  const headAt = directory.readUInt32BE(12 + 2 * 16 + 8)
  file.writeUInt32BE((CHECKSUM_MAGIC - checksum(file)) >>> 0, headAt + 8)
  return file
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}

function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [place, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, place * 2)
  return bytes
}

function head(): Buffer {
  const { unitsPerEm, advance, ascent, descent } = blankFont
  const times = [0, 0, 0, 0, 0, 0, 0, 0]
  // Version 1.0, revision 1.0, room for the check sum, the magic number, flags.
  const begin = shorts([1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, unitsPerEm, ...times])
  return Buffer.concat([begin, shorts([0, descent, advance, ascent, 0, 8, 2, 0, 0])])
}

function horizontalHead(): Buffer {
  const { ascent, descent, advance } = blankFont
  const metrics = [1, 0, ascent, descent, 0, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS]
  return shorts(metrics)
}

/** Says of one character, the blank, which glyph it has; a PDF chooses glyphs by itself. */
function characterMap(): Buffer {
  const segments = [4, 32, 0, 4, 4, 1, 0, 0x20, 0xffff, 0, 0x20, 0xffff, 1 - 0x20, 1, 0, 0]
  return Buffer.concat([shorts([0, 1, 3, 1, 0, 12]), shorts(segments)])
}

function names(): Buffer {
  const text = Buffer.from(blankFont.name, 'utf16le').swap16()
  // Family name and name for printing.
  const ids = [1, 6]
  const records = ids.flatMap((id) => [3, 1, 0x409, id, text.length, 0])
  return Buffer.concat([shorts([0, ids.length, 6 + ids.length * 12, ...records]), text])
}
