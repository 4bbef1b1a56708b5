import * as z from 'zod'
import { foldText } from './fold-text.ts'
import { PageBox } from './records/page-box.ts'
import { lineText, type TextLayer, type TextLine } from './text-layer.ts'

/** Levels of state secrets, the lowest first: MẬT, TỐI MẬT, TUYỆT MẬT. @see Luật 117/2025/QH15 */
export const secretLevels = ['secret', 'top-secret', 'most-secret'] as const
export type SecretLevel = (typeof secretLevels)[number]

/** Where a page looks stamped as a state secret. */
export const SecretMark = z.object({
  level: z.enum(secretLevels),
  /** A framed stamp, or a line of its own without a frame. */
  by: z.enum(['frame', 'line']),
  /** Index into the pages of the file. */
  page: z.int().min(0),
  box: PageBox,
})
export type SecretMark = z.infer<typeof SecretMark>

const words: readonly (readonly [SecretLevel, string])[] = [
  ['most-secret', 'tuyetmat'],
  ['top-secret', 'toimat'],
  ['secret', 'mat'],
]
/** Wrong letters that a misread stamp may have and still be told from any other. */
const slips: Readonly<Record<SecretLevel, number>> = { secret: 0, 'top-secret': 1, 'most-secret': 2 }
/** Letters beside the three of MẬT that its own last word may be misread as. */
const lastWord = /(?:m|n|w|iv|nn)a(?:t|i|l|1|j)$/
/** Of the letters of a stamp so many are capitals, however badly it was read. */
const LEAST_CAPITALS = 0.6

/**
 * What a whole line says of its level of secrecy; null where it says anything else, such as "BẢO MẬT" or "MẬT KHẨU". Case,
 * tone marks and a slip of the reading do not count.
 * @see the stamps of Thông tư 24/2020/TT-BCA
 */
export function secretLevelOf(line: string): SecretLevel | null {
  const letters = line.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')
  const capitals = Array.from(letters).filter((letter) => letter !== letter.toLowerCase()).length
  if (letters === '' || capitals < letters.length * LEAST_CAPITALS) return null
  const folded = foldText(letters).replaceAll('0', 'o').replaceAll('1', 'i')
  for (const [level, word] of words) {
    if (folded === word) return level === 'secret' && isOtherWord(letters) ? null : level
    if (slips[level] > 0 && lastWord.test(folded) && distance(folded, word) <= slips[level]) return level
  }
  return null
}

interface ReadLines extends Pick<TextLayer, 'widthPx' | 'heightPx'> {
  readonly lines: readonly TextLine[]
}

/** The first line of a page that is nothing but a level of secrecy. */
export function secretLineIn({ lines, widthPx, heightPx }: ReadLines): Omit<SecretMark, 'page'> | null {
  for (const line of lines) {
    const level = secretLevelOf(lineText(line))
    if (level === null) continue
    const [left, top, right, bottom] = line.box
    return {
      level,
      by: 'line',
      box: [left / widthPx, top / heightPx, right / widthPx, bottom / heightPx],
    }
  }
  return null
}

/** MẮT and MẤT are words: their tone stands above the letter, the dot of MẬT below it. */
function isOtherWord(letters: string): boolean {
  const parts = letters.normalize('NFD')
  return /[\u0300\u0301\u0303\u0309]/.test(parts) && !parts.includes('\u0323')
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [at, letter] of Array.from(a).entries()) {
    const next = [at + 1]
    for (const [place, other] of Array.from(b).entries()) {
      const changed = (row[place] ?? 0) + Number(letter !== other)
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
