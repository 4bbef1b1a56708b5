import { AlarmClock, Archive, Calendar, CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DueFile } from '../../../domain/due-list.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import type { DueList } from '../../state/progress-slice.ts'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { MoreButton } from '../../ui/more-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './progress.module.css'

const looks = {
  overdue: { tone: 'danger', icon: <AlarmClock /> },
  'this-year': { tone: 'warn', icon: <CalendarClock /> },
  later: { tone: 'neutral', icon: <Calendar /> },
} as const

/** Case files that are to be handed over, with the last day for each. */
export function DuePanel() {
  const { t } = useTranslation()
  const due = useApp((state) => state.due)
  return (
    <Panel title={t('due.title')} isFlush>
      <RemoteView remote={due} loadingText={t('due.loading')}>
        {(list) => <DueTable list={list} />}
      </RemoteView>
    </Panel>
  )
}

function DueTable({ list }: { readonly list: DueList }) {
  const { t } = useTranslation()
  const openFile = useApp((state) => state.openFile)
  const more = useApp((state) => state.moreDue)
  const openDeposit = useApp((state) => state.openDeposit)
  const canDeposit = useApp((state) => isAllowed(state, 'createDeposit'))
  const columns: readonly TableColumn<DueFile>[] = [
    { id: 'name', name: t('due.file'), render: ({ notation, title }) => `${notation} ${title}` },
    { id: 'state', name: t('due.state'), width: '128px', render: ({ state }) => t(`due.in.${state}`) },
    { id: 'day', name: t('due.day'), width: '112px', render: ({ dueOn }) => formatDate(dueOn) },
    {
      id: 'urgency',
      name: t('due.urgency'),
      width: '136px',
      render: ({ urgency }) => <Badge {...looks[urgency]}>{t(`due.when.${urgency}`)}</Badge>,
    },
  ]
  const hasClosed = list.rows.some(({ state }) => state !== 'open')
  return (
    <>
      <p className={styles['sum']}>
        {t('due.sum', { total: list.total, overdue: list.overdue, thisYear: list.thisYear })}
      </p>
      <Table
        label={t('due.title')}
        rows={list.rows}
        rowId={({ id }) => id}
        rowText={({ notation }) => notation}
        columns={columns}
        empty={t('due.none')}
        onOpen={({ id }) => openFile(id)}
      />
      {hasClosed && canDeposit ? (
        <div className={styles['handOver']}>
          <Button icon={<Archive />} onPress={() => void openDeposit(list.rows.map(({ id }) => id))}>
            {t('due.hand-over', { count: list.rows.length })}
          </Button>
        </div>
      ) : null}
      <MoreButton
        hidden={list.total - list.rows.length}
        text={(count) => t('due.more', { count })}
        onMore={() => void more()}
      />
    </>
  )
}
