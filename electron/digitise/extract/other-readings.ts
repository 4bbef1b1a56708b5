import type { Word } from '../../../domain/text-layer.ts'

/** What a phrase would be if one of its words were another. */
export interface Reading {
  readonly words: readonly Word[]
  readonly text: string
  /** 0..1, compared with the reading itself. */
  readonly share: number
}

/** The likeliest other reading of a word is right about so often where the first one is in doubt. */
const FIRST_SHARE = 0.5
const LATER_SHARE = 0.25
/** Words read as well as this are taken as they are. */
const DOUBT_BELOW = 0.95

/**
 * What the engine saw, before set phrases were put right: "Văn Hoà" is a man and no culture ("văn hóa"). For names of people
 * and places.
 */
export function asSeen(words: readonly Word[]): string {
  return words.map((word) => word.readAs ?? word.text).join(' ')
}

/** The phrase with each doubtful word exchanged for another reading of it, one at a time. */
export function otherReadings(words: readonly Word[]): readonly Reading[] {
  return words.flatMap((word, place) =>
    othersOf(word).map((text, rank) => {
      const exchanged = words.map((each, at) => (at === place ? { ...each, text } : each))
      return {
        words: exchanged,
        text: exchanged.map((each) => each.text).join(' '),
        share: rank === 0 ? FIRST_SHARE : LATER_SHARE,
      }
    }),
  )
}

function othersOf(word: Word): readonly string[] {
  const suggested = word.suggestion === undefined ? [] : [word.suggestion]
  const seen = word.readAs === undefined ? [] : [word.readAs]
  const doubted = word.confidence < DOUBT_BELOW ? (word.alternatives ?? []) : []
  return [...new Set([...suggested, ...seen, ...doubted])].filter((text) => text !== word.text)
}
