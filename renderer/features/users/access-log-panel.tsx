import { useTranslation } from 'react-i18next'
import type { AccessPage, AccessRow } from '../../../domain/security-api.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './users.module.css'

/** Who saw what is restricted, and what was printed or exported, newest first. */
export function AccessLogPanel() {
  const { t } = useTranslation()
  const log = useApp((state) => state.accessLog)
  const canSee = useApp((state) => isAllowed(state, 'accessRecords'))
  if (!canSee) return null
  return (
    <Panel title={t('security.access-log')} isFlush>
      <RemoteView remote={log} loadingText={t('users.loading')}>
        {(page) => <AccessTable page={page} />}
      </RemoteView>
    </Panel>
  )
}

function AccessTable({ page: { rows, total } }: { readonly page: AccessPage }) {
  const { t } = useTranslation()
  const more = useApp((state) => state.loadMoreAccess)
  const columns: readonly TableColumn<AccessRow>[] = [
    { id: 'by', name: t('security.access-by'), render: (row) => row.by },
    {
      id: 'what',
      name: t('security.access-what'),
      width: '20%',
      render: (row) => t(`security.did.${row.what}`),
    },
    { id: 'name', name: t('security.access-name'), width: '34%', render: (row) => row.name },
    { id: 'at', name: t('security.access-at'), width: '22%', render: (row) => formatInstant(row.at) },
  ]
  return (
    <>
      <Table
        label={t('security.access-log')}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        rowText={({ name }) => name}
        empty={t('security.access-none')}
      />
      {rows.length < total ? (
        <div className={styles['more']}>
          <Button size="small" onPress={() => void more()}>
            {t('security.access-more', { count: total - rows.length })}
          </Button>
        </div>
      ) : null}
    </>
  )
}
