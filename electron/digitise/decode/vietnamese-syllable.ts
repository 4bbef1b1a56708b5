/** Tone marks, apart from their letters in the decomposed form. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

const onset = '(?:ngh|ng|nh|gh|gi|g|kh|k|ph|p|th|tr|t|ch|c|qu|đ|d|b|h|l|m|n|r|s|v|x)?'
/** Vowels that stand before a final consonant, and those that close a syllable themselves. */
const closedVowels = '(?:iê|yê|uyê|uâ|uô|uơ|ươ|oa|oă|oe|uy|uê|oo|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)'
const finals = '(?:ng|nh|ch|c|m|n|p|t)'
const openVowels =
  '(?:iêu|yêu|ươi|ươu|uôi|uây|uya|uyu|oai|oay|oao|oeo|uau|ia|ya|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oa|oe|uê|uy|uơ|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)'
const shape = new RegExp(`^${onset}(?:${closedVowels}${finals}|${openVowels})$`, 'u')

/** Has the word the shape of a Vietnamese syllable: at most one tone, and letters in an order that occurs? */
export function isSyllable(word: string): boolean {
  const decomposed = word.toLowerCase().normalize('NFD')
  if ((decomposed.match(tones)?.length ?? 0) > 1) return false
  return shape.test(decomposed.replace(tones, '').normalize('NFC'))
}
