import { foldText } from '../../../domain/fold-text.ts'
import type { Word } from '../../../domain/text-layer.ts'
import type { PageText, Piece } from './page-text.ts'

interface PlacedWord {
  readonly word: Word
  readonly page: PageText
  readonly start: number
  readonly end: number
}

/** The text of pages as one line, with the words it is made of: a sentence goes on over lines and pages. */
export interface RunningText {
  readonly text: string
  /** Folded letter by letter: a place in it is the same place in the text. */
  readonly folded: string
  /** The words that stand between two places, those of one page only: the page of the first. */
  wordsBetween(
    start: number,
    end: number,
  ): { readonly words: readonly Word[]; readonly page: PageText } | null
}

export function runningText(pages: readonly PageText[], isPartOf: (piece: Piece) => boolean): RunningText {
  const placed: PlacedWord[] = []
  let text = ''
  for (const page of pages) {
    for (const word of page.pieces.filter(isPartOf).flatMap((piece) => piece.words)) {
      const printed = word.text.normalize('NFC')
      placed.push({ word, page, start: text.length, end: text.length + printed.length })
      text += `${printed} `
    }
  }
  return {
    text,
    folded: foldedInPlace(text),
    wordsBetween: (start, end) => {
      const inside = placed.filter((each) => each.start < end && each.end > start)
      const [first] = inside
      if (first === undefined) return null
      return {
        words: inside.filter((each) => each.page === first.page).map((each) => each.word),
        page: first.page,
      }
    },
  }
}

/** Letters that would change their length stay as they are. */
function foldedInPlace(text: string): string {
  return text
    .split('')
    .map((letter) => {
      const folded = foldText(letter)
      return folded.length === 1 ? folded : letter
    })
    .join('')
}
