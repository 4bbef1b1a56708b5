/** What no text file, XML file or font map may hold: controls, halves of surrogate pairs, code points that are no characters. */
const forbidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u200b\u2028\u2029\ufeff]/gu
const spaces = /[\s\u00a0\u2000-\u200a\u202f\u3000]+/gu

/** A word as it may stand in every output: NFC, single blanks, no control characters; empty where nothing is left of it. */
export function plainWord(text: string): string {
  return text.replace(spaces, ' ').replace(forbidden, '').normalize('NFC').trim()
}
