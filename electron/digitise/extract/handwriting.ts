import type { Word } from '../../../domain/text-layer.ts'

/** A hand fills a gap with figures this much higher than printed ones (measured 2026-11: print within 1.12, hands from 1.28). */
const TALLER = 1.22

/**
 * The words with those marked that are plainly written by hand: higher than print beside them. Figures of one face are all
 * of one height; on a skewed scan a box is higher by what the word's length rises, which is taken off.
 */
export function withHandMarked(
  words: readonly Word[],
  printed: Word | undefined,
  slope: number,
): readonly Word[] {
  if (printed === undefined) return words
  const most = inkHeight(printed, slope) * TALLER
  return words.map((word) =>
    word !== printed && inkHeight(word, slope) > most ? { ...word, isHandwritten: true as const } : word,
  )
}

function inkHeight(word: Word, slope: number): number {
  const [left, top, right, bottom] = word.box
  return Math.max(1, bottom - top - Math.abs(slope) * (right - left))
}
