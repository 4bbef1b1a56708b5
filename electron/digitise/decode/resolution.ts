/** From where the number of pixels to an inch of paper is known. */
export type ResolutionSource = 'given' | 'file' | 'paper' | 'photo'

export interface Resolution {
  /** Pixels to an inch of paper, as near as one can know. */
  readonly dpi: number
  /** `given`: somebody said so. `file`: the file does. `paper`: it follows from a paper's size. `photo`: A4 was assumed. */
  readonly dpiSource: ResolutionSource
  /** The paper that was assumed; null where none had to be. */
  readonly paper: string | null
}

interface Paper {
  readonly name: string
  readonly shortInches: number
  readonly longInches: number
}

const MM_PER_INCH = 25.4
const paperOf = (name: string, shortMm: number, longMm: number): Paper => ({
  name,
  shortInches: shortMm / MM_PER_INCH,
  longInches: longMm / MM_PER_INCH,
})

/**
 * The likelier before the less likely. A2 and A6 are not among them: with half and double the resolution they have as
 * many pixels as A4. @see ISO 216, ISO/IEC 7810 */
const papers: readonly Paper[] = [
  paperOf('A4', 210, 297),
  paperOf('A3', 297, 420),
  paperOf('A5', 148, 210),
  paperOf('letter', 215.9, 279.4),
  paperOf('legal', 215.9, 355.6),
  paperOf('F4', 210, 330),
  paperOf('ID-1', 53.98, 85.6),
  paperOf('ID-3', 88, 125),
]
const [a4] = papers
const A4_WIDTH_INCHES = a4?.shortInches ?? 8.27

/** What scanners are set to, the usual first. */
const scannerDpis: readonly number[] = [300, 200, 150, 240, 600, 400, 100]
/** What software writes where it knows nothing. */
const emptyDpis: readonly number[] = [72, 96]

const LEAST_DPI = 60
const MOST_DPI = 1200
/** Smaller than a stamp or larger than A2 is no paper of an office, unless it is a drawing that says so. */
const LEAST_SHORT_INCHES = 1.9
const MOST_LONG_INCHES = 24.5
/** How much edges may be cut off or added by a scanner, as a share. */
const EDGE_SHARE = 0.02

interface PictureFacts {
  readonly widthPx: number
  readonly heightPx: number
  /** Pixels to an inch, as the file says; null where it does not. */
  readonly stated: number | null
  /** A camera made it: what it states is no size of paper. */
  readonly isPhoto?: boolean
  /** What a person said. */
  readonly given: number | null
}

/**
 * How many pixels make an inch of paper. Rule: what a person said; what the file says where that makes a sheet an office
 * has (72 and 96, which software writes for "unknown", only for a known paper); a known paper at a scanner's resolution;
 * a known paper's proportions; else the width of A4, as for a photo.
 */
export function resolutionOf({ widthPx, heightPx, stated, isPhoto, given }: PictureFacts): Resolution {
  if (given !== null) return { dpi: given, dpiSource: 'given', paper: null }
  const [short, long] = [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)]
  if (isPhoto !== true) {
    if (stated !== null && isBelievable(stated, short, long))
      return { dpi: stated, dpiSource: 'file', paper: null }
    const found = scannedPaper(short, long) ?? proportionedPaper(short, long)
    if (found !== null) return found
  }
  return { dpi: Math.max(1, short / A4_WIDTH_INCHES), dpiSource: 'photo', paper: 'A4' }
}

function isBelievable(dpi: number, short: number, long: number): boolean {
  if (!(dpi >= LEAST_DPI && dpi <= MOST_DPI)) return false
  if (emptyDpis.includes(Math.round(dpi))) return papers.some((paper) => isNear(paper, dpi, short, long))
  return short / dpi >= LEAST_SHORT_INCHES && long / dpi <= MOST_LONG_INCHES
}

function isNear(paper: Paper, dpi: number, ...[short, long]: readonly [number, number]): boolean {
  return (
    Math.abs(short / dpi / paper.shortInches - 1) <= EDGE_SHARE &&
    Math.abs(long / dpi / paper.longInches - 1) <= EDGE_SHARE
  )
}

function scannedPaper(short: number, long: number): Resolution | null {
  for (const dpi of scannerDpis) {
    const paper = papers.find((each) => isNear(each, dpi, short, long))
    if (paper !== undefined) return { dpi, dpiSource: 'paper', paper: paper.name }
  }
  return null
}

function proportionedPaper(short: number, long: number): Resolution | null {
  // A card has the proportions of a screen.
  const paper = papers.find(
    ({ name, longInches, shortInches }) =>
      name !== 'ID-1' && Math.abs(long / short / (longInches / shortInches) - 1) <= EDGE_SHARE / 2,
  )
  return paper === undefined
    ? null
    : { dpi: short / paper.shortInches, dpiSource: 'paper', paper: paper.name }
}
