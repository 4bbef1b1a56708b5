import type { TextLayer, Word } from '../../../domain/text-layer.ts'
import { HARDLY_READ } from './proposal.ts'

type Form = 'ỦY' | 'UỶ'

/** Elsewhere on the paper the word is believed from here on. */
const WELL_READ = 0.8

function formOf({ text, readAs }: Word): Form | null {
  const seen = readAs ?? text
  return seen === 'ỦY' || seen === 'UỶ' ? seen : null
}

/** Was it read which of its two letters has the mark? The set phrase gives it one where none was seen. */
export function isFormTold(word: Word): boolean {
  return formOf(word) !== null && word.confidence >= HARDLY_READ && formOfOther(word) === null
}

/**
 * The form that another reading of a disputed "ỦY" saw. "ỦY" is what the engine is used to: one that has the mark over the Y
 * saw it there. Null where no reading did.
 */
export function formOfOther(word: Word): Form | null {
  if (formOf(word) === 'UỶ') return null
  return [word.readAs ?? word.text, ...(word.alternatives ?? [])].some((text) => markOverY.test(text))
    ? 'UỶ'
    : null
}

/** The stroke of a U that is broken on a copy makes an L. */
const markOverY = /^\P{L}*[UL][ỶÝŸỲỸỷýÿỳỹ]$/u

/** How the paper prints the word in capitals elsewhere, over the signature most often; null where it does not, or both ways. */
export function formElsewhere(layers: readonly TextLayer[]): Form | null {
  const forms = layers
    .flatMap((layer) => layer.lines)
    .flatMap(({ words }) =>
      words.filter((word, at) => word.confidence >= WELL_READ && isOfBan(words[at + 1])),
    )
    .map(formOf)
    .filter((form) => form !== null)
  const [first, ...others] = new Set(forms)
  return first === undefined || others.length > 0 ? null : first
}

function isOfBan(next: Word | undefined): boolean {
  return next?.text === 'BAN'
}
