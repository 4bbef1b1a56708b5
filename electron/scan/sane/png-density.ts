import { crc32 } from 'node:zlib'

const SIGNATURE_BYTES = 8
/** Length, name and checksum. */
const AROUND_BYTES = 12
const PER_METRE = 1 / 0.0254

/**
 * The same PNG with its resolution: `scanimage` leaves it out, and without it nobody knows how large the paper was.
 * @see PNG 3rd edition, 11.3.4.3 pHYs
 */
export function withDensity(png: Uint8Array, dpi: number): Uint8Array {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.length)
  const headEnd =
    SIGNATURE_BYTES + AROUND_BYTES + (bytes.length > 12 ? bytes.readUInt32BE(SIGNATURE_BYTES) : 0)
  if (bytes.length < headEnd || bytes.includes('pHYs')) return png
  const chunk = Buffer.alloc(AROUND_BYTES + 9)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  chunk.writeUInt32BE(Math.round(dpi * PER_METRE), 8)
  chunk.writeUInt32BE(Math.round(dpi * PER_METRE), 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([bytes.subarray(0, headEnd), chunk, bytes.subarray(headEnd)])
}
