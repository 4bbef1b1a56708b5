import type { GreyImage } from '../prepare/grey-image.ts'

/**
 * Four bars in the proportions of a Patch T: narrow, wide, narrow, wide, with narrow gaps. From the other side it reads as
 * a Patch 3, which separates as well, so either is taken.
 * @see Kodak A-61599, "Patch Code Information": narrow bars and gaps 0.08 in, wide bars 0.20 in
 */
const PATTERN = [1, 1, 2.5, 1, 1, 1, 2.5] as const
const MODULES = PATTERN.reduce((sum, share) => sum + share, 0)

/** 0.8 in as a share of the longer side of the paper, from a third larger than A4 to A5. */
const LEAST_SHARE = 0.035
const MOST_SHARE = 0.12
/** Lines that are looked along in each direction, and the share of neighbours that must show the bars. */
const LINES = 96
const LEAST_LENGTH_SHARE = 0.1
/** Neighbouring lines that may miss them: a hole, a stamp, dirt. */
const MOST_MISSED = 3
/** Rise of the bars from line to line, as for paper that lies up to ten degrees askew. */
const MOST_SLOPE = 0.18

/** Is a page a separator sheet with a Patch T, however it lies? */
export function hasPatchT(page: GreyImage): boolean {
  return [columnsOf(page), rowsOf(page)].some((direction) => isCrossed(direction, page))
}

/** Looks across the bars: `at(line, place)` is the grey of a place of a line. */
interface Direction {
  readonly lines: number
  readonly length: number
  readonly at: (line: number, place: number) => number
}

function columnsOf({ pixels, widthPx, heightPx }: GreyImage): Direction {
  return { lines: widthPx, length: heightPx, at: (x, y) => pixels[y * widthPx + x] ?? 255 }
}

function rowsOf({ pixels, widthPx, heightPx }: GreyImage): Direction {
  return { lines: heightPx, length: widthPx, at: (y, x) => pixels[y * widthPx + x] ?? 255 }
}

/** Do the bars stand at about one place on enough lines beside each other? */
function isCrossed(direction: Direction, { widthPx, heightPx }: GreyImage): boolean {
  const long = Math.max(widthPx, heightPx)
  const step = direction.lines / LINES
  const wanted = Math.ceil((LEAST_LENGTH_SHARE * long) / step)
  let open: readonly Trace[] = []
  for (let nth = 0; nth < LINES; nth += 1) {
    const hits = patternsOn(direction, Math.floor((nth + 0.5) * step), long)
    const next = followed(open, hits, { step, slackPx: long * 0.004 })
    if (next.some(({ hits: found }) => found >= wanted)) return true
    open = next
  }
  return false
}

/** Bars that are followed from line to line. */
interface Trace {
  readonly place: number
  readonly hits: number
  readonly missed: number
}

function followed(
  open: readonly Trace[],
  hits: readonly number[],
  { step, slackPx }: { readonly step: number; readonly slackPx: number },
): readonly Trace[] {
  const taken = new Set<number>()
  const going = open.flatMap((trace): Trace[] => {
    const reach = (trace.missed + 1) * step * MOST_SLOPE + slackPx
    const hit = hits.find((place) => !taken.has(place) && Math.abs(place - trace.place) <= reach)
    if (hit === undefined) return trace.missed >= MOST_MISSED ? [] : [{ ...trace, missed: trace.missed + 1 }]
    taken.add(hit)
    return [{ place: hit, hits: trace.hits + 1, missed: 0 }]
  })
  return [
    ...going,
    ...hits.filter((place) => !taken.has(place)).map((place) => ({ place, hits: 1, missed: 0 })),
  ]
}

/** Where the four bars stand on a line: the middle of each place that shows them. */
function patternsOn(direction: Direction, line: number, long: number): readonly number[] {
  const runs = runsOf(darkPlaces(direction, line, long), Math.max(2, Math.round(long * 0.0012)))
  const found: number[] = []
  for (let first = 0; first + PATTERN.length <= runs.length; first += 1) {
    const bars = runs.slice(first, first + PATTERN.length)
    const [begin, end] = [bars[0], bars.at(-1)]
    if (begin === undefined || end === undefined || !begin.isDark) continue
    const total = end.from + end.length - begin.from
    const module = total / MODULES
    if (total < long * LEAST_SHARE || total > long * MOST_SHARE) continue
    // White paper on both sides, or the edge of the picture.
    const isQuiet = [runs[first - 1], runs[first + PATTERN.length]].every(
      (gap) => gap === undefined || gap.length >= 1.6 * module,
    )
    if (isQuiet && (fits(bars, module) || fits(bars.toReversed(), module))) found.push(begin.from + total / 2)
  }
  return found
}

/** Ink spreads and copies thin it: a narrow bar may be half as wide again, and still less than a wide one. */
function fits(bars: readonly Run[], module: number): boolean {
  return bars.every(({ length }, nth) => {
    const share = length / module
    return PATTERN[nth] === 1 ? share > 0.45 && share < 1.75 : share > 1.8 && share < 3.3
  })
}

interface Run {
  readonly isDark: boolean
  readonly from: number
  readonly length: number
}

/** Specks are passed over: what is shorter than `least` belongs to what is around it. */
function runsOf(dark: Uint8Array, least: number): readonly Run[] {
  const runs: Run[] = []
  let from = 0
  for (let at = 1; at <= dark.length; at += 1) {
    if (at < dark.length && dark[at] === dark[from]) continue
    const run = { isDark: dark[from] === 1, from, length: at - from }
    const last = runs.at(-1)
    const isSpeck = run.length < least && at < dark.length
    if (last !== undefined && (isSpeck || last.isDark === run.isDark))
      runs[runs.length - 1] = { ...last, length: last.length + run.length }
    else runs.push(run)
    from = at
  }
  return runs
}

/** What is darker than what lies around it, by more than paper and grain are. */
const LEAST_CONTRAST = 28

function darkPlaces({ lines, length, at }: Direction, line: number, long: number): Uint8Array {
  // Several lines together, so that grain and single specks say nothing.
  const half = Math.max(1, Math.round(long / 900))
  const beside = Array.from({ length: 2 * half + 1 }, (_, nth) => line - half + nth).filter(
    (each) => each >= 0 && each < lines,
  )
  const sums = new Float64Array(length + 1)
  const grey = new Float64Array(length)
  for (let place = 0; place < length; place += 1) {
    let sum = 0
    for (const each of beside) sum += at(each, place)
    grey[place] = sum / beside.length
    sums[place + 1] = (sums[place] ?? 0) + (grey[place] ?? 0)
  }
  const reach = Math.round(long * 0.045)
  const dark = new Uint8Array(length)
  for (let place = 0; place < length; place += 1) {
    const [from, to] = [Math.max(0, place - reach), Math.min(length, place + reach + 1)]
    const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
    dark[place] = (grey[place] ?? 255) < mean - LEAST_CONTRAST / 2 ? 1 : 0
  }
  return dark
}
