import { foldText } from '../../../domain/fold-text.ts'

/** A number with its notation, as printed after "Số:". */
export interface DocumentCode {
  readonly number: string | null
  readonly notation: string | null
  /** 0..1: how well it fits the rules; below 1 where a misread letter had to be put right. */
  readonly fit: number
}

// A notation is up to five groups of letters: QĐ-UBND, UBND-ĐC, QĐ/UB, QĐ-NĐ-UB, SGDĐT-CTrTT, BC-BCĐ389.
const group = String.raw`[\p{L}][\p{L}&.\d]{0,13}`
const notation = String.raw`${group}(?:[-/]${group}){0,4}`
const number = String.raw`\d{1,5}[a-zđ]?`

/**
 * In order: with a year (normative), of the Party (12-QĐ/ĐU), plain, with a blank for a slash, with a slash that
 * was not read, with a number that is missing or unreadable. */
const forms: readonly { readonly pattern: RegExp; readonly fit: number }[] = [
  { pattern: new RegExp(`^(?<number>${number})/(?<notation>(?:19|20)\\d{2}/${notation})`, 'u'), fit: 1 },
  { pattern: new RegExp(`^(?<number>${number})-(?<notation>${group}/${notation})`, 'u'), fit: 1 },
  { pattern: new RegExp(`^(?<number>${number})/(?<notation>${notation})`, 'u'), fit: 1 },
  { pattern: new RegExp(`^(?<number>${number}) (?<notation>${notation})`, 'u'), fit: 0.8 },
  { pattern: new RegExp(`^(?<number>\\d{1,5})-?(?<notation>${group}-${notation})`, 'u'), fit: 0.75 },
  { pattern: new RegExp(`^[^/]{0,6}/(?<notation>${notation})`, 'u'), fit: 0.95 },
]

/** Reads what stands after "Số:"; null when it is no code. @see ND 30/2020, appendix I part 3; TT 01/2011 article 7 */
export function parseCode(text: string): DocumentCode | null {
  const tight = text
    .normalize('NFC')
    .replace(/^[\s.:;,…_*'"|-]+/, '')
    .replace(/[–—−]/g, '-')
    .replace(/[⁄∕]/g, '/')
    .replace(/\s*([/-])\s*/g, '$1')
    // A figure before the letters of an office is the edge of one of them.
    .replace(/(?<=^\d{1,5}\/)\d(?=\p{Lu}{2})/u, '')
    .trim()
  const exact = parseTight(tight)
  if (exact !== null && exact.number !== null) return exact
  const stroked = parseTight(withStroke(tight), 0.85)
  if (stroked !== null && stroked.number !== null) return stroked
  const guessed = parseTight(withDigits(tight), 0.6)
  return guessed !== null && guessed.number !== null ? guessed : exact
}

function parseTight(text: string, penalty = 1): DocumentCode | null {
  for (const { pattern, fit } of forms) {
    const groups = pattern.exec(text)?.groups
    const printed = groups?.['notation']?.replace(/[./-]+$/, '')
    if (printed === undefined || !isNotation(printed)) continue
    const spelt = spelled(printed)
    const isRepaired = spelt !== printed
    return {
      number: groups?.['number'] ?? null,
      notation: spelt,
      fit: fit * penalty * (isRepaired ? 0.85 : 1),
    }
  }
  return null
}

/** Capitals throughout, but for the few abbreviations that have small letters: QyĐ, TTr, CTr, TTg. */
function isNotation(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  const small = letters.replace(/[^\p{Ll}]/gu, '').length
  return (
    letters.length >= 2 &&
    small <= letters.length / 3 &&
    /^\p{Lu}/u.test(text.replace(/^(?:19|20)\d{2}\//, ''))
  )
}

const digitShapes: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  Q: '0',
  l: '1',
  I: '1',
  i: '1',
  S: '5',
  B: '8',
  Z: '2',
}

/** The stroke after the number read as another thin sign: "245:BB-UBND", "12|QĐ-UBND", "223“GM-UBND". */
function withStroke(text: string): string {
  return text.replace(/^(\d{1,5})\s*[:;.,|!\\"'“”‘’(]\s*(?=\p{Lu})/u, '$1/')
}

/** The first group with letters that look like digits read as digits: "O1/CT-UBND". */
function withDigits(text: string): string {
  const slash = text.indexOf('/')
  if (slash <= 0 || slash > 5) return text
  return (
    text.slice(0, slash).replace(/[OoQlIiSBZ]/g, (letter) => digitShapes[letter] ?? letter) +
    text.slice(slash)
  )
}

/** What notations are made of; told apart by nothing but the stroke of Đ and the marks when these were not read. */
const knownGroups: readonly string[] = (
  'QĐ NQ CT QyĐ TTr CTr TB BC KH BB CĐ ĐA GM GGT GUQ PG PC PB NĐ UBND HĐND UBMTTQ MTTQ UB VP ĐU BCĐ HĐNVQS TTg SGDĐT ' +
  'ĐC CP LĐTBXH TNMT CV NN VHXH TCKH NV TP KT VX SNV STC SYT SXD SNNMT VTLT LT TH HTX CA QS'
).split(' ')

/** Is every group of a notation one that is known? */
export function isKnownNotation(text: string): boolean {
  return text
    .replace(/^(?:19|20)\d{2}\//, '')
    .split(/[-/]/)
    .every((part) => knownGroups.includes(part))
}

/** Groups that only lack their marks get them: QD-UBND is QĐ-UBND, while HD (hướng dẫn) and HĐ (hợp đồng) are both right. */
function spelled(text: string): string {
  return text.replace(new RegExp(group, 'gu'), (found) => {
    if (knownGroups.includes(found)) return found
    const lettered = found.replaceAll('0', '')
    const twins = knownGroups.filter((known) => foldText(known) === foldText(lettered) && known.length > 1)
    const [twin] = twins
    return twin !== undefined && twins.length === 1 && (hasStroke(twin) || hasTone(found)) ? twin : found
  })
}

/** No abbreviation has letters with tones. */
function hasTone(text: string): boolean {
  return /[\u0300-\u036f]/.test(text.normalize('NFD'))
}

function hasStroke(text: string): boolean {
  return /đ/i.test(text)
}
