import type { Cleaning, RefusedCleaning } from '../../../domain/reading-recipe.ts'
import type { GreyImage } from './grey-image.ts'
import { lossBy } from './guard.ts'
import { markKind } from './letters.ts'
import { type Marks, marksOf } from './marks.ts'
import { median3 } from './median.ts'
import { INK_BELOW, letterPxOf, litPage, onPaper, type SeenPage } from './seen-page.ts'
import { specklesPerMegapixel, withoutStreaks } from './speckle.ts'

// Measured 2026-11 on generated pages: clean and skewed scans have few isolated dots, photocopies of photocopies hundreds.
const SPECKLED_PER_MEGAPIXEL = 160

export interface Despeckled {
  readonly clean: GreyImage
  readonly marks: Marks
  /** Whether dots were taken out. */
  readonly isSpeckled: boolean
  readonly refused: readonly RefusedCleaning[]
}

/** Pieces of a ragged streak lie this near to its columns. */
const STREAK_REACH_PX = 4

/** Takes streaks and dots out of a page that plainly is a photocopy, where no print goes with them. */
export function despeckled(page: SeenPage): Despeckled {
  const { grey, lit, marks, outline } = page
  const isOnPaper = onPaper(marks, outline)
  const speckles = specklesPerMegapixel(marks, lit, { letterPx: letterPxOf(marks, lit), isOnPaper })
  if (speckles <= SPECKLED_PER_MEGAPIXEL) return untouched(page, [])
  const { image: streakless, isStreak } = withoutStreaks(grey)
  const dotless = litPage(median3(streakless), outline)
  const dotLoss = lossOf(page, isStreak, { cleaning: 'despeckle', after: dotless })
  if (dotLoss === null) {
    return { clean: dotless, marks: marksOf(dotless, INK_BELOW), isSpeckled: true, refused: [] }
  }
  if (!isStreak.includes(1)) return untouched(page, [dotLoss])
  const clean = litPage(streakless, outline)
  const streakLoss = lossOf(page, isStreak, { cleaning: 'streaks', after: clean })
  if (streakLoss !== null) return untouched(page, [streakLoss, dotLoss])
  return { clean, marks: marksOf(clean, INK_BELOW), isSpeckled: false, refused: [dotLoss] }
}

function untouched({ lit, marks }: SeenPage, refused: readonly RefusedCleaning[]): Despeckled {
  return { clean: lit, marks, isSpeckled: false, refused }
}

function lossOf(
  { marks, lit }: SeenPage,
  isStreak: Uint8Array,
  cleaned: { readonly cleaning: Cleaning; readonly after: GreyImage },
): RefusedCleaning | null {
  return lossBy({
    ...cleaned,
    before: marks,
    inkBelow: INK_BELOW,
    letterPx: letterPxOf(marks, lit),
    kindOf: (_, mark, letterPx) => {
      const middle = Math.round(((marks.left[mark] ?? 0) + (marks.right[mark] ?? 0)) / 2)
      const isPiece = isStreak
        .subarray(Math.max(0, middle - STREAK_REACH_PX), middle + STREAK_REACH_PX + 1)
        .includes(1)
      return isPiece ? 'dirt' : markKind(marks, mark, letterPx)
    },
    mostLetters: { count: 2, share: 0.05 },
  })
}
