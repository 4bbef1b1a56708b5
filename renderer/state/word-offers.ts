import type { PlacedWord } from '../../domain/word-corrections.ts'

/**
 * What may stand in place of a word: what the engine saw before a set phrase put it right, what the rules of syllables or
 * another reading make of it, or what the machine read where a person said otherwise.
 */
export interface WordOffer {
  readonly kind: 'seen' | 'suggestion' | 'alternative' | 'machine' | 'nothing'
  readonly text: string
}

/** Each text once, the likeliest first. Of what was written by hand nothing is offered: no reading of it can be trusted. */
export function offersFor({ word, read }: PlacedWord): readonly WordOffer[] {
  if (read !== null) {
    if (read === word.text) return []
    // A later reading may see nothing where a person saw a word.
    return [{ kind: read === '' ? 'nothing' : 'machine', text: read }]
  }
  if (word.isHandwritten === true) return []
  const offers: readonly WordOffer[] = [
    ...(word.readAs === undefined ? [] : [{ kind: 'seen', text: word.readAs } as const]),
    ...(word.suggestion === undefined ? [] : [{ kind: 'suggestion', text: word.suggestion } as const]),
    ...(word.alternatives ?? []).map((text) => ({ kind: 'alternative', text }) as const),
  ]
  const texts = offers.map(({ text }) => text)
  return offers.filter(({ text }, at) => text !== '' && text !== word.text && texts.indexOf(text) === at)
}
