import { foldText } from '../fold-text.ts'

/** Words that stand in any subject and say nothing of the matter. */
const empty = new Set(
  (
    've viec cua va cac cho tai theo tren trong den tu nhung duoc la co nam thang ngay so xa huyen tinh uy ban nhan dan ' +
    'ubnd hdnd doi voi de nghi ban hanh quyet dinh to trinh bao cao thong bao ke hoach cong van dia ban'
  ).split(' '),
)
const SHORTEST_WORD = 2

/**
 * What a text is about: its folded words without the empty ones, and pairs of words that follow each other, since one
 * Vietnamese word is mostly two syllables.
 */
export function filingTerms(text: string): ReadonlySet<string> {
  const syllables = foldText(text).match(/[a-z]+|\d+/g) ?? []
  const terms = new Set<string>()
  syllables.forEach((syllable, at) => {
    const next = syllables[at + 1]
    if (isTelling(syllable)) terms.add(syllable)
    if (next !== undefined && (isTelling(syllable) || isTelling(next))) terms.add(`${syllable} ${next}`)
  })
  return terms
}

function isTelling(syllable: string): boolean {
  return syllable.length >= SHORTEST_WORD && !empty.has(syllable) && !/^\d{1,2}$/.test(syllable)
}

/** Term -> how much it tells one matter from another; a term that stands everywhere tells nothing. */
export type TermWeights = (term: string) => number

/** @param texts the terms of every text there is to compare with */
export function weighTerms(texts: readonly ReadonlySet<string>[]): TermWeights {
  const counts = new Map<string, number>()
  for (const terms of texts) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return (term) => Math.log((texts.length + 1) / ((counts.get(term) ?? 0) + 0.5))
}

/** Cosine of two texts under the weights, 0..1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: TermWeights): number {
  const both = [...a].filter((term) => b.has(term)).reduce((sum, term) => sum + square(weigh(term)), 0)
  const size = Math.sqrt(sumOf(a, weigh) * sumOf(b, weigh))
  return size === 0 ? 0 : both / size
}

function sumOf(terms: ReadonlySet<string>, weigh: TermWeights): number {
  return [...terms].reduce((sum, term) => sum + square(weigh(term)), 0)
}

function square(value: number): number {
  return value * value
}
