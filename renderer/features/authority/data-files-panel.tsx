import { FileInput } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AuthorityFileRow } from '../../../domain/authority-api.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './authority.module.css'
import { useFileName } from './file-name.ts'

/** Every data file of the law with its version and source, and how a newer one comes in. */
export function DataFilesPanel() {
  const { t } = useTranslation()
  const law = useApp((state) => state.law)
  return (
    <Panel
      title={t('law.title')}
      isFlush
      actions={<CommandButton id="import-authority" size="small" icon={<FileInput />} />}
    >
      <div className={styles['lead']}>
        <p className={styles['note']}>{t('law.lead')}</p>
        <ImportResult />
      </div>
      <RemoteView remote={law} loadingText={t('law.loading')}>
        {({ files }) => <FileTable files={files} />}
      </RemoteView>
    </Panel>
  )
}

function ImportResult() {
  const { t } = useTranslation()
  const result = useApp((state) => state.lawImport)
  const nameOf = useFileName()
  switch (result.kind) {
    case 'none':
      return null
    case 'working':
      return <Spinner countText={t('law.importing')} />
    case 'failed':
      return <FaultBanner fault={result.fault} />
    case 'done':
      return (
        <Banner
          tone="ok"
          title={t('law.imported', { name: nameOf(result.name), version: versionText(result.version) })}
        >
          {result.replaced === ''
            ? t('law.imported-new', { count: result.entries })
            : t('law.imported-next', { count: result.entries, version: versionText(result.replaced) })}
        </Banner>
      )
  }
}

function FileTable({ files }: { readonly files: readonly AuthorityFileRow[] }) {
  const { t } = useTranslation()
  const nameOf = useFileName()
  const columns: readonly TableColumn<AuthorityFileRow>[] = [
    { id: 'name', name: t('law.name'), render: (row) => <FileName row={row} /> },
    { id: 'version', name: t('law.version'), width: '16%', render: (row) => versionText(row.version) },
    { id: 'entries', name: t('law.entries'), width: '11%', align: 'end', render: (row) => row.entries },
    { id: 'from', name: t('law.from'), width: '26%', render: (row) => <FileOrigin row={row} /> },
  ]
  return (
    <Table
      label={t('law.title')}
      columns={columns}
      rows={files}
      rowId={({ name }) => name}
      rowText={({ name }) => nameOf(name)}
      empty={t('common.none')}
    />
  )
}

function FileName({ row }: { readonly row: AuthorityFileRow }) {
  const nameOf = useFileName()
  return (
    <>
      <div>{nameOf(row.name)}</div>
      {row.source === '' ? null : <div className={styles['note']}>{row.source}</div>}
    </>
  )
}

function FileOrigin({ row: { imported, unusable } }: { readonly row: AuthorityFileRow }) {
  const { t } = useTranslation()
  const from =
    imported === null
      ? t('law.shipped')
      : t('law.imported-at', { date: formatDate(imported.at.slice(0, 10)), by: imported.by })
  return (
    <>
      <div>{from}</div>
      {unusable === null ? null : (
        <div className={styles['wrong']}>
          {t(`law.unusable.${unusable.why}`, { version: versionText(unusable.version) })}
        </div>
      )}
    </>
  )
}

/** `2025-07-01.2` as `01/07/2025 (lần 2)`, without words where it was issued once. */
function versionText(version: string): string {
  const [day = '', issue] = version.split('.')
  return issue === undefined ? formatDate(day) : `${formatDate(day)}.${issue}`
}
