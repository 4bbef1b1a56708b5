import { foldText } from './fold-text.ts'
import { wordsOf } from './search-query.ts'

/** Letters and digits that a reader of print takes for one another, each as one of its kind; `d` stands for đ as well. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  q: 'o',
  d: 'o',
  '1': 'i',
  l: 'i',
  j: 'i',
  '5': 's',
  '8': 'b',
  '2': 'z',
  '6': 'g',
}

/**
 * A document number with its notation, however its parts are separated: `45/QĐ-UBND`, `045 QD UBND` and `45QĐUBND` are
 * all `45qdubnd`.
 */
export function codeKey(text: string): string {
  return wordsOf(foldText(text))
    .join('')
    .replace(/^0+(?=\d)/, '')
}

/** The key that all misreadings of a number share: `45/QĐ-UBND` and `45/OĐ-UBND` have the same. */
export function misreadCodeKey(text: string): string {
  const alike = codeKey(text).replace(/[0-9a-z]/g, (sign) => ALIKE[sign] ?? sign)
  return alike.replace(/^o+(?=.)/, '')
}

/** Could this be a number with its notation: a digit and a letter, not too long? */
export function isCodeLike(text: string): boolean {
  const key = codeKey(text)
  return key.length >= 3 && key.length <= 40 && /\d/.test(key) && /\p{L}/u.test(key)
}

/** `15/2025/QĐ-UBND` in running text, also misread and with spaces around its signs. */
const CITED =
  /(?<![\p{L}\p{N}])[\dOQlIS]{1,5}\s?\/\s?(?:\d{4}\s?\/\s?)?[\p{L}\d]{1,8}(?:\s?[-–]\s?[\p{L}\d]{1,12}){0,3}/gu
const MOST_CITED = 64

/** The numbers of documents that a text names, as they are written there. */
export function citedCodes(text: string): readonly string[] {
  const found = text.normalize('NFC').match(CITED) ?? []
  return [...new Set(found.filter((code) => isCodeLike(code)))].slice(0, MOST_CITED)
}
