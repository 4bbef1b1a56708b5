import { foldText } from '../../domain/fold-text.ts'
import { codeKey, isCodeLike } from '../../domain/search-code.ts'
import { parseSearchQuery, wordsOf } from '../../domain/search-query.ts'

/** The columns of one row of full text; words are cut already, a blank between them. */
export interface SearchColumns {
  readonly folded: string
  readonly exact: string
}

/** @param code number and notation, which are found as one word as well, however they are parted */
export function columnsOf(text: string, code = ''): SearchColumns {
  const exact = wordsOf(text)
  const key = isCodeLike(code) ? [codeKey(code)] : []
  return { folded: [...exact.map(foldText), ...key].join(' '), exact: exact.join(' ') }
}

/** A query as FTS5 takes it, null where it asks for nothing. Words with tone marks are looked for with them. */
export function matchOf(text: string): string | null {
  const { words, phrases, fields, isTyping } = parseSearchQuery(text)
  const all = [...words, ...fields.flatMap((field) => field.words)]
  const last = all.length - 1
  const terms = all.map((word, at) => term(word, isTyping && at === words.length - 1 && at === last))
  const parts = [...terms, ...phrases.map(phrase)]
  if (parts.length === 0) return null
  const matched = parts.join(' AND ')
  return isCodeLike(text) ? `(${matched}) OR folded : ${quoted(codeKey(text))}` : matched
}

function term(word: string, isBeginning: boolean): string {
  const folded = foldText(word)
  const column = folded === word ? 'folded' : 'exact'
  return `${column} : ${quoted(word)}${isBeginning ? ' *' : ''}`
}

function phrase(words: readonly string[]): string {
  const text = words.join(' ')
  return `${foldText(text) === text ? 'folded' : 'exact'} : ${quoted(text)}`
}

/** Words hold letters and digits only, so a quote never stands in one. */
const quoted = (text: string): string => `"${text.replaceAll('"', '')}"`

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const WORDS_BEFORE = 8
const WORDS_SHOWN = 32

/** A piece of the text around the first word that was looked for. */
export function snippetOf(text: string, query: string): { text: string; isHit: boolean }[] {
  const { words, phrases, fields } = parseSearchQuery(query)
  const wanted = new Set(
    [...words, ...phrases.flat(), ...fields.flatMap((field) => field.words)].map(foldText),
  )
  const normal = text.normalize('NFC')
  const found = [...normal.matchAll(WORD)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    isHit: wanted.has(foldText(match[0])),
  }))
  const first = Math.max(0, found.findIndex(({ isHit }) => isHit) - WORDS_BEFORE)
  const shown = found.slice(first, first + WORDS_SHOWN)
  const start = shown[0]?.from ?? 0
  const parts: { text: string; isHit: boolean }[] = first > 0 ? [{ text: '… ', isHit: false }] : []
  let at = start
  for (const { from, to, isHit } of shown.filter((word) => word.isHit)) {
    if (from > at) parts.push({ text: normal.slice(at, from), isHit: false })
    parts.push({ text: normal.slice(from, to), isHit })
    at = to
  }
  const end = shown.at(-1)?.to ?? 0
  if (end > at) parts.push({ text: normal.slice(at, end), isHit: false })
  if (first + WORDS_SHOWN < found.length) parts.push({ text: ' …', isHit: false })
  return parts
}
