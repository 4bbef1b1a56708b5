interface TinyJpx {
  readonly widthPx: number
  readonly heightPx: number
  readonly components: 1 | 3
  /** What the file says of its colours; 16 is sRGB, 17 grey. */
  readonly colourSpace?: number
  readonly bitsPerSample?: number
}

/**
 * The smallest JPEG 2000 file there is: one tile of one packet a component, all empty, so that every sample is the middle
 * grey. @see ISO/IEC 15444-1 annexes A and I
 */
export function tinyJpx({ widthPx, heightPx, components, colourSpace, bitsPerSample = 8 }: TinyJpx): Buffer {
  const bits = bitsPerSample - 1
  const header = box('jp2h', [
    box('ihdr', [long(heightPx), long(widthPx), short(components), Buffer.from([bits, 7, 0, 0])]),
    box('colr', [Buffer.from([1, 0, 0]), long(colourSpace ?? (components === 1 ? 17 : 16))]),
  ])
  return Buffer.concat([
    box('jP  ', [Buffer.from([0x0d, 0x0a, 0x87, 0x0a])]),
    box('ftyp', [Buffer.from('jp2 '), long(0), Buffer.from('jp2 ')]),
    header,
    box('jp2c', [codeStream({ widthPx, heightPx, components, bits })]),
  ])
}

function codeStream({
  widthPx,
  heightPx,
  components,
  bits,
}: Pick<TinyJpx, 'widthPx' | 'heightPx' | 'components'> & { readonly bits: number }): Buffer {
  const sizes = [widthPx, heightPx, 0, 0, widthPx, heightPx, 0, 0].map(long)
  const samples = Array.from({ length: components }, () => Buffer.from([bits, 1, 1]))
  // One layer, no transform between components, no levels of resolution, blocks of 64 by 64, the reversible filter.
  const coding = segment(0xff52, [Buffer.from([0, 0, 0, 1, 0, 0, 4, 4, 0, 1])])
  const quantisation = segment(0xff5c, [Buffer.from([0x40, bitsOfExponent(bits)])])
  const packets = Buffer.alloc(components)
  const tileBytes = 12 + 2 + packets.length
  const tile = segment(0xff90, [short(0), long(tileBytes), Buffer.from([0, 1])])
  return Buffer.concat([
    short(0xff4f),
    segment(0xff51, [short(0), ...sizes, short(components), ...samples]),
    coding,
    quantisation,
    tile,
    short(0xff93),
    packets,
    short(0xffd9),
  ])
}

const bitsOfExponent = (bits: number): number => (bits + 1) << 3

function segment(marker: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([short(marker), short(body.length + 2), body])
}

function box(type: string, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([long(body.length + 8), Buffer.from(type, 'latin1'), body])
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
