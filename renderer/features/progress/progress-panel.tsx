import type { TFunction } from 'i18next'
import { ArrowRight, FileSpreadsheet, Printer, Target } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Progress, ProgressCounts } from '../../../domain/progress.ts'
import { useApp } from '../../app-store.ts'
import { formatCount, formatDecimal } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Select } from '../../ui/select.tsx'
import { Table } from '../../ui/table.tsx'
import styles from './progress.module.css'

/** How far the commune is from its target, in the units of the law. */
export function ProgressPanel() {
  const { t } = useTranslation()
  const progress = useApp((state) => state.progress)
  const canSet = useApp((state) => isAllowed(state, 'setTarget'))
  const openDialog = useApp((state) => state.openDialog)
  const write = useApp((state) => state.writeProgressReport)
  return (
    <Panel
      title={t('progress.title')}
      actions={
        <div className={styles['actions']}>
          {canSet ? (
            <Button size="small" icon={<Target />} onPress={() => openDialog({ kind: 'target' })}>
              {t('progress.set-target')}
            </Button>
          ) : null}
          <Button size="small" icon={<Printer />} onPress={() => void write('pdf')}>
            {t('progress.report')}
          </Button>
          <Button size="small" icon={<FileSpreadsheet />} onPress={() => void write('xlsx')}>
            {t('progress.report-xlsx')}
          </Button>
        </div>
      }
    >
      <RemoteView remote={progress} loadingText={t('progress.loading')}>
        {(value) => <ProgressView progress={value} />}
      </RemoteView>
    </Panel>
  )
}

/** The states of the case files that a bar counts. */
const statesOf = {
  created: ['open', 'closed', 'deposited', 'returned', 'accepted'],
  complete: ['closed', 'deposited', 'returned', 'accepted'],
  deposited: ['deposited', 'returned', 'accepted'],
  accepted: ['accepted'],
} as const

function ProgressView({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation()
  const showYear = useApp((state) => state.showProgressOf)
  const { counts, counted, wanted, target } = progress
  const openList = useApp((state) => state.openList)
  const bar = (name: 'created' | 'complete' | 'deposited' | 'accepted', total: number) => (
    <div className={styles['bar']}>
      <ProgressBar
        label={t(`progress.bar.${name}`)}
        value={counts[name]}
        total={total}
        countText={t('overview.files-of', { done: formatCount(counts[name]), total: formatCount(total) })}
      />
      <IconButton
        label={t('progress.see', { what: t(`progress.bar.${name}`) })}
        icon={<ArrowRight />}
        onPress={() =>
          openList({ list: 'cases', filter: { year: progress.year, states: [...statesOf[name]] } })
        }
      />
    </div>
  )
  const share = Math.round(target.share * 1000) / 10
  return (
    <div className={styles['progress']}>
      {progress.years.length > 1 ? (
        <Select
          label={t('progress.year')}
          options={progress.years.map((year) => ({ id: String(year), label: String(year) }))}
          selected={String(progress.year)}
          placeholder=""
          onSelect={(year) => void showYear(Number(year))}
        />
      ) : null}
      <p>
        {t('progress.target', {
          share: formatCount(share),
          day: formatDate(target.by),
          count: wanted,
          year: progress.year,
        })}
      </p>
      {bar('created', counted)}
      {bar('complete', wanted)}
      {bar('deposited', counts.created)}
      {bar('accepted', counts.deposited)}
      <Facts facts={[...excludedFacts(t, progress), ...paceFacts(t, progress)]} />
      <Groups progress={progress} />
    </div>
  )
}

function excludedFacts(t: TFunction, { excluded, planned }: Progress) {
  return [
    { name: t('progress.planned'), value: formatCount(planned) },
    ...excluded.map(({ reason, files, documents }) => ({
      name: t(`progress.excluded.${reason}`),
      value: t('progress.excluded-of', { files, documents }),
    })),
  ]
}

function paceFacts(t: TFunction, { pace, counts, shelfMetres }: Progress) {
  const number = (value: number | null): string =>
    value === null ? t('progress.unknown') : formatCount(Math.ceil(value))
  return [
    {
      name: t('progress.pages'),
      value: t('progress.pages-metres', {
        pages: formatCount(counts.pages),
        metres: formatDecimal(shelfMetres),
      }),
    },
    { name: t('progress.pages-a-day'), value: number(pace.pagesADay) },
    { name: t('progress.pages-needed'), value: number(pace.pagesADayNeeded) },
    {
      name: t('progress.expected-end'),
      value: pace.expectedEnd === null ? t('progress.unknown') : formatDate(pace.expectedEnd),
    },
  ]
}

interface Row {
  readonly name: string
  readonly counts: ProgressCounts
}

function Groups({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation()
  const rows = useApp((state) => readyValue(state.fondsRows))
  const nameOf = (id: string): string => rows?.find(({ fonds }) => fonds.id === id)?.fonds.agencyName ?? id
  return (
    <>
      <Group
        title={t('progress.by.month')}
        rows={progress.months.map(({ name, counts }) => ({
          name: `${name.slice(5)}/${name.slice(0, 4)}`,
          counts,
        }))}
      />
      <Group
        title={t('progress.by.maker')}
        rows={progress.makers.map(({ name, counts }) => ({ name: name || t('common.none'), counts }))}
      />
      <Group
        title={t('progress.by.fonds')}
        rows={progress.fonds.map(({ name, counts }) => ({ name: nameOf(name), counts }))}
      />
    </>
  )
}

const shown = ['created', 'complete', 'deposited', 'accepted', 'pages'] as const

function Group({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  const { t } = useTranslation()
  return (
    <Disclosure title={title}>
      <Table
        label={title}
        rows={rows}
        rowId={({ name }) => name}
        rowText={({ name }) => name}
        empty={t('progress.none')}
        columns={[
          { id: 'name', name: title, render: ({ name }) => name },
          ...shown.map((name) => ({
            id: name,
            name: t(`progress.column.${name}`),
            width: '104px',
            align: 'end' as const,
            render: ({ counts }: Row) => formatCount(counts[name]),
          })),
        ]}
      />
    </Disclosure>
  )
}
