import type { Marks } from './marks.ts'

/** Marks lower than this are dots and dirt at any resolution that can be read. */
const LEAST_PX = 5
const MOST_PX = 400
/** With fewer letters the commonest height is chance. */
const LEAST_LETTERS = 25
/** Letters of one height differ by this share of it, print being what it is. */
const NEARLY = 0.12

/**
 * The height of most letters, which is that of the small ones without ascenders (x-height), or of capitals where all are
 * capitals; null where there are too few marks like letters. `along` 'width' measures a page that lies on its side.
 */
export function letterHeight(
  marks: Marks,
  isWanted: (mark: number) => boolean = () => true,
  along: 'height' | 'width' = 'height',
): number | null {
  const heights = heightsOf(marks, isWanted, along)
  const best = { weight: 0, letters: 0, height: 0 }
  for (let height = LEAST_PX; height <= MOST_PX; height += 1) {
    const reach = Math.max(1, Math.round(height * NEARLY))
    let letters = 0
    let sum = 0
    for (let near = height - reach; near <= height + reach; near += 1) {
      letters += heights[near] ?? 0
      sum += (heights[near] ?? 0) * near
    }
    // Dots outnumber letters on a dirty page: the higher a mark, the more it counts.
    const weight = (letters * height) / (2 * reach + 1)
    if (weight > best.weight) Object.assign(best, { weight, letters, height: sum / Math.max(1, letters) })
  }
  return best.letters < LEAST_LETTERS ? null : best.height
}

/** How many marks there are of each height that may be letters. */
function heightsOf(marks: Marks, isWanted: (mark: number) => boolean, along: 'height' | 'width'): Int32Array {
  const heights = new Int32Array(MOST_PX + 1)
  for (let mark = 0; mark < marks.count; mark += 1) {
    const across = (marks.right[mark] ?? 0) - (marks.left[mark] ?? 0)
    const down = (marks.bottom[mark] ?? 0) - (marks.top[mark] ?? 0)
    const [height, width] = along === 'height' ? [down, across] : [across, down]
    if (isLetterShaped(height, width) && isWanted(mark)) heights[height] = (heights[height] ?? 0) + 1
  }
  return heights
}

function isLetterShaped(height: number, width: number): boolean {
  return height >= LEAST_PX && height <= MOST_PX && width < height * 2.5 && width * 6 > height
}
