/** An axis from 0: where it ends and what is written on it. */
export interface Axis {
  readonly max: number
  /** Ascending, 0 and `max` among them. */
  readonly ticks: readonly number[]
}

const STEPS = [1, 2, 5, 10] as const

/** An axis in round whole steps that holds the largest of some counts; about `wanted` steps, never fewer than one. */
export function axisFor(values: readonly number[], wanted = 4): Axis {
  const largest = Math.max(1, ...values.filter((value) => Number.isFinite(value)))
  const raw = largest / wanted
  const power = 10 ** Math.floor(Math.log10(raw))
  const factor = STEPS.find((each) => each * power >= raw) ?? 10
  const step = Math.max(1, factor * power)
  const count = Math.ceil(largest / step)
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, at) => at * step) }
}

/** Bands of equal width side by side, and in each the bars of its series. */
export interface Bands {
  readonly width: number
  /** Left edge of a band. */
  left(index: number): number
  /** Left edge and width of a bar in its band. */
  bar(index: number, series: number): { readonly left: number; readonly width: number }
}

const BAND_GAP = 0.28
const MOST_BAR = 44

export function bandsOf(width: number, count: number, series: number): Bands {
  const band = width / Math.max(1, count)
  const bar = Math.min(MOST_BAR, (band * (1 - BAND_GAP)) / Math.max(1, series))
  const inset = (band - bar * series) / 2
  return {
    width: band,
    left: (index) => index * band,
    bar: (index, at) => ({ left: index * band + inset + at * bar, width: bar }),
  }
}

/** Every how many labels one is written, so that they do not run into each other. */
export function labelStep(bandWidth: number, labelWidth: number): number {
  return Math.max(1, Math.ceil(labelWidth / Math.max(1, bandWidth)))
}
