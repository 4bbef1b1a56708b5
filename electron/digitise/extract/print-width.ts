/**
 * How wide letters are printed, in thousandths of the height of the type: bold letters of the type that office papers are
 * set in and of all others of the same measures. @see ND 30/2020, appendix I, part I.3 (Times New Roman)
 */
const widths: ReadonlyMap<string, number> = new Map(
  [
    [278, 'il'],
    [333, 'ft'],
    [389, 'Is'],
    [444, 'cerz'],
    [500, 'aogvxyJ'],
    [556, 'bdhknpquS'],
    [611, 'FP'],
    [667, 'BELTZ'],
    [722, 'ACDNRUVXYw'],
    [778, 'GHKOQ'],
    [833, 'm'],
    [944, 'M'],
    [1000, 'W'],
  ].flatMap(([width, letters]) =>
    Array.from(String(letters)).map((letter) => [letter, Number(width)] as const),
  ),
)

/** Between two words. */
export const SPACE_WIDTH = 250
/** A letter that is none of these. */
const MEAN_WIDTH = 500
/** Of the horn of Ơ and Ư. */
const HORN = 90

/** The width of a text in thousandths of the height of its type. */
export function printWidth(text: string): number {
  return Array.from(text.normalize('NFC')).reduce((sum, letter) => {
    const [base = '', ...marks] = Array.from(letter.normalize('NFD'))
    const plain = base === 'đ' ? 'd' : base === 'Đ' ? 'D' : base
    if (plain === ' ') return sum + SPACE_WIDTH
    return sum + (widths.get(plain) ?? MEAN_WIDTH) + (marks.includes('\u031b') ? HORN : 0)
  }, 0)
}
