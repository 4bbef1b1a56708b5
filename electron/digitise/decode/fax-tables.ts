import { type FaxCode, HORIZONTAL, PASS, runCodes, verticalCode } from '../output/fax-codes.ts'

/** As many bits of a fax tell the next run, and the next mode. */
export const LOOK_BITS = 13
const LONGEST_RUN = 2560
/** By what the next `LOOK_BITS` bits are: 32 times the length of the run and how many bits its code has; 0 for no code. */
export const runs = { white: runTable(false), black: runTable(true) }

function runTable(isBlack: boolean): Int32Array {
  const table = new Int32Array(1 << LOOK_BITS)
  for (let length = 0; length <= LONGEST_RUN; length += length < 64 ? 1 : 64) {
    const [code] = runCodes(length, isBlack)
    if (code !== undefined) enter(table, code, length * 32 + code.length)
  }
  return table
}

/** How the next edge of a row is told. */
export const mode = { pass: 1, horizontal: 2, vertical: 3 } as const
export const MODE_BITS = 7
/** By what the next `MODE_BITS` bits are: 16 times the mode, or 16 times 3 to 9 for -3 to 3 pixels, and the bits of its code. */
export const modes = modeTable()

function modeTable(): Int32Array {
  const table = new Int32Array(1 << MODE_BITS)
  const put = (code: FaxCode | undefined, kind: number): void => {
    if (code === undefined) return
    const first = code.bits << (MODE_BITS - code.length)
    table.fill(kind * 16 + code.length, first, first + (1 << (MODE_BITS - code.length)))
  }
  put(PASS, mode.pass)
  put(HORIZONTAL, mode.horizontal)
  for (let shift = -3; shift <= 3; shift += 1) put(verticalCode(shift), mode.vertical + 3 + shift)
  return table
}

function enter(table: Int32Array, { bits, length }: FaxCode, value: number): void {
  const first = bits << (LOOK_BITS - length)
  table.fill(value, first, first + (1 << (LOOK_BITS - length)))
}
