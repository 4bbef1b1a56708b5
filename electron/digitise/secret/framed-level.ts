import { foldText } from '../../../domain/fold-text.ts'
import { type SecretLevel, secretLevelOf } from '../../../domain/secret-mark.ts'

/** Shorter pieces beside the words of a stamp are bits of its frame, or of what it lies over. */
const LONGEST_BIT = 2
/** MẬT as it is read when its last stroke or its hat is worn. */
const wornWord = /^(?:M[ẠẬ][TIJ17!|]?|[MN][ẠẬẶ][TIJ17]|[MN][AẠẬẶÂẮẤ]{1,2}T)$/u

const wornEnd = /^[^\s]?[MNH]?\p{Lu}T?$/u

/**
 * The level that a framed place says. What stands in a frame of its own is one stamp, so bits at its ends may be left
 * away; another whole word beside it, as in "BẢO MẬT", means another stamp.
 */
export function framedLevelOf(lines: readonly string[]): SecretLevel | null {
  for (const line of [lines.join(' '), ...lines]) {
    const level = levelOf(line)
    if (level !== null) return level
  }
  return null
}

function levelOf(line: string): SecretLevel | null {
  const words = wordsOf(line)
  const level = secretLevelOf(words.join(' '))
  if (level !== null) return level
  const spaced = words.flatMap((word) => withGap(word))
  // No other stamp begins like this one, so what lies over its end may say what it likes.
  if (foldText(spaced.join(' ')).startsWith('tuyet m')) return 'most-secret'
  const [last = '', before = '', ...others] = spaced.toReversed()
  if (others.length > 0) return null
  const first = foldText(before)
  // No other stamp begins like this one, so of its second word little has to be left.
  if (first.startsWith('tuye') && wornEnd.test(last)) return 'most-secret'
  if (!wornWord.test(last)) return null
  return before === '' ? 'secret' : twoWords(first)
}

/** The words of a line without the bits at its ends. */
function wordsOf(line: string): readonly string[] {
  const pieces = line
    .normalize('NFC')
    .split(/[^\p{L}\p{N}|!]+/u)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
  const isWord = (piece: string): boolean =>
    piece.replace(/[^\p{L}\p{N}]/gu, '').length > LONGEST_BIT || wornWord.test(piece)
  return pieces.slice(Math.max(0, pieces.findIndex(isWord)), pieces.findLastIndex(isWord) + 1)
}

/** A gap between two words that closed up when the stamp was pressed hard: TỐIMẬT. */
function withGap(word: string): readonly string[] {
  const at = Array.from(word).findIndex((_, index) => index > 0 && wornWord.test(word.slice(index)))
  const [first, last] = [word.slice(0, at), word.slice(at)]
  return at > 0 && twoWords(foldText(first)) !== null ? [first, last] : [word]
}

/** The first word of TỐI MẬT or TUYỆT MẬT with letters that were misread. */
function twoWords(first: string): SecretLevel | null {
  if (/^[ti17l!|]{1,2}[oceu0][itel1!|]$/.test(first)) return 'top-secret'
  return /^t[ouv][yv]?[ea]t?$|^t.y.t$|^tuy..?$|^.uyet$/.test(first) ? 'most-secret' : null
}
