import { foldText } from '../../../domain/fold-text.ts'

const WORD = /[\p{L}\p{N}\p{M}]+/gu

export interface QueryWords {
  /** As typed, in lower case and NFC. */
  readonly exact: readonly string[]
  /** Without tone marks, đ as d. */
  readonly folded: readonly string[]
}

export function wordsOf(query: string): QueryWords {
  const exact = query.normalize('NFC').toLowerCase().match(WORD) ?? []
  return { exact, folded: exact.map((word) => foldText(word)) }
}

/** A code without its separators: `15/QĐ-UBND`, `15 QD UBND` and `15QĐUBND` are all `15qdubnd`. */
export function squeezeCode(text: string): string {
  return wordsOf(text).folded.join('')
}

export interface MatchExpressions {
  /** Every word on the page or in the description, or the code without its separators. */
  readonly any: string
  /** The code; null where the query has no number in it. */
  readonly code: string | null
  readonly exact: string
}

/** FTS5 queries. Every word stands in quotes and holds only letters and digits, so nothing typed is ever syntax. */
export function matchExpressions({ exact, folded }: QueryWords): MatchExpressions {
  const squeezed = folded.join('')
  const code = `code : "${squeezed}"*`
  return {
    any: `({folded fields code} : (${allOf(folded)})) OR (${code})`,
    code: /\p{N}/u.test(squeezed) ? code : null,
    exact: `{exact} : (${allOf(exact)})`,
  }
}

function allOf(words: readonly string[]): string {
  return words.map((word, index) => (index === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(' AND ')
}

export interface SnippetPiece {
  readonly text: string
  readonly isMatch: boolean
}

/** Words shown, and how many of them stand before the first match. */
const SNIPPET_WORDS = 24
const WORDS_BEFORE = 6

/** The part of a text with the most matching words, cut into pieces; null where no word matches. */
export function snippetOf(text: string, words: QueryWords): readonly SnippetPiece[] | null {
  const found = [...text.normalize('NFC').matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    isMatch: matches(foldText(match[0]), words.folded),
  }))
  const first = densest(found.map((word) => word.isMatch))
  if (first === null) return null
  return cutPieces(text.normalize('NFC'), found.slice(first, first + SNIPPET_WORDS))
}

function matches(word: string, folded: readonly string[]): boolean {
  return folded.some((wanted, index) =>
    index === folded.length - 1 ? word.startsWith(wanted) : word === wanted,
  )
}

/** Where the window of words with the most matches begins; null without matches. */
function densest(isMatch: readonly boolean[]): number | null {
  let best: { start: number; count: number } | null = null
  for (const [index, match] of isMatch.entries()) {
    if (!match) continue
    const start = Math.max(0, index - WORDS_BEFORE)
    const count = isMatch.slice(start, start + SNIPPET_WORDS).filter(Boolean).length
    if (count > (best?.count ?? 0)) best = { start, count }
  }
  return best?.start ?? null
}

function cutPieces(
  text: string,
  words: readonly { readonly start: number; readonly end: number; readonly isMatch: boolean }[],
): readonly SnippetPiece[] {
  const pieces: SnippetPiece[] = []
  let at = words[0]?.start ?? 0
  for (const word of words) {
    if (!word.isMatch) continue
    if (word.start > at) pieces.push({ text: text.slice(at, word.start), isMatch: false })
    pieces.push({ text: text.slice(word.start, word.end), isMatch: true })
    at = word.end
  }
  const end = words.at(-1)?.end ?? at
  if (end > at) pieces.push({ text: text.slice(at, end), isMatch: false })
  return pieces
}
