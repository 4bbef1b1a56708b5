import type { ChartData } from './chart-data.ts'
import styles from './charts.module.css'
import { type Axis, axisFor, type Bands, bandsOf, labelStep } from './scale.ts'
import type { Room } from './use-room.ts'

/** Where everything stands, in pixels. */
export interface Plot {
  readonly width: number
  readonly height: number
  readonly innerHeight: number
  readonly left: number
  readonly top: number
  readonly bands: Bands
  readonly axis: Axis
  readonly textScale: number
  y(value: number): number
}

const INNER_HEIGHT = 168
const LETTER = 7.2
const LINE = 18

export function plotOf({ points, series, level, shown }: ChartData, { width, textScale }: Room): Plot {
  const values = series.flatMap((each) => each.values.filter((value) => value !== null))
  const axis = axisFor(level === null ? values : [...values, level.value])
  const letters = Math.max(...axis.ticks.map((tick) => shown(tick).length))
  const left = letters * LETTER * textScale + 10
  const top = LINE * textScale
  // Half of the last label hangs over the last band.
  const innerWidth = Math.max(80, width - left - LETTER * 2.5 * textScale)
  return {
    width,
    height: top + INNER_HEIGHT + LINE * textScale * 1.4,
    innerHeight: INNER_HEIGHT + top,
    left,
    top,
    axis,
    textScale,
    bands: bandsOf(innerWidth, points.length, series.length),
    y: (value) => top + INNER_HEIGHT * (1 - value / axis.max),
  }
}

/** The picture of a chart; all that it tells is told in words by what lies over it. */
export function ColumnPlot({
  data,
  plot,
  patternId,
}: {
  readonly data: ChartData
  readonly plot: Plot
  readonly patternId: string
}) {
  const { width, height, left, axis, bands, y } = plot
  const right = left + bands.width * data.points.length
  return (
    <svg width={width} height={height} className={styles['svg']} aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id={patternId}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className={styles['hatchGround']} />
          <line x1="0" y1="0" x2="0" y2="6" className={styles['hatchLine']} />
        </pattern>
      </defs>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={styles['grid']} />
          <text x={left - 8} y={y(tick)} className={styles['tick']} dominantBaseline="middle">
            {data.shown(tick)}
          </text>
        </g>
      ))}
      <Bars data={data} plot={plot} patternId={patternId} />
      <Labels data={data} plot={plot} />
      {data.level === null ? null : (
        <line
          x1={left}
          x2={right}
          y1={y(data.level.value)}
          y2={y(data.level.value)}
          className={styles['level']}
        />
      )}
    </svg>
  )
}

function Bars({
  data: { series, points },
  plot: { left, bands, y },
  patternId,
}: {
  readonly data: ChartData
  readonly plot: Plot
  readonly patternId: string
}) {
  return points.map((point, at) =>
    series.map(({ id, look, values }, nth) => {
      const value = values[at] ?? null
      if (value === null || value === 0) return null
      const bar = bands.bar(at, nth)
      return (
        <rect
          key={`${point.id}-${id}`}
          x={left + bar.left + 0.5}
          y={y(value)}
          width={Math.max(1, bar.width - 1)}
          height={y(0) - y(value)}
          rx={2}
          className={styles[look]}
          {...(look === 'hatched' ? { fill: `url(#${patternId})` } : {})}
        />
      )
    }),
  )
}

/** More points than this have their values only in words. */
const MOST_VALUES = 8

function Labels({
  data: { points, series, shown },
  plot: { left, bands, y, textScale },
}: {
  readonly data: ChartData
  readonly plot: Plot
}) {
  const longest = Math.max(1, ...points.map(({ label }) => label.length))
  const step = labelStep(bands.width, (longest + 1.5) * LETTER * textScale)
  return points.map(({ id, label }, at) => {
    const middle = left + bands.left(at) + bands.width / 2
    const value = series.length === 1 && points.length <= MOST_VALUES ? (series[0]?.values[at] ?? null) : null
    return (
      <g key={id}>
        {at % step === 0 ? (
          <text x={middle} y={y(0) + LINE * textScale} className={styles['label']}>
            {label}
          </text>
        ) : null}
        {value === null ? null : (
          <text x={middle} y={y(value) - 5} className={styles['value']}>
            {shown(value)}
          </text>
        )}
      </g>
    )
  })
}
