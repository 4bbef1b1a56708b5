import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'

/** A line that its words just fill. */
export function lineOfWords(words: readonly Word[]): TextLine {
  return { box: boxAround(words.map((word) => word.box)), words: [...words] }
}

function boxAround(boxes: readonly PixelBox[]): PixelBox {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ]
}
