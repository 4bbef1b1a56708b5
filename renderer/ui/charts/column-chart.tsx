import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { ChartData } from './chart-data.ts'
import { ChartLegend } from './chart-legend.tsx'
import styles from './charts.module.css'
import { ColumnPlot, plotOf } from './column-plot.tsx'
import { useRoom } from './use-room.ts'

/**
 * Columns over a common axis. The picture is for the eye; over it lies one button for each point, which says the point in
 * words and leads to what it counts. Arrow keys, Home and End go from point to point.
 */
export function ColumnChart({
  label,
  data,
  onOpen,
}: {
  readonly label: string
  readonly data: ChartData
  readonly onOpen: (point: number) => void
}) {
  const { ref, room } = useRoom()
  const [current, setCurrent] = useState(0)
  const patternId = useId()
  const plot = plotOf(data, room)
  const buttons = useRef(new Map<number, HTMLButtonElement>())
  const last = data.points.length - 1
  const walk = (event: KeyboardEvent): void => {
    const next = stepOf(event.key, current, last)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    buttons.current.get(next)?.focus()
  }
  return (
    <>
      <ChartLegend data={data} />
      <div ref={ref} className={styles['plot']} style={{ height: plot.height }}>
        <ColumnPlot data={data} plot={plot} patternId={patternId} />
        <div role="toolbar" tabIndex={-1} aria-label={label} className={styles['points']} onKeyDown={walk}>
          {data.points.map((point, at) => (
            <button
              key={point.id}
              type="button"
              ref={(button) => {
                if (button === null) buttons.current.delete(at)
                else buttons.current.set(at, button)
              }}
              className={styles['point']}
              style={{
                left: plot.left + plot.bands.left(at),
                width: plot.bands.width,
                height: plot.innerHeight,
              }}
              aria-label={point.text}
              title={point.text}
              tabIndex={at === Math.min(current, last) ? 0 : -1}
              onFocus={() => setCurrent(at)}
              onClick={() => onOpen(at)}
            />
          ))}
        </div>
      </div>
    </>
  )
}

function stepOf(key: string, current: number, last: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(last, current + 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, current - 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
