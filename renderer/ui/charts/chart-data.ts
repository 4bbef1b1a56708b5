/** How a series looks, so that it is told apart without colour too. */
export type SeriesLook = 'solid' | 'hatched' | 'outlined'

export interface ChartSeries {
  readonly id: string
  readonly name: string
  readonly look: SeriesLook
  /** One for each point; null where there is none yet. */
  readonly values: readonly (number | null)[]
}

export interface ChartPoint {
  readonly id: string
  /** Below the axis, as short as can be. */
  readonly label: string
  /** All of it in words: what a screen reader says of the point. */
  readonly text: string
}

/** A level that is to be reached. */
export interface ChartLevel {
  readonly name: string
  readonly value: number
}

export interface ChartData {
  readonly points: readonly ChartPoint[]
  readonly series: readonly ChartSeries[]
  readonly level: ChartLevel | null
  /** A value as it is written. */
  readonly shown: (value: number) => string
}
