import type { GreyImage } from './grey-image.ts'

/**
 * The ink of a page as stretches of rows that hang together, corners included, as marks: letters, dots, rules, dirt.
 * Places count from 0, the ends are the first pixel behind.
 */
export interface Marks {
  readonly count: number
  readonly left: Int32Array
  readonly top: Int32Array
  readonly right: Int32Array
  readonly bottom: Int32Array
  /** Pixels of ink. */
  readonly ink: Int32Array
  readonly runs: Runs
}

/** Stretches of ink, by rows from the top. */
export interface Runs {
  readonly count: number
  /** Places in the picture's bytes, the end being the first pixel behind. */
  readonly start: Int32Array
  readonly end: Int32Array
  /** Which mark a stretch belongs to. */
  readonly mark: Int32Array
  /** The first stretch of each row; one more stands at the end. */
  readonly ofRow: Int32Array
}

/** Finds all marks darker than `inkBelow`, in two walks over the rows. */
export function marksOf(image: GreyImage, inkBelow: number): Marks {
  const { start, end, ofRow, count } = findRuns(image, inkBelow)
  const parent = joinRuns({ start, end, ofRow, count }, image)
  const mark = new Int32Array(count)
  let marks = 0
  for (let run = 0; run < count; run += 1) {
    // A stretch's parent never stands behind it, so its number is known.
    mark[run] = parent[run] === run ? marks++ : (mark[parent[run] ?? 0] ?? 0)
  }
  return { count: marks, ...outlinesOf({ start, end, ofRow, mark, count }, image, marks) }
}

type BareRuns = Omit<Runs, 'mark'>

function findRuns({ pixels, widthPx, heightPx }: GreyImage, inkBelow: number): BareRuns {
  let start = new Int32Array(1 << 16)
  let end = new Int32Array(1 << 16)
  const ofRow = new Int32Array(heightPx + 1)
  let count = 0
  for (let y = 0; y < heightPx; y += 1) {
    ofRow[y] = count
    const rowEnd = (y + 1) * widthPx
    if (count + widthPx > start.length) {
      start = grown(start, widthPx)
      end = grown(end, widthPx)
    }
    let at = rowEnd - widthPx
    while (at < rowEnd) {
      while (at < rowEnd && (pixels[at] ?? 0) >= inkBelow) at += 1
      if (at === rowEnd) break
      start[count] = at
      while (at < rowEnd && (pixels[at] ?? 0) < inkBelow) at += 1
      end[count] = at
      count += 1
    }
  }
  ofRow[heightPx] = count
  return { start, end, ofRow, count }
}

function grown(values: Int32Array, byAtLeast: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(values.length * 2, values.length + byAtLeast))
  larger.set(values)
  return larger
}

/** For each run the first run of what it hangs together with. @see Wu, Otoo, Suzuki, Optimizing two-pass labeling, 2009 */
function joinRuns(runs: BareRuns, { widthPx, heightPx }: GreyImage): Int32Array {
  const { ofRow, count } = runs
  const parent = new Int32Array(count)
  for (let run = 0; run < count; run += 1) parent[run] = run
  for (let y = 1; y < heightPx; y += 1) {
    const rows = { above: ofRow[y - 1] ?? 0, first: ofRow[y] ?? 0, last: ofRow[y + 1] ?? 0, widthPx }
    joinToRowAbove(runs, parent, rows)
  }
  for (let run = 0; run < count; run += 1) parent[run] = parent[parent[run] ?? 0] ?? 0
  return parent
}

/** Where two rows of runs that lie over each other begin, and where the lower one ends. */
interface TwoRows {
  readonly above: number
  readonly first: number
  readonly last: number
  readonly widthPx: number
}

function joinToRowAbove({ start, end }: BareRuns, parent: Int32Array, rows: TwoRows): void {
  const { first, last, widthPx } = rows
  let near = rows.above
  let run = first
  // Both rows are walked together; of two stretches the one that ends first is left behind.
  while (near < first && run < last) {
    const nearEnd = (end[near] ?? 0) + widthPx
    const runEnd = end[run] ?? 0
    if (nearEnd >= (start[run] ?? 0) && (start[near] ?? 0) + widthPx <= runEnd) join(parent, near, run)
    if (nearEnd < runEnd) near += 1
    else run += 1
  }
}

function join(parent: Int32Array, one: number, other: number): void {
  const a = rootOf(parent, one)
  const b = rootOf(parent, other)
  if (a < b) parent[b] = a
  else parent[a] = b
  parent[other] = Math.min(a, b)
}

function rootOf(parent: Int32Array, of: number): number {
  let run = of
  let next = parent[run] ?? run
  while (next !== run) {
    run = next
    next = parent[run] ?? run
  }
  return run
}

function outlinesOf(runs: Runs, { widthPx, heightPx }: GreyImage, marks: number): Omit<Marks, 'count'> {
  const left = new Int32Array(marks).fill(widthPx)
  const top = new Int32Array(marks).fill(heightPx)
  const right = new Int32Array(marks)
  const bottom = new Int32Array(marks)
  const ink = new Int32Array(marks)
  let y = 0
  for (let run = 0; run < runs.count; run += 1) {
    while (run >= (runs.ofRow[y + 1] ?? 0)) y += 1
    const mark = runs.mark[run] ?? 0
    const from = (runs.start[run] ?? 0) - y * widthPx
    const to = (runs.end[run] ?? 0) - y * widthPx
    left[mark] = Math.min(from, left[mark] ?? 0)
    right[mark] = Math.max(to, right[mark] ?? 0)
    top[mark] = Math.min(y, top[mark] ?? 0)
    bottom[mark] = y + 1
    ink[mark] = (ink[mark] ?? 0) + to - from
  }
  return { left, top, right, bottom, ink, runs }
}
