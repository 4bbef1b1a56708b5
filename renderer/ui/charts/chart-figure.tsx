import { ChartColumn, Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '../button.tsx'
import type { ChartData } from './chart-data.ts'
import { ChartTable } from './chart-table.tsx'
import styles from './charts.module.css'
import { ColumnChart } from './column-chart.tsx'

export interface ChartWords {
  readonly showTable: string
  readonly showChart: string
  /** Head of the column with the names of the points. */
  readonly pointHead: string
}

/** A chart with what it shows said in a sentence, and the same as a table for whoever wants that. */
export function ChartFigure({
  title,
  finding,
  words,
  data,
  note = null,
  onOpen,
}: {
  readonly title: string
  /** What the chart shows, in words. */
  readonly finding: string
  readonly words: ChartWords
  readonly data: ChartData
  readonly note?: ReactNode
  /** Leads to what a point counts. */
  readonly onOpen: (point: number) => void
}) {
  const [isTable, setIsTable] = useState(false)
  const captionId = useId()
  return (
    <figure className={styles['figure']} aria-labelledby={captionId}>
      <figcaption id={captionId} className={styles['caption']}>
        <span className={styles['title']}>{title}</span> <span className={styles['finding']}>{finding}</span>
      </figcaption>
      {isTable ? (
        <ChartTable title={title} head={words.pointHead} data={data} onOpen={onOpen} />
      ) : (
        <ColumnChart label={title} data={data} onOpen={onOpen} />
      )}
      <div className={styles['foot']}>
        <div className={styles['note']}>{note}</div>
        <span className={styles['toggle']}>
          <Button
            size="small"
            kind="quiet"
            icon={isTable ? <ChartColumn /> : <Table2 />}
            onPress={() => setIsTable(!isTable)}
          >
            {isTable ? words.showChart : words.showTable}
          </Button>
        </span>
      </div>
    </figure>
  )
}
