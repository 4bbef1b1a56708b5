import type { Face } from './form-font.ts'

/**
 * Breaks a text into lines that are not wider than asked; a word that is wider by itself is cut between letters, and
 * line ends of the text stay.
 */
export function layText(
  text: string,
  { face, size, width }: { face: Face; size: number; width: number },
): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ').flatMap((part) => cutWord(part, { face, size, width }))) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && face.widthOf(longer, size) > width) {
        lines.push(line)
        line = word
      } else line = longer
    }
    return [...lines, line]
  })
}

function cutWord(word: string, { face, size, width }: { face: Face; size: number; width: number }): string[] {
  if (face.widthOf(word, size) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && face.widthOf(piece + letter, size) > width) {
      pieces.push(piece)
      piece = letter
    } else piece += letter
  }
  return [...pieces, piece]
}
