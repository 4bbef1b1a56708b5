import { foldText } from '../fold-text.ts'
import { lineText, type TextLayer } from '../text-layer.ts'
import { type Sketch, sketchOf } from './near-text.ts'

/** What the text layer of a page tells of the page; small, and the same for one layer for ever. */
export interface PageFacts {
  /** Nothing was found to read on it. */
  readonly isBlank: boolean
  /** `DỰ THẢO` stands above it. */
  readonly isDraft: boolean
  /** Dots per inch if the paper is A4; null where nothing says how large the scan was. */
  readonly dpi: number | null
  readonly sketch: Sketch
}

/** Marks that are no letters, and specks that were taken for some. */
const LEAST_LETTERS = 4
/** The heading of a draft stands above or among the first lines. */
const HEAD_LINES = 10
const A4_LONG_INCHES = 297 / 25.4
const A4_SHORT_INCHES = 210 / 25.4

export function pageFacts(layer: TextLayer): PageFacts {
  const words = layer.lines.flatMap((line) => line.words.map(({ text }) => text))
  const letters = words.join('').replace(/[^\p{L}\p{N}]/gu, '').length
  return {
    isBlank: layer.engine !== 'none' && letters < LEAST_LETTERS,
    isDraft: layer.lines.slice(0, HEAD_LINES).some((line) => isDraftHeading(lineText(line))),
    dpi: resolutionOf(layer),
    sketch: sketchOf(words),
  }
}

/** A line of its own: "(DỰ THẢO)", "Dự thảo lần 2", "Bản dự thảo ngày 3/4". */
function isDraftHeading(line: string): boolean {
  return /^\W*(ban )?du thao( lan( thu)? ?\w+)?( ngay [\d\s/.-]+)?\W*$/.test(foldText(line))
}

/** Both sides are asked, since a scan may be longer or wider than its paper. */
function resolutionOf({ widthPx, heightPx, recipe }: TextLayer): number | null {
  if (recipe === undefined) return null
  const [short, long] = [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)].map(
    (copyPx) => copyPx / recipe.scale,
  )
  return Math.round(Math.max((short ?? 0) / A4_SHORT_INCHES, (long ?? 0) / A4_LONG_INCHES))
}
