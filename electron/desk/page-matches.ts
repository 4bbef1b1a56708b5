import { foldText } from '../../domain/fold-text.ts'
import type { PageBox } from '../../domain/records/page-box.ts'
import { isCodeLike, misreadCodeKey } from '../../domain/search-code.ts'
import { type SearchQuery, type Words, wordsOf } from '../../domain/search-query.ts'
import type { TextLayer } from '../../domain/text-layer.ts'

export interface SnippetPiece {
  readonly text: string
  readonly isMatch: boolean
}

export interface PageMatches {
  /** The part of the page with the most matches; empty where nothing matches. */
  readonly snippet: readonly SnippetPiece[]
  /** Where the matching words stand, as shares of the page. */
  readonly boxes: readonly PageBox[]
}

/** A word as it stands on a page: one run of signs, which may be several words, such as `15/QĐ-UBND`. */
interface Placed {
  readonly text: string
  readonly box: PageBox | null
}

/** Pieces of a snippet, and how many of them stand before the first match. */
const SNIPPET_WORDS = 26
const WORDS_BEFORE = 7
/** More lights would be no light. */
const MOST_BOXES = 200

/** What of a page a query matches. */
export function matchLayer(layer: TextLayer, query: SearchQuery): PageMatches {
  const { widthPx, heightPx } = layer
  const placed = layer.lines.flatMap(({ words }) =>
    words.map(({ text, box: [left, top, right, bottom] }): Placed => {
      return { text, box: [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx] }
    }),
  )
  return matchPlaced(placed, query)
}

/** What of a text without places a query matches. */
export function matchText(text: string, query: SearchQuery): PageMatches {
  const placed = text.split(/\s+/u).filter(Boolean)
  return matchPlaced(
    placed.map((word) => ({ text: word, box: null })),
    query,
  )
}

function matchPlaced(placed: readonly Placed[], query: SearchQuery): PageMatches {
  const matching = matchingIndexes(placed, query)
  const first = densest(placed.length, matching)
  const boxes = [...matching].sort((a, b) => a - b).flatMap((index) => placed[index]?.box ?? [])
  return {
    snippet: first === null ? [] : piecesOf(placed, matching, first),
    boxes: pairs(boxes).slice(0, MOST_BOXES),
  }
}

/** Four numbers each. */
function pairs(numbers: readonly number[]): readonly PageBox[] {
  return Array.from({ length: numbers.length / 4 }, (_, at) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = numbers.slice(at * 4, at * 4 + 4)
    return [left, top, right, bottom]
  })
}

/** Where each single word of the page stands among the runs. */
interface Token {
  readonly exact: string
  readonly folded: string
  readonly index: number
}

/** The runs that a query means: its words as a phrase if they stand so, else each of them, with tone marks if they stand so. */
function matchingIndexes(placed: readonly Placed[], query: SearchQuery): ReadonlySet<number> {
  const tokens = placed.flatMap(({ text }, index) =>
    wordsOf(text).map((exact): Token => ({ exact, folded: foldText(exact), index })),
  )
  const fields = query.fields.filter(({ field }) => field !== 'type').map(({ words }) => words)
  const found = [
    ...[...query.phrases, ...fields].flatMap((words) => runsOf(tokens, words, false)),
    ...wordMatches(tokens, query),
    ...codeMatches(placed, query.words),
  ]
  return new Set(found)
}

function wordMatches(tokens: readonly Token[], { words, isTyping }: SearchQuery): readonly number[] {
  if (words.length > 1) {
    const runs = runsOf(tokens, words, isTyping)
    if (runs.length > 0) return runs
  }
  return words.flatMap((word, at) => runsOf(tokens, [word], isTyping && at === words.length - 1))
}

/** Runs of these words with their tone marks, or where there is none without. */
function runsOf(tokens: readonly Token[], words: Words, isOpen: boolean): readonly number[] {
  const exact = runsBy(tokens, words, { isOpen, of: (token) => token.exact })
  if (exact.length > 0) return exact
  return runsBy(tokens, words.map(foldText), { isOpen, of: (token) => token.folded })
}

function runsBy(
  tokens: readonly Token[],
  words: Words,
  { isOpen, of }: { readonly isOpen: boolean; readonly of: (token: Token) => string },
): readonly number[] {
  const fits = (start: number): boolean =>
    words.every((word, at) => {
      const token = tokens[start + at]
      if (token === undefined) return false
      return isOpen && at === words.length - 1 ? of(token).startsWith(word) : of(token) === word
    })
  return tokens.flatMap((_, start) =>
    fits(start) ? tokens.slice(start, start + words.length).map(({ index }) => index) : [],
  )
}

/** A number with its notation that was misread. */
function codeMatches(placed: readonly Placed[], words: Words): readonly number[] {
  const typed = words.join(' ')
  if (!isCodeLike(typed)) return []
  const wanted = misreadCodeKey(typed)
  return placed.flatMap(({ text }, index) =>
    isCodeLike(text) && misreadCodeKey(text) === wanted ? [index] : [],
  )
}

/** Where the window of words with the most matches begins; null without matches. */
function densest(count: number, matching: ReadonlySet<number>): number | null {
  let best: { readonly start: number; readonly matches: number } | null = null
  for (const index of [...matching].sort((a, b) => a - b)) {
    const start = Math.max(0, index - WORDS_BEFORE)
    const end = Math.min(count, start + SNIPPET_WORDS)
    let matches = 0
    for (let at = start; at < end; at++) if (matching.has(at)) matches++
    if (matches > (best?.matches ?? 0)) best = { start, matches }
  }
  return best?.start ?? null
}

function piecesOf(
  placed: readonly Placed[],
  matching: ReadonlySet<number>,
  start: number,
): readonly SnippetPiece[] {
  const pieces: SnippetPiece[] = []
  const add = (text: string, isMatch: boolean): void => {
    const last = pieces.at(-1)
    if (last?.isMatch === isMatch) pieces[pieces.length - 1] = { text: last.text + text, isMatch }
    else pieces.push({ text, isMatch })
  }
  for (const [at, { text }] of placed.slice(start, start + SNIPPET_WORDS).entries()) {
    const isMatch = matching.has(start + at)
    // A space between two matches belongs to what is marked.
    if (at > 0) add(' ', isMatch && matching.has(start + at - 1))
    add(text, isMatch)
  }
  return pieces
}
