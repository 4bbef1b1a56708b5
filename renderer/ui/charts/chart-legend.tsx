import { useId } from 'react'
import type { ChartData } from './chart-data.ts'
import styles from './charts.module.css'

/** What each look of a chart stands for. */
export function ChartLegend({ data: { series, level } }: { readonly data: ChartData }) {
  const patternId = useId()
  if (series.length < 2 && level === null) return null
  return (
    <ul className={styles['legend']}>
      {series.map(({ id, name, look }) => (
        <li key={id}>
          <svg width="18" height="14" aria-hidden="true">
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
            <rect
              x="1"
              y="1"
              width="16"
              height="12"
              rx="2"
              className={styles[look]}
              {...(look === 'hatched' ? { fill: `url(#${patternId})` } : {})}
            />
          </svg>
          {name}
        </li>
      ))}
      {level === null ? null : (
        <li>
          <svg width="22" height="14" aria-hidden="true">
            <line x1="1" x2="21" y1="7" y2="7" className={styles['level']} />
          </svg>
          {level.name}
        </li>
      )}
    </ul>
  )
}
