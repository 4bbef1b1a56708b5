import { foldText } from '../../../domain/fold-text.ts'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { editDistance } from './fuzzy.ts'
import { bareLetters } from './letters.ts'

/** Names of fewer syllables have neighbours of one letter's difference ("Cẩm Hà", "Cẩm Hoà"). */
const FEWEST_SYLLABLES = 3
/** So often the text must have the other name, and not once the one that was read. */
const FEWEST = 2

/**
 * The name that the text has again and again where one was read that differs in a letter and stands nowhere in it: the
 * letter was misread. In small letters with capitals at the beginnings; null where the text has no such name.
 */
export function nearMention(name: string, layers: readonly TextLayer[]): string | null {
  const wanted = foldText(name).split(' ')
  if (wanted.length < FEWEST_SYLLABLES) return null
  const counts = new Map<string, number>()
  for (const found of runsOf(wanted.length, layers)) {
    const distance = editDistance(foldText(found), wanted.join(' '))
    if (distance === 0) return null
    if (distance === 1 && hasSameBreaks(found, wanted)) counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a)
  return best !== undefined && best[1] >= FEWEST ? best[0] : null
}

/** All runs of so many words that each begin with a capital and go on in small letters. */
function runsOf(length: number, layers: readonly TextLayer[]): readonly string[] {
  return layers
    .flatMap((layer) => layer.lines)
    .flatMap(({ words }) => {
      const read = words.map(({ text }) => bareLetters(text))
      return read
        .map((_, at) => read.slice(at, at + length))
        .filter((run) => run.length === length && run.every((word) => /^\p{Lu}\p{Ll}+$/u.test(word)))
        .map((run) => run.join(' '))
    })
}

/** Do they differ in one syllable, and not in where syllables end? */
function hasSameBreaks(found: string, wanted: readonly string[]): boolean {
  return foldText(found)
    .split(' ')
    .every((syllable, at) => editDistance(syllable, wanted[at] ?? '') <= 1)
}
