import { Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Progress } from '../../../domain/progress.ts'
import type { ProgressCharts } from '../../../domain/progress-charts.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import { ChartFigure, type ChartWords } from '../../ui/charts/chart-figure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ageFinding, paceFinding, targetFinding } from './findings.ts'
import { monthStands } from './month-series.ts'
import styles from './progress.module.css'

/** How the work goes on, in pictures, each with its finding in words. */
export function ChartsPanel() {
  const { t } = useTranslation()
  const progress = useApp((state) => state.progress)
  const charts = useApp((state) => state.charts)
  return (
    <Panel
      title={t('chart.title')}
      actions={<CommandButton id="print-overview" size="small" icon={<Printer />} />}
    >
      <RemoteView remote={charts} loadingText={t('chart.loading')}>
        {(drawn) => (
          <div className={styles['charts']}>
            <RemoteView remote={progress} loadingText={t('progress.loading')}>
              {(value) => <MonthChart progress={value} asOf={drawn.asOf} />}
            </RemoteView>
            <PaceChart charts={drawn} />
            <AgeChart charts={drawn} />
          </div>
        )}
      </RemoteView>
    </Panel>
  )
}

function useWords(head: 'month' | 'day' | 'age'): ChartWords {
  const { t } = useTranslation()
  return {
    showTable: t('chart.show-table'),
    showChart: t('chart.show-chart'),
    pointHead: t(`chart.head.${head}`),
  }
}

const monthLabel = (month: string): string => `${month.slice(5)}/${month.slice(2, 4)}`
const monthName = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`

function MonthChart({ progress, asOf }: { readonly progress: Progress; readonly asOf: string }) {
  const { t } = useTranslation()
  const openList = useApp((state) => state.openList)
  const words = useWords('month')
  const stands = monthStands(progress, asOf)
  const found = targetFinding(progress)
  return (
    <ChartFigure
      title={t('chart.months', { year: progress.year })}
      finding={t(`chart.target.${found.kind}`, {
        created: formatCount(found.created),
        complete: formatCount(found.complete),
        wanted: formatCount(found.wanted),
        missing: formatCount(found.missing),
      })}
      words={words}
      data={{
        points: stands.map(({ month, created, complete }) => ({
          id: month,
          label: monthLabel(month),
          text:
            created === null || complete === null
              ? t('chart.month-to-come', { month: monthName(month) })
              : t('chart.month-text', {
                  month: monthName(month),
                  created: formatCount(created),
                  complete: formatCount(complete),
                  wanted: formatCount(progress.wanted),
                }),
        })),
        series: [
          {
            id: 'created',
            name: t('progress.bar.created'),
            look: 'outlined',
            values: stands.map(({ created }) => created),
          },
          {
            id: 'complete',
            name: t('progress.bar.complete'),
            look: 'solid',
            values: stands.map(({ complete }) => complete),
          },
        ],
        level:
          progress.wanted === 0
            ? null
            : {
                name: t('chart.target-level', { wanted: formatCount(progress.wanted) }),
                value: progress.wanted,
              },
        shown: formatCount,
      }}
      onOpen={() => openList({ list: 'cases', filter: { year: progress.year } })}
    />
  )
}

function PaceChart({ charts }: { readonly charts: ProgressCharts }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const needed = useApp((state) =>
    state.progress.kind === 'ready' ? state.progress.value.pace.pagesADayNeeded : null,
  )
  const words = useWords('day')
  const found = paceFinding(charts, needed)
  return (
    <ChartFigure
      title={t('chart.days')}
      finding={t(`chart.pace.${found.kind}`, {
        pages: formatCount(found.pages),
        most: formatCount(found.most),
        day: found.day === '' ? '' : formatDate(found.day),
        needed: formatCount(found.needed),
      })}
      words={words}
      data={{
        points: charts.days.map(({ day, pages }) => ({
          id: day,
          label: `${day.slice(8)}/${day.slice(5, 7)}`,
          text: t('chart.day-text', { day: formatDate(day), pages: formatCount(pages) }),
        })),
        series: [
          {
            id: 'pages',
            name: t('chart.pages'),
            look: 'solid',
            values: charts.days.map(({ pages }) => pages),
          },
        ],
        level:
          needed === null
            ? null
            : { name: t('chart.needed-level', { needed: formatCount(Math.ceil(needed)) }), value: needed },
        shown: formatCount,
      }}
      onOpen={() => show('intake')}
    />
  )
}

function AgeChart({ charts }: { readonly charts: ProgressCharts }) {
  const { t } = useTranslation()
  const openList = useApp((state) => state.openList)
  const words = useWords('age')
  const found = ageFinding(charts)
  const only = (isOld: boolean) =>
    charts.ages.map(({ band, files }) => ((band === 'older') === isOld ? files : null))
  return (
    <ChartFigure
      title={t('chart.ages')}
      finding={t(`chart.age.${found.kind}`, {
        files: formatCount(found.files),
        old: formatCount(found.old),
      })}
      words={words}
      data={{
        points: charts.ages.map(({ band, files }) => ({
          id: band,
          label: t(`chart.band.${band}`),
          text: t('chart.age-text', { band: t(`chart.band.${band}`), files: formatCount(files) }),
        })),
        series: [
          { id: 'files', name: t('chart.open-files'), look: 'solid', values: only(false) },
          { id: 'old', name: t('chart.old-files'), look: 'hatched', values: only(true) },
        ],
        level: null,
        shown: formatCount,
      }}
      onOpen={() =>
        openList({
          list: 'cases',
          filter: { states: ['open'] },
          // The oldest first: those are asked for.
          sort: { by: 'made', isDescending: false },
        })
      }
    />
  )
}
