/** A word without what stands round its letters: brackets, quotation marks, specks. In NFC. */
export function bareLetters(text: string): string {
  return text.normalize('NFC').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

/** With a capital at the beginning and nowhere else. */
export function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** The words, decomposed, each with its tone at the end: "HÓA" and "HOÁ" become one. */
export function withTonesLast(text: string): string {
  return text
    .split(' ')
    .map((word) => word.normalize('NFD'))
    .map((word) => word.replace(tones, '') + (word.match(tones) ?? []).join(''))
    .join(' ')
}
