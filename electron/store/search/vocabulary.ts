import type { EncryptedDatabase } from '../ledger/encrypted-database.ts'
import { columnText } from './column-text.ts'
import { isCounted } from './index-writer.ts'

/** The words of all pages with how many pages have them. */
export interface Vocabulary {
  /** The most frequent words that begin so, the beginning itself first; null where the terms themselves have to be asked. */
  completions(beginning: string, kind: WordKind, limit: number): readonly string[] | null
  /** About how many pages have the word. */
  pagesWith(word: string, kind: WordKind): number
  /** The most frequent word that differs in one letter; null where there is none. */
  nearest(word: string): string | null
  /** What was remembered may have changed. */
  forget(): void
}
export type WordKind = 'folded' | 'exact'

/** Behind all words that begin with what stands before it. */
const LAST = '\u{10ffff}'
const REMEMBERED = 500
/** Words that fewer pages have are misreadings themselves. */
const LEAST_PAGES = 3
const CANDIDATES = 500

export function createVocabulary(database: EncryptedDatabase): Vocabulary {
  const remembered = new Map<string, readonly string[]>()
  const isExact = (kind: WordKind): number => (kind === 'exact' ? 1 : 0)
  return {
    completions: (beginning, kind, limit) => {
      if (!isCounted(beginning)) return null
      const key = `${kind} ${limit} ${beginning}`
      const known = remembered.get(key)
      if (known !== undefined) return known
      const rows = database.all(
        'SELECT term FROM word WHERE is_exact = ? AND term > ? AND term < ? ORDER BY pages DESC LIMIT ?',
        [isExact(kind), beginning, beginning + LAST, limit - 1],
      )
      const found = [beginning, ...rows.map((row) => columnText(row, 'term'))]
      if (remembered.size >= REMEMBERED) remembered.clear()
      remembered.set(key, found)
      return found
    },
    pagesWith: (word, kind) => {
      const sql = 'SELECT pages FROM word WHERE is_exact = ? AND term = ?'
      return Number(database.all(sql, [isExact(kind), word])[0]?.['pages'] ?? 0)
    },
    nearest: (word) => {
      const first = String.fromCodePoint(word.codePointAt(0) ?? 0)
      const rows = database.all(
        `SELECT term FROM word WHERE is_exact = 0 AND term > ? AND term < ?
         AND length(term) BETWEEN ? AND ? AND pages >= ? ORDER BY pages DESC LIMIT ?`,
        [first, first + LAST, word.length - 1, word.length + 1, LEAST_PAGES, CANDIDATES],
      )
      return rows.map((row) => columnText(row, 'term')).find((term) => isOneLetterOff(term, word)) ?? null
    },
    forget: () => remembered.clear(),
  }
}

/** One letter more, less, other, or two neighbours exchanged. */
function isOneLetterOff(a: string, b: string): boolean {
  if (a === b) return false
  let same = 0
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++
  const [restA, restB] = [a.slice(same), b.slice(same)]
  const isExchanged = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
  return (
    restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || isExchanged
  )
}
