import { foldText } from '../../../domain/fold-text.ts'
import type { TextLine, Word } from '../../../domain/text-layer.ts'
import { isSyllable } from '../../../domain/vietnamese-syllable.ts'
import { commonSyllables } from './common-syllables.ts'

/** A word that cannot be one is a doubt, however sure the engine was of its letters. */
const IMPOSSIBLE = 0.75

/** Signs that one mark is taken for another one of: a letter with all its tones. */
const marked: readonly string[] = [
  'aàáãảạăằắẵẳặâầấẫẩậ',
  'eèéẽẻẹêềếễểệ',
  'iìíĩỉị',
  'oòóõỏọôồốỗổộơờớỡởợ',
  'uùúũủụưừứữửự',
  'yỳýỹỷỵ',
  'dđ',
]
/** Letters and pairs of the same look; each may stand for the other. */
const alike: readonly (readonly [string, string])[] = [
  ['l', 'i'],
  ['l', 't'],
  ['c', 'e'],
  ['c', 'o'],
  ['n', 'u'],
  ['n', 'r'],
  ['h', 'b'],
  ['rn', 'm'],
  ['ii', 'n'],
  ['ri', 'n'],
  ['v', 'y'],
  ['g', 'q'],
]

/**
 * The line with a suggestion for each word that is no Vietnamese syllable though it should be one. The text of no word is
 * changed: numbers, codes, abbreviations and foreign words are as right as any other.
 */
export function withSuggestions(line: TextLine): TextLine {
  return { ...line, words: line.words.map(checked) }
}

function checked(word: Word): Word {
  if (word.isHandwritten === true || !isMeantAsSyllables(word.text)) return word
  const runs = word.text.match(/\p{L}+/gu) ?? []
  const wrong = runs.filter((run) => !isSyllable(run))
  if (wrong.length === 0) return word
  const confidence = Math.min(word.confidence, IMPOSSIBLE)
  const nearest = wrong.map((run) => nearestSyllable(run))
  if (nearest.includes(null)) return { ...word, confidence }
  const suggestion = wrong.reduce((text, run, place) => text.replace(run, nearest[place] ?? run), word.text)
  return { ...word, confidence, suggestion }
}

/** Words of letters, with at most signs round or between them. */
function isMeantAsSyllables(text: string): boolean {
  if (/[\d/@&+=_\\]|[fjwz]/i.test(text)) return false
  const letters = text.replaceAll(/[^\p{L}]/gu, '')
  return letters.length >= 2 && !isAbbreviation(letters)
}

/** "UBND", "TTr", "TTg", "HĐND", "QĐUB": capitals without marks, within small letters, or more consonants than a syllable has. */
function isAbbreviation(letters: string): boolean {
  const folded = foldText(letters)
  if (!/[aeiouy]/.test(folded) || /\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}/u.test(letters)) return true
  if (letters !== letters.toUpperCase()) return false
  return folded === letters.toLowerCase().replaceAll('đ', 'd') || /[^aeiouy]{4}/.test(folded)
}

/** The syllable one mistake away; of several the one that office papers have most, null where none stands out. */
function nearestSyllable(word: string): string | null {
  const lowerCase = word.toLowerCase()
  const byMark = possible(otherMarks(lowerCase))
  const found = chosen(byMark) ?? chosen(possible(otherLetters(lowerCase)))
  return found === null ? null : casedLike(found, word)
}

function possible(candidates: readonly string[]): readonly string[] {
  return [...new Set(candidates)].filter(isSyllable)
}

function chosen(candidates: readonly string[]): string | null {
  const common = candidates
    .filter((candidate) => commonSyllables.has(candidate))
    .toSorted((a, b) => (commonSyllables.get(a) ?? 0) - (commonSyllables.get(b) ?? 0))
  return common[0] ?? (candidates.length === 1 ? (candidates[0] ?? null) : null)
}

function otherMarks(word: string): readonly string[] {
  return Array.from(word).flatMap((letter, place) => {
    const family = marked.find((letters) => letters.includes(letter)) ?? ''
    return Array.from(family)
      .filter((other) => other !== letter)
      .map((other) => word.slice(0, place) + other + word.slice(place + 1))
  })
}

function otherLetters(word: string): readonly string[] {
  const turned = alike.flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ])
  return turned.flatMap(([from = '', to = '']) =>
    [...word.matchAll(new RegExp(from, 'g'))].map(
      ({ index }) => word.slice(0, index) + to + word.slice(index + from.length),
    ),
  )
}

function casedLike(syllable: string, word: string): string {
  if (word === word.toUpperCase()) return syllable.toUpperCase()
  const isTitle = word[0] !== word[0]?.toLowerCase()
  return isTitle ? syllable.slice(0, 1).toUpperCase() + syllable.slice(1) : syllable
}
