import { boxAround, type TextLine, type Word } from '../../../domain/text-layer.ts'

/** A line that its words just fill. */
export function lineOfWords(words: readonly Word[]): TextLine {
  return { box: boxAround(words.map((word) => word.box)), words: [...words] }
}
