import { foldText } from '../../../domain/fold-text.ts'
import type { SearchFilters } from '../../../domain/search-api.ts'
import { codeKey, isCodeLike, misreadCodeKey } from '../../../domain/search-code.ts'
import type { SearchField, SearchQuery, Words } from '../../../domain/search-query.ts'
import { MARKS, type Mark, marked } from './document-terms.ts'
import type { IndexRequest } from './indexed.ts'
import type { Vocabulary, WordKind } from './vocabulary.ts'

/**
 * What a query asks of FTS5. Every term stands in quotes and holds only letters, digits and the `_` of a mark, so
 * nothing typed is ever syntax.
 */
export interface MatchPlan {
  /** From the best kind of match to the loosest; documents of one come newest first. Null: any document fits. */
  readonly tiers: readonly (string | null)[]
  /** All that any of the tiers gives. */
  readonly any: string | null
}

/** So many words may go on from what was typed last. */
const COMPLETIONS = 16
/**
 * Words that more pages have are not looked for as a phrase unless in quotes: FTS5 would go through all those pages
 * before it can say that there is none.
 */
const PHRASE_MOST_PAGES = 150_000

/** @param narrowed terms of which each group must match one, beside the query */
export function planMatch(
  { query, types }: Pick<IndexRequest, 'query' | 'types'>,
  vocabulary: Vocabulary,
  narrowed: readonly (readonly string[])[] = [],
): MatchPlan {
  const others = [
    ...query.fields
      .filter(({ field }) => field !== 'type')
      .map(({ field, words }) => fieldMatch(field, words)),
    ...(types === null ? [] : [anyOf(marked('type', types.map(foldText)))]),
    ...narrowed.map(anyOf),
  ]
  const musts = [...query.phrases.map((phrase) => phraseMatch(phrase.map(foldText), 'folded')), ...others]
  const exactMusts = [...query.phrases.map((phrase) => phraseMatch(phrase, 'exact')), ...others]
  const both = (match: string | null): string | null => all(match === null ? musts : [match, ...musts])
  const kinds = query.words.length === 0 ? [null] : wordTiers(query, vocabulary)
  const exactFirst = query.phrases.some(hasToneMarks) ? kinds.map((match) => all([match, ...exactMusts])) : []
  const loosest = kinds.at(-1) ?? null
  const codes = query.words.length === 0 ? [] : codeMatches(query)
  const cited = codes.slice(2)
  return {
    tiers: [
      ...codes.slice(0, 2).map(both),
      ...exactFirst,
      ...kinds.slice(0, -1).map(both),
      ...cited.map(both),
      both(loosest),
    ],
    any: loosest === null ? both(null) : both([...codes, loosest].map((match) => `(${match})`).join(' OR ')),
  }
}

/** Terms that narrow natively; those of case files have to come from the caller. */
export function narrowingTerms({ years, types, states }: SearchFilters): readonly (readonly string[])[] {
  const groups = [marked('year', years), marked('type', types.map(foldText))]
  const isUnfiledOnly = states.length === 1 && states[0] === 'unfiled'
  return [...groups, isUnfiledOnly ? [`${MARKS.caseFile}0`] : []].filter((terms) => terms.length > 0)
}

/** The words of a query, from the phrase with its tone marks down to the words without. */
function wordTiers(query: SearchQuery, vocabulary: Vocabulary): readonly string[] {
  const exact = query.words
  const folded = exact.map((word) => foldText(word))
  const subject = column('marks', allOf(marked('subject', folded)))
  const tiers: (string | null)[] = []
  if (hasToneMarks(exact)) {
    const words = column('exact', openWords({ words: exact, kind: 'exact', query, vocabulary }))
    tiers.push(`(${words}) AND (${subject})`, phraseTier(exact, 'exact', vocabulary), words)
  }
  tiers.push(subject, phraseTier(folded, 'folded', vocabulary))
  if (query.isTyping) tiers.push(column('folded', allOf(folded)))
  tiers.push(column('folded', openWords({ words: folded, kind: 'folded', query, vocabulary })))
  return tiers.filter((tier) => tier !== null)
}

interface WordTier {
  readonly words: Words
  readonly kind: WordKind
  readonly query: SearchQuery
  readonly vocabulary: Vocabulary
}

/** Null for one word, and where the words are in too many pages. What is still typed is looked for as it stands. */
function phraseTier(words: Words, kind: WordKind, vocabulary: Vocabulary): string | null {
  const isTooFrequent = words.every((word) => vocabulary.pagesWith(word, kind) > PHRASE_MOST_PAGES)
  return words.length < 2 || isTooFrequent ? null : phraseMatch(words, kind)
}

/** All words; the last also as a beginning while it is typed. */
function openWords({ words, kind, query, vocabulary }: WordTier): string {
  const last = words.at(-1) ?? ''
  if (!query.isTyping) return allOf(words)
  const ends = vocabulary.completions(last, kind, COMPLETIONS)
  const end = ends === null ? `${quoted(last)} *` : `(${ends.map(quoted).join(' OR ')})`
  return [...words.slice(0, -1).map(quoted), end].join(' AND ')
}

/** Own number, own number misread, and a number that the page names. */
function codeMatches(query: SearchQuery): readonly string[] {
  const text = query.words.join(' ')
  const key = codeKey(text)
  if (/^\d+$/.test(key)) return [anyOf(marked('number', [key]))]
  if (!isCodeLike(text)) return []
  const misread = misreadCodeKey(text)
  return [MARKS.code + key, MARKS.misread + misread, MARKS.cited + misread].map(beginning)
}

const MARK_OF: Readonly<Record<Exclude<SearchField, 'type'>, Mark>> = {
  number: 'number',
  notation: 'notation',
  subject: 'subject',
  signer: 'signer',
  issuer: 'issuer',
}

function fieldMatch(field: SearchField, words: Words): string {
  const folded = words.map((word) => foldText(word))
  if (field === 'number') return anyOf(marked('number', [codeKey(folded.join(''))]))
  if (field === 'type') return allOf(marked('type', folded))
  const phrase = phraseOf(marked(MARK_OF[field], folded))
  // Of these there are few words that begin alike, so that they can be found while they are typed.
  const isOpen = (field === 'subject' || field === 'signer') && (folded.at(-1)?.length ?? 0) > 1
  return column('marks', isOpen ? `${phrase} *` : phrase)
}

const hasToneMarks = (words: Words): boolean => words.some((word) => foldText(word) !== word)
const quoted = (term: string): string => `"${term}"`
const column = (name: string, match: string): string => `${name} : (${match})`
const allOf = (terms: readonly string[]): string => terms.map(quoted).join(' AND ')
const anyOf = (terms: readonly string[]): string => column('marks', terms.map(quoted).join(' OR '))
const phraseOf = (words: readonly string[]): string => quoted(words.join(' '))
const phraseMatch = (words: Words, kind: WordKind): string => column(kind, phraseOf(words))
const beginning = (term: string): string => column('marks', `${quoted(term)} *`)

function all(matches: readonly (string | null)[]): string | null {
  const wanted = matches.filter((match) => match !== null)
  return wanted.length === 0 ? null : wanted.map((match) => `(${match})`).join(' AND ')
}
