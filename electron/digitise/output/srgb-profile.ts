const HEADER_BYTES = 128
const CURVE_ENTRIES = 1024
/** Fixed, so that the bytes are: the year of the standard. */
const MADE_YEAR = 1999

/** CIE XYZ of the sRGB primaries, adapted to the D50 of the connection space after Bradford. @see IEC 61966-2-1 */
const primaries = {
  rXYZ: [0.4360747, 0.2225045, 0.0139322],
  gXYZ: [0.3850649, 0.7168786, 0.0971045],
  bXYZ: [0.1430804, 0.0606169, 0.7141733],
} as const
const whitePoint = [0.9642, 1, 0.8249] as const

/**
 * An sRGB display profile of ICC version 2.1, made of the numbers of the standard: the colour space of all pictures in a
 * PDF/A. @see ICC.1:1998-09 @see IEC 61966-2-1
 */
export function srgbProfile(): Uint8Array {
  const curve = curveTag()
  const tags: readonly (readonly [name: string, bytes: Buffer])[] = [
    ['desc', descriptionTag('sRGB IEC61966-2.1')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(whitePoint)],
    ...Object.entries(primaries).map(([name, xyz]) => [name, xyzTag(xyz)] as const),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  const placed = new Map<Buffer, number>()
  const parts: Buffer[] = []
  let at = HEADER_BYTES + table.length
  for (const [place, [name, bytes]] of tags.entries()) {
    const entry = 4 + place * 12
    const offset = placed.get(bytes) ?? at
    table.write(name, entry, 'latin1')
    table.writeUInt32BE(offset, entry + 4)
    table.writeUInt32BE(bytes.length, entry + 8)
    if (placed.has(bytes)) continue
    placed.set(bytes, offset)
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    parts.push(padded)
    at += padded.length
  }
  return Buffer.concat([header(at), table, ...parts])
}

function header(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES)
  bytes.writeUInt32BE(sizeBytes, 0)
  bytes.writeUInt32BE(0x0210_0000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  for (const [place, part] of [MADE_YEAR, 1, 1].entries()) bytes.writeUInt16BE(part, 24 + place * 2)
  bytes.write('acsp', 36, 'latin1')
  for (const [place, part] of whitePoint.entries()) bytes.writeInt32BE(fixed(part), 68 + place * 4)
  return bytes
}

/** The sign-and-sixteen-bits fixed point of ICC. */
function fixed(value: number): number {
  return Math.round(value * 65_536)
}

function xyzTag(xyz: readonly number[]): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.write('XYZ ', 0, 'latin1')
  for (const [place, part] of xyz.entries()) bytes.writeInt32BE(fixed(part), 8 + place * 4)
  return bytes
}

function curveTag(): Buffer {
  const bytes = Buffer.alloc(12 + CURVE_ENTRIES * 2)
  bytes.write('curv', 0, 'latin1')
  bytes.writeUInt32BE(CURVE_ENTRIES, 8)
  for (let entry = 0; entry < CURVE_ENTRIES; entry += 1) {
    const coded = entry / (CURVE_ENTRIES - 1)
    const linear = coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4
    bytes.writeUInt16BE(Math.round(linear * 65_535), 12 + entry * 2)
  }
  return bytes
}

function textTag(text: string): Buffer {
  return Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${text}\0`, 'latin1')])
}

/** A name in ASCII; the places for a name in Unicode and in a script code stay empty. */
function descriptionTag(text: string): Buffer {
  const bytes = Buffer.alloc(12 + text.length + 1 + 8 + 3 + 67)
  bytes.write('desc', 0, 'latin1')
  bytes.writeUInt32BE(text.length + 1, 8)
  bytes.write(text, 12, 'latin1')
  return bytes
}
