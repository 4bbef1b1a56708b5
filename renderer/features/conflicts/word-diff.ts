/** A piece of a text, and whether the other text has it at that place. */
export interface DiffPiece {
  readonly text: string
  readonly isCommon: boolean
}

/** Longer stretches are marked as a whole: comparing them word by word would keep the window waiting. */
const MOST_CELLS = 1_000_000

/** Both texts in pieces, what they share and what they do not, by words; put together the pieces give the texts again. */
export function diffWords(a: string, b: string): readonly [readonly DiffPiece[], readonly DiffPiece[]] {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const first = commonLength(left, right)
  const last = commonLength(left.slice(first).reverse(), right.slice(first).reverse())
  const [leftMiddle, rightMiddle] = [middle(left, first, last), middle(right, first, last)]
  const shared = sharedWords(leftMiddle, rightMiddle)
  const side = (words: readonly string[], part: readonly string[], kept: ReadonlySet<number>) =>
    joined([
      ...words.slice(0, first).map((text) => ({ text, isCommon: true })),
      ...part.map((text, at) => ({ text, isCommon: isShared(part, kept, at) })),
      ...words.slice(words.length - last).map((text) => ({ text, isCommon: true })),
    ])
  return [side(left, leftMiddle, shared.left), side(right, rightMiddle, shared.right)]
}

/** A space between two words that differ is no part of what is shared. */
function isShared(words: readonly string[], kept: ReadonlySet<number>, at: number): boolean {
  const isSpace = (words[at] ?? '').trim() === ''
  return kept.has(at) && (!isSpace || kept.has(at - 1) || kept.has(at + 1))
}

/** Words and what stands between them. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}

function middle(words: readonly string[], first: number, last: number): readonly string[] {
  return words.slice(first, words.length - last)
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[length] === b[length]) length += 1
  return length
}

interface Shared {
  readonly left: ReadonlySet<number>
  readonly right: ReadonlySet<number>
}

/** The places of a longest common subsequence. */
function sharedWords(a: readonly string[], b: readonly string[]): Shared {
  const shared = { left: new Set<number>(), right: new Set<number>() }
  if (a.length * b.length > MOST_CELLS) return shared
  const width = b.length + 1
  const lengths = lengthTable(a, b)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      shared.left.add(i)
      shared.right.add(j)
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return shared
}

/** For each pair of places the length of what the rests share. */
function lengthTable(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const along = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
      lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : along
    }
  }
  return lengths
}

function joined(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const together: DiffPiece[] = []
  for (const piece of pieces) {
    const last = together.at(-1)
    if (last?.isCommon === piece.isCommon) {
      together[together.length - 1] = { ...last, text: last.text + piece.text }
    } else together.push(piece)
  }
  return together
}
