import { foldText } from '../fold-text.ts'
import type { Terms } from './text-index.ts'

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
export function filingTerms(text: string): Terms {
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
