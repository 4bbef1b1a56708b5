import type { Uncompress } from './plain-codings.ts'

const CLEAR = 256
const END = 257
const FIRST_WIDTH = 9
const LAST_WIDTH = 12

/** Words of at most twelve bits, the highest bit first. @see TIFF 6.0 section 13 */
export const lzw: Uncompress = (bytes, plainBytes) => {
  const plain = new Uint8Array(plainBytes)
  const words = createWords(plain)
  const next = createWordReader(bytes)
  let to = 0
  while (to < plainBytes) {
    const word = next(words.width())
    if (word === null || word === END) break
    if (word === CLEAR) {
      words.clear()
      continue
    }
    if (!words.isKnown(word)) break
    to = words.put(word, to)
  }
  return { bytes: plain, found: to }
}

/** @returns the next so many bits as a number; null at the end */
function createWordReader(bytes: Uint8Array): (width: number) => number | null {
  let at = 0
  let waiting = 0
  let waitingBits = 0
  return (width) => {
    while (waitingBits < width) {
      const byte = bytes[at]
      if (byte === undefined) return null
      waiting = ((waiting << 8) | byte) & 0xffffff
      waitingBits += 8
      at += 1
    }
    waitingBits -= width
    return (waiting >> waitingBits) & ((1 << width) - 1)
  }
}

/** Each word but the first 256 is a stretch of what was written before, and one byte more. */
function createWords(plain: Uint8Array) {
  const starts = new Int32Array(1 << LAST_WIDTH)
  const lengths = new Int32Array(1 << LAST_WIDTH).fill(1, 0, CLEAR)
  let count = END + 1
  let width = FIRST_WIDTH
  let before = -1
  let beforeAt = 0
  const learn = (): void => {
    if (before === -1 || count === starts.length) return
    starts[count] = beforeAt
    lengths[count] = (lengths[before] ?? 0) + 1
    count += 1
  }
  return {
    width: () => width,
    clear: () => {
      count = END + 1
      width = FIRST_WIDTH
      before = -1
    },
    /** The newest word may be the one that is learnt with it. */
    isKnown: (word: number): boolean => word < count || (word === count && before !== -1),
    /** @returns where the next word is to be put */
    put: (word: number, to: number): number => {
      learn()
      before = word
      beforeAt = to
      // The width grows one word early, as the first writer of such files had it.
      if (count >= (1 << width) - 1 && width < LAST_WIDTH) width += 1
      if (word < CLEAR) {
        plain[to] = word
        return to + 1
      }
      const from = starts[word] ?? 0
      const end = Math.min(plain.length, to + (lengths[word] ?? 0))
      // Byte by byte: a word may run into what it writes itself.
      for (let place = to; place < end; place += 1) plain[place] = plain[from + place - to] ?? 0
      return end
    },
  }
}
