import { foldText } from '../../../domain/fold-text.ts'

/** Letters and digits only, folded: what is compared when marks, spaces and punctuation were read badly. */
export function skeleton(text: string): string {
  return foldText(text).replaceAll(/[^a-z0-9]/g, '')
}

/** How many letters must be put in, taken out or exchanged to make `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const exchanged = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      const put = (above[column] ?? 0) + 1
      const taken = (current[column - 1] ?? 0) + 1
      current.push(Math.min(exchanged, put, taken))
    }
    above = current
  }
  return above[b.length] ?? 0
}

/** Is `text` the phrase, but for about one misread letter in six? `phrase` is given as a skeleton. */
export function resembles(text: string, phrase: string): boolean {
  const folded = skeleton(text)
  const allowed = Math.floor(phrase.length / 6)
  return Math.abs(folded.length - phrase.length) <= allowed && editDistance(folded, phrase) <= allowed
}

/** Does `text` begin with the phrase, or with something that resembles it? */
export function beginsLike(text: string, phrase: string): boolean {
  const folded = skeleton(text)
  return folded.startsWith(phrase) || resembles(folded.slice(0, phrase.length), phrase)
}

/** Share of capitals among the letters. */
export function capitalShare(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = letters.filter((letter) => letter !== letter.toLowerCase())
  return letters.length === 0 ? 0 : capitals.length / letters.length
}
