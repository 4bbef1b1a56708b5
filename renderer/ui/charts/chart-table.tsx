import { Button } from '../button.tsx'
import type { ChartData } from './chart-data.ts'
import styles from './charts.module.css'

/** The numbers of a chart, point by point; each row leads to what it counts. */
export function ChartTable({
  title,
  head,
  data: { points, series, level, shown },
  onOpen,
}: {
  readonly title: string
  readonly head: string
  readonly data: ChartData
  readonly onOpen: (point: number) => void
}) {
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
            {level === null ? null : <th scope="col">{level.name}</th>}
          </tr>
        </thead>
        <tbody>
          {points.map((point, at) => (
            <tr key={point.id}>
              <th scope="row">
                <Button kind="link" size="small" onPress={() => onOpen(at)}>
                  {point.label}
                </Button>
              </th>
              {series.map(({ id, values }) => {
                const value = values[at] ?? null
                return <td key={id}>{value === null ? '–' : shown(value)}</td>
              })}
              {level === null ? null : <td>{shown(level.value)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
