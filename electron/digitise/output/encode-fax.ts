import { END_OF_LINE, type FaxCode, HORIZONTAL, PASS, runCodes, verticalCode } from './fax-codes.ts'

/** Black and white: one byte a pixel, 1 is black. */
export interface Bitmap {
  readonly widthPx: number
  readonly heightPx: number
  readonly black: Uint8Array
}

/** Codes a page as fax group 4, most significant bit first, black as zero in the sense of PDF. @see ITU-T T.6 */
export function encodeFax({ widthPx, heightPx, black }: Bitmap): Uint8Array {
  const writer = createBitWriter()
  let above: Uint8Array = new Uint8Array(widthPx)
  for (let y = 0; y < heightPx; y += 1) {
    const row = black.subarray(y * widthPx, (y + 1) * widthPx)
    putRow(writer, row, above)
    above = row
  }
  writer.put(END_OF_LINE)
  writer.put(END_OF_LINE)
  return writer.finish()
}

interface BitWriter {
  put(code: FaxCode): void
  finish(): Uint8Array
}

function createBitWriter(): BitWriter {
  const state = { bytes: new Uint8Array(65_536), size: 0, bits: 0, count: 0 }
  const putByte = (value: number): void => {
    if (state.size === state.bytes.length) {
      const larger = new Uint8Array(state.size * 2)
      larger.set(state.bytes)
      state.bytes = larger
    }
    state.bytes[state.size] = value
    state.size += 1
  }
  return {
    put: ({ bits, length }) => {
      // At most 7 bits wait and no word has more than 24 bits, so nothing leaves the 32.
      state.bits = (state.bits << length) | bits
      state.count += length
      for (; state.count >= 8; state.count -= 8) putByte((state.bits >> (state.count - 8)) & 0xff)
      state.bits &= (1 << state.count) - 1
    },
    finish: () => {
      if (state.count > 0) putByte((state.bits << (8 - state.count)) & 0xff)
      return state.bytes.slice(0, state.size)
    },
  }
}

function putRow(writer: BitWriter, row: Uint8Array, above: Uint8Array): void {
  let at = -1
  let colour = 0
  while (at < row.length) {
    const edge = endOfRun(row, Math.max(at, 0), colour)
    const over = edgeAbove(above, at, colour)
    const overEnd = endOfRun(above, over, 1 - colour)
    const vertical = verticalCode(edge - over)
    if (overEnd < edge) {
      writer.put(PASS)
      at = overEnd
    } else if (vertical !== undefined) {
      writer.put(vertical)
      at = edge
      colour = 1 - colour
    } else {
      const next = endOfRun(row, edge, 1 - colour)
      writer.put(HORIZONTAL)
      for (const code of runCodes(edge - Math.max(at, 0), colour === 1)) writer.put(code)
      for (const code of runCodes(next - edge, colour === 0)) writer.put(code)
      at = next
    }
  }
}

/** The first pixel from `from` on that has not the colour; the width where there is none. */
function endOfRun(row: Uint8Array, from: number, colour: number): number {
  const end = row.indexOf(1 - colour, from)
  return end === -1 ? row.length : end
}

/** The first pixel right of `after` where the row above changes away from the colour ("b1" of T.6). */
function edgeAbove(above: Uint8Array, after: number, colour: number): number {
  let at = after + 1
  // Inside a run of the other colour its end comes first: an edge is a change, not a state.
  if (at > 0 && at < above.length && above[at] !== colour && above[at - 1] !== colour) {
    at = endOfRun(above, at, 1 - colour)
  }
  return at >= above.length ? above.length : endOfRun(above, at, colour)
}
