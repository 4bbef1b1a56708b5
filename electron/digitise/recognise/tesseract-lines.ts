import type { Block } from 'tesseract.js'
import type { PixelBox, TextLine, Word } from '../../../domain/text-layer.ts'

/** What the engine found, as lines of words in its reading order; text NFC, confidence 0..1. */
export function linesOfBlocks(blocks: readonly Block[]): readonly TextLine[] {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .map((line) => lineOfWords(line.words.map(toWord).filter((word) => word.text !== '')))
    .filter((line) => line.words.length > 0)
}

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

function toWord(word: Block['paragraphs'][number]['lines'][number]['words'][number]): Word {
  const { x0, y0, x1, y1 } = word.bbox
  return {
    text: vietnamese(word.text),
    box: [x0, y0, x1, y1],
    confidence: Math.min(1, Math.max(0, word.confidence / 100)),
  }
}

/** NFC, and the Vietnamese đ where the Icelandic eth of the same shape was read. */
function vietnamese(text: string): string {
  return text.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ').trim()
}
