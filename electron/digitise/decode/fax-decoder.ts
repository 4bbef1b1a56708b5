import { mirroredBits } from './bit-order.ts'
import { LOOK_BITS, MODE_BITS, mode, modes, runs } from './fax-tables.ts'

/** `huffman`: rows without any mark. `group3` may mix rows that follow the one above, as `group4` always does. */
export type FaxCoding = 'huffman' | 'group3' | 'group3-2d' | 'group4'

interface FaxPicture {
  readonly coding: FaxCoding
  readonly widthPx: number
  readonly heightPx: number
  readonly isLowBitFirst: boolean
}

export interface FaxRows {
  /** One bit a pixel, 1 is black, rows begin at a byte. */
  readonly bits: Uint8Array
  /** How many rows were found; the rest is white. */
  readonly rows: number
}

/** Reads a fax as far as it is whole; a broken row ends group 4, the other codings go on at the next mark. @see ITU-T T.4, T.6 */
export function decodeFax(coded: Uint8Array, picture: FaxPicture): FaxRows {
  const { coding, widthPx, heightPx } = picture
  const reader = createBitReader(picture.isLowBitFirst ? mirroredBits(coded) : coded)
  const rowBytes = Math.ceil(widthPx / 8)
  const bits = new Uint8Array(rowBytes * heightPx)
  // Edges of a row: where it changes colour, black first; the ends stand for pixels beyond it.
  let above = new Int32Array(widthPx + 4).fill(widthPx)
  let row = new Int32Array(widthPx + 4)
  let rows = 0
  for (; rows < heightPx; rows += 1) {
    const isFlat = startRow(reader, coding)
    if (isFlat === null) break
    const edges = isFlat ? flatRow(reader, row, widthPx) : followingRow(reader, { row, above }, widthPx)
    if (edges === -1) {
      if (!canGoOn(reader, coding)) break
      // A broken row of a fax is shown as the one above it.
      if (rows > 0) bits.copyWithin(rows * rowBytes, (rows - 1) * rowBytes, rows * rowBytes)
      continue
    }
    paint(bits.subarray(rows * rowBytes, (rows + 1) * rowBytes), row, edges)
    row.fill(widthPx, edges, edges + 3)
    ;[above, row] = [row, above]
  }
  return { bits, rows }
}

interface BitReader {
  /** The next bits without going on; zeros behind the end. */
  peek(count: number): number
  skip(count: number): void
  toByte(): void
  isAtEnd(): boolean
}

function createBitReader(bytes: Uint8Array): BitReader {
  const state = { at: 0 }
  const byte = (place: number): number => bytes[place] ?? 0
  return {
    peek: (count) => {
      const place = state.at >> 3
      const window = (byte(place) << 16) | (byte(place + 1) << 8) | byte(place + 2)
      return (window >> (24 - (state.at & 7) - count)) & ((1 << count) - 1)
    },
    skip: (count) => {
      state.at += count
    },
    toByte: () => {
      state.at = (state.at + 7) & ~7
    },
    isAtEnd: () => state.at >= bytes.length * 8,
  }
}

const MARK_BITS = 12
const MARK = 1
/** Faxes fill up short rows with zeros before the mark. */
const MOST_FILL_BITS = 1 << 16

/** Steps over what stands before a row. @returns whether it is coded without the row above; null at the end */
function startRow(reader: BitReader, coding: FaxCoding): boolean | null {
  if (reader.isAtEnd()) return null
  if (coding === 'group4') return reader.peek(MARK_BITS) === MARK ? null : false
  if (coding === 'huffman') {
    reader.toByte()
    return reader.isAtEnd() ? null : true
  }
  let marks = 0
  while (skipMark(reader)) {
    marks += 1
    // Six of them end the page.
    if (marks > 1 && coding === 'group3') return null
    if (coding !== 'group3-2d') continue
    const isFlat = reader.peek(1) === 1
    reader.skip(1)
    if (reader.peek(MARK_BITS) === MARK) return null
    return isFlat
  }
  return reader.isAtEnd() ? null : true
}

/** Steps over a mark with the zeros before it, where the next thing is one. */
function skipMark(reader: BitReader): boolean {
  if (reader.peek(MARK_BITS - 1) !== 0) return false
  for (let fill = 0; fill < MOST_FILL_BITS && !reader.isAtEnd(); fill += 1) {
    if (reader.peek(MARK_BITS) === MARK) {
      reader.skip(MARK_BITS)
      return true
    }
    reader.skip(1)
  }
  return false
}

/** Behind a broken row only the codings with marks find the next one. */
function canGoOn(reader: BitReader, coding: FaxCoding): boolean {
  if (coding === 'group4' || coding === 'huffman') return false

  while (!reader.isAtEnd()) {
    if (reader.peek(MARK_BITS) === MARK) return true
    reader.skip(1)
  }
  return false
}

/** @returns the length of the run, -1 where there is no code */
function readRun(reader: BitReader, isBlack: boolean): number {
  const table = isBlack ? runs.black : runs.white
  for (let total = 0; ; ) {
    const found = table[reader.peek(LOOK_BITS)] ?? 0
    if (found === 0 || reader.isAtEnd()) return -1
    reader.skip(found & 31)
    const length = found >> 5
    total += length
    if (length < 64) return total
  }
}

/** Reads the runs of a row. @returns how many edges, -1 for a broken row */
function flatRow(reader: BitReader, row: Int32Array, widthPx: number): number {
  let edges = 0
  for (let at = 0; at < widthPx; ) {
    const run = readRun(reader, (edges & 1) === 1)
    // A row of nothing but empty runs would not end.
    if (run === -1 || edges > widthPx) return -1
    at = Math.min(widthPx, at + run)
    row[edges] = at
    edges += 1
  }
  return edges
}

/** A row that is being read by the one above it. */
interface Following {
  readonly reader: BitReader
  readonly row: Int32Array
  readonly above: Int32Array
  readonly widthPx: number
  /** How far the row is known; before its first pixel at the start. */
  at: number
  edges: number
  /** The edge above that is next and has the direction of the one that is looked for. */
  over: number
}

/** Reads a row that is told by the one above it. @returns how many edges, -1 for a broken row */
function followingRow(reader: BitReader, { row, above }: Rows, widthPx: number): number {
  const state: Following = { reader, row, above, widthPx, at: -1, edges: 0, over: 0 }
  while (state.at < widthPx) {
    lookOver(state)
    const code = modes[reader.peek(MODE_BITS)] ?? 0
    if (code === 0 || reader.isAtEnd()) return -1
    reader.skip(code & 15)
    if (!isRead(state, code >> 4)) return -1
  }
  return state.edges
}

interface Rows {
  readonly row: Int32Array
  readonly above: Int32Array
}

/** Behind the last edge of a row there is nothing but its end. */
function edgeAbove({ above, widthPx }: Following, place: number): number {
  return above[place] ?? widthPx
}

function lookOver(state: Following): void {
  if ((state.edges & 1) !== (state.over & 1)) state.over += 1
  while (state.over > 1 && edgeAbove(state, state.over - 2) > state.at) state.over -= 2
  while (edgeAbove(state, state.over) <= state.at && edgeAbove(state, state.over) < state.widthPx)
    state.over += 2
}

function isRead(state: Following, kind: number): boolean {
  if (kind === mode.horizontal) return hasRuns(state)
  const over = edgeAbove(state, state.over)
  if (kind === mode.pass) {
    state.at = over >= state.widthPx ? state.widthPx : edgeAbove(state, state.over + 1)
    return true
  }
  const edge = over + kind - mode.vertical - 3
  if (edge < Math.max(0, state.at) || state.edges > state.widthPx) return false
  addEdge(state, edge)
  return true
}

/** Reads two runs. */
function hasRuns(state: Following): boolean {
  const isBlack = (state.edges & 1) === 1
  const first = readRun(state.reader, isBlack)
  const second = first === -1 ? -1 : readRun(state.reader, !isBlack)
  if (second === -1 || state.edges >= state.widthPx) return false
  const start = Math.max(0, state.at)
  addEdge(state, start + first)
  addEdge(state, start + first + second)
  return true
}

function addEdge(state: Following, at: number): void {
  state.at = Math.min(state.widthPx, at)
  state.row[state.edges] = state.at
  state.edges += 1
}

/** Blackens every second stretch between the edges. */
function paint(bits: Uint8Array, row: Int32Array, edges: number): void {
  for (let edge = 0; edge < edges; edge += 2) {
    const from = row[edge] ?? 0
    const to = edge + 1 < edges ? (row[edge + 1] ?? 0) : from
    if (to > from) blacken(bits, from, to)
  }
}

function blacken(bits: Uint8Array, from: number, to: number): void {
  const [first, last] = [from >> 3, (to - 1) >> 3]
  const head = 0xff >> (from & 7)
  const tail = 0xff << (7 - ((to - 1) & 7))
  if (first === last) {
    bits[first] = (bits[first] ?? 0) | (head & tail)
    return
  }
  bits[first] = (bits[first] ?? 0) | head
  bits.fill(0xff, first + 1, last)
  bits[last] = (bits[last] ?? 0) | (tail & 0xff)
}
