import { z } from 'zod'
import list from '../../../assets/authority/name-syllables.json'
import { foldText } from '../../../domain/fold-text.ts'

const NameSyllables = z.object({
  version: z.string(),
  source: z.string(),
  /** Lines of syllables, each with a capital. */
  entries: z.array(z.string().regex(/^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*)*$/u)).min(1),
})

/**
 * Syllables that names of people and of places are made of. A reading engine that knows the language sees the
 * commoner word beside a name ("Cấm" where "Cẩm" is printed, "Cộng" for "Công"); the list tells which was meant.
 */
const syllables: ReadonlySet<string> = new Set(
  NameSyllables.parse(list).entries.flatMap((line) => line.split(' ')),
)

/** Is it a syllable that names are made of, as it is spelled? Case of the letters after the first does not count. */
export function isNameSyllable(word: string): boolean {
  return syllables.has(capitalised(word))
}

/** What a syllable that no name has was most likely misread from: the one nearest in its marks; null where two are as near. */
export function nearestSyllable(word: string): string | null {
  const read = capitalised(word)
  const folded = foldText(read)
  const twins = [...syllables]
    .filter((known) => foldText(known) === folded)
    .map((known) => ({ known, distance: marksBetween(known, read) }))
    .toSorted((a, b) => a.distance - b.distance)
  const [first, second] = twins
  if (first === undefined || first.distance === second?.distance) return null
  return word === word.toUpperCase() ? first.known.toUpperCase() : first.known
}

/** How many marks differ; one of the letter's own (â, ơ, đ) is told from a tone. */
function marksBetween(one: string, other: string): number {
  const marksOf = (text: string): readonly string[] =>
    [...text.normalize('NFD').matchAll(/\p{M}/gu)].map(String)
  const [left, right] = [marksOf(one), marksOf(other)]
  const missing = left.filter((mark) => !right.includes(mark)).length
  return Math.max(missing, right.filter((mark) => !left.includes(mark)).length)
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}
