import { CircleCheck, CircleHelp, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacedScheduleRow } from '../../../domain/authority-api.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './authority.module.css'
import { useRetentionText } from './retention-text.ts'

/** How long each kind of file is kept and on what that rests; a row that was opened can be changed. */
export function RetentionPanel() {
  const { t } = useTranslation()
  const law = useApp((state) => state.law)
  const [query, setQuery] = useState('')
  return (
    <Panel title={t('schedule.title')} isFlush actions={<CommandButton id="add-schedule-row" size="small" />}>
      <div className={styles['lead']}>
        <p className={styles['note']}>{t('schedule.lead')}</p>
        <TextField label={t('schedule.search')} type="search" value={query} onChange={setQuery} />
      </div>
      <RemoteView remote={law} loadingText={t('law.loading')}>
        {({ schedule }) => <ScheduleTable rows={schedule} query={query} />}
      </RemoteView>
    </Panel>
  )
}

function ScheduleTable({
  rows,
  query,
}: {
  readonly rows: readonly PlacedScheduleRow[]
  readonly query: string
}) {
  const { t } = useTranslation()
  const openDialog = useApp((state) => state.openDialog)
  const mayWrite = useApp((state) => isAllowed(state, 'setScheduleRow'))
  const retentionText = useRetentionText()
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const found = rows.filter(({ row }) => {
    const text = foldText([row.group, row.title, row.basis, retentionText(row.retention)].join(' '))
    return words.every((word) => text.includes(word))
  })
  const columns: readonly TableColumn<PlacedScheduleRow>[] = [
    { id: 'title', name: t('schedule.row-title'), render: (placed) => <RowTitle placed={placed} /> },
    { id: 'group', name: t('schedule.group'), width: '17%', render: ({ row }) => row.group },
    {
      id: 'retention',
      name: t('schedule.retention'),
      width: '15%',
      render: ({ row }) => retentionText(row.retention),
    },
    {
      id: 'basis',
      name: t('schedule.basis'),
      width: '22%',
      render: ({ row }) => <Basis basis={row.basis} isVerified={row.verified} />,
    },
  ]
  const open = (row: PlacedScheduleRow): void => openDialog({ kind: 'schedule-row', row })
  return (
    <>
      <p className={styles['count']} role="status">
        {t('schedule.count', { count: found.length, total: rows.length })}
      </p>
      <Table
        label={t('schedule.title')}
        columns={columns}
        rows={found}
        rowId={({ row }) => row.id}
        rowText={({ row }) => row.title}
        empty={t(rows.length === 0 ? 'schedule.empty' : 'schedule.none-found')}
        {...(mayWrite ? { onOpen: open } : {})}
      />
    </>
  )
}

function RowTitle({ placed: { row, origin } }: { readonly placed: PlacedScheduleRow }) {
  const { t } = useTranslation()
  return (
    <>
      <div className={origin === 'removed' ? styles['removed'] : ''}>{row.title}</div>
      {origin === 'file' ? null : <Badge icon={<Pencil />}>{t(`schedule.origin.${origin}`)}</Badge>}
    </>
  )
}

function Basis({ basis, isVerified }: { readonly basis: string; readonly isVerified: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <div>{basis}</div>
      <Badge tone={isVerified ? 'ok' : 'warn'} icon={isVerified ? <CircleCheck /> : <CircleHelp />}>
        {t(isVerified ? 'schedule.verified' : 'schedule.unverified')}
      </Badge>
    </>
  )
}
