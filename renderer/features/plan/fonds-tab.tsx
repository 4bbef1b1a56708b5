import { FolderLock, FolderOpen, Pencil, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FondsRow } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './plan.module.css'

/** The open fonds, and those of the communes it was merged from. */
export function FondsTab() {
  const { t } = useTranslation()
  const rows = useApp((state) => state.fondsRows)
  return (
    <RemoteView remote={rows} loadingText={t('plan.fonds-loading')}>
      {(value) => <FondsTable rows={value} />}
    </RemoteView>
  )
}

function FondsTable({ rows }: { readonly rows: readonly FondsRow[] }) {
  const { t } = useTranslation()
  const openForm = useApp((state) => state.openPlanForm)
  const canEdit = useApp((state) => isAllowed(state, 'addFonds'))
  const title = t('plan.fonds-title', { count: rows.length })
  const columns: readonly TableColumn<FondsRow>[] = [
    { id: 'name', name: t('plan.fonds-name'), render: ({ fonds }) => fonds.agencyName },
    { id: 'code', name: t('plan.fonds-code'), width: '130px', render: ({ fonds }) => fonds.code },
    { id: 'agency', name: t('plan.agency-code'), width: '130px', render: ({ fonds }) => fonds.agencyCode },
    { id: 'state', name: t('plan.fonds-state'), width: '210px', render: (row) => <FondsState row={row} /> },
    {
      id: 'files',
      name: t('plan.fonds-files'),
      width: '90px',
      align: 'end',
      render: ({ caseFiles }) => caseFiles,
    },
  ]
  const tools: TableColumn<FondsRow> = {
    id: 'tools',
    name: t('plan.column.tools'),
    align: 'end',
    width: '300px',
    render: (row) => <FondsTools row={row} />,
  }
  return (
    <Panel
      title={title}
      isFlush
      actions={
        canEdit ? (
          <Button size="small" icon={<Plus />} onPress={() => openForm({ kind: 'fonds', fonds: null })}>
            {t('plan.fonds-add')}
          </Button>
        ) : null
      }
    >
      <Table
        label={title}
        columns={canEdit ? [...columns, tools] : columns}
        rows={rows}
        rowId={({ fonds }) => fonds.id}
        rowText={({ fonds }) => fonds.agencyName}
        empty={t('common.none')}
      />
      <p className={styles['nothing']}>{t('plan.fonds-why')}</p>
    </Panel>
  )
}

function FondsState({ row: { fonds } }: { readonly row: FondsRow }) {
  const { t } = useTranslation()
  if (fonds.isOpen) {
    return (
      <Badge tone="ok" icon={<FolderOpen />}>
        {t('plan.fonds-is-open')}
      </Badge>
    )
  }
  return (
    <Badge icon={<FolderLock />}>
      {fonds.closedOn === null
        ? t('plan.fonds-is-closed')
        : t('plan.fonds-closed-on', { date: formatDate(fonds.closedOn) })}
    </Badge>
  )
}

function FondsTools({ row: { fonds } }: { readonly row: FondsRow }) {
  const { t } = useTranslation()
  const openForm = useApp((state) => state.openPlanForm)
  return (
    <span className={styles['tools']}>
      <Button size="small" icon={<Pencil />} onPress={() => openForm({ kind: 'fonds', fonds })}>
        {t('plan.fonds-edit')}
      </Button>
      {fonds.isOpen ? (
        <Button size="small" icon={<FolderLock />} onPress={() => openForm({ kind: 'close-fonds', fonds })}>
          {t('plan.fonds-close')}
        </Button>
      ) : null}
    </span>
  )
}
