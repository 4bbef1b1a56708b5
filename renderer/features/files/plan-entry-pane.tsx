import { FolderPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFileRow } from '../../../domain/desk-rows.ts'
import { headingText } from '../../../domain/plan-headings.ts'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { longListOf } from '../../parts/long-list.ts'
import { retentionName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { OUTSIDE } from '../../state/files-state.ts'
import type { Paged } from '../../state/paged.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { LongTable } from '../../ui/long-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { RowChoice } from '../../ui/row-choice.ts'
import type { TableColumn } from '../../ui/table.tsx'
import { FileTools } from './file-tools.tsx'
import styles from './files.module.css'

/** An entry of the plan: what it asks for, the case files opened from it, and a way to open one. */
export function PlanEntryPane({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const plan = useApp((state) => state.plan)
  const files = useApp((state) => state.entryFiles)
  const newCaseFile = useApp((state) => state.newCaseFile)
  const entry = readyValue(plan)?.entries.find((candidate) => candidate.id === id)
  const list = (
    <RemoteView remote={files} loadingText={t('files.loading-list')}>
      {(value) => <EntryFiles key={id} files={value} />}
    </RemoteView>
  )
  if (id === OUTSIDE) return list
  if (entry === undefined) return <p className={styles['nothing']}>{t('files.entry-gone')}</p>
  return (
    <>
      <Panel
        title={`${entry.notation} ${entry.title}`}
        actions={
          <Button kind="primary" icon={<FolderPlus />} onPress={() => void newCaseFile(id)}>
            {t('files.new-file')}
          </Button>
        }
      >
        <Facts
          facts={[
            { name: t('files.heading'), value: headingText(entry.heading) },
            { name: t('files.year'), value: entry.year },
            { name: t('files.retention'), value: retentionName(authority, entry.retention) },
            { name: t('files.maker'), value: entry.maker === '' ? t('common.none') : entry.maker },
            ...(entry.note === '' ? [] : [{ name: t('files.note'), value: entry.note }]),
          ]}
        />
      </Panel>
      {list}
    </>
  )
}

function EntryFiles({ files }: { readonly files: Paged<CaseFileRow> }) {
  const { t } = useTranslation()
  const openFile = useApp((state) => state.openFile)
  const see = useApp((state) => state.seeEntryFiles)
  const title = t('files.of-entry', { count: files.total })
  const chosen = useApp((state) => state.chosenCaseFiles)
  const choose = useApp((state) => state.chooseCaseFiles)
  const choice: RowChoice = {
    chosen,
    onChoose: choose,
    words: {
      column: t('contents.choose'),
      box: (name) => t('files.choose-file', { name }),
      handle: () => '',
    },
    onDrop: null,
  }
  const columns: readonly TableColumn<CaseFileRow>[] = [
    { id: 'title', name: t('files.title'), render: ({ file }) => `${file.notation} ${file.title}` },
    {
      id: 'state',
      name: t('files.state'),
      width: '150px',
      render: ({ file }) => <CaseStateBadge state={file.state} />,
    },
    {
      id: 'documents',
      name: t('files.documents'),
      width: '100px',
      align: 'end',
      render: (row) => row.documents,
    },
    { id: 'pages', name: t('contents.pages'), width: '80px', align: 'end', render: (row) => row.pages },
  ]
  return (
    <Panel title={title} isFlush>
      {files.total === 0 ? null : (
        <div className={styles['bar']}>
          <FileTools isMany />
          <span className={styles['barCount']} role="status">
            {t('files.chosen-files', { count: chosen.length })}
          </span>
        </div>
      )}
      <LongTable
        label={title}
        list={longListOf(files, see)}
        waitingText={t('common.fetching')}
        rowId={({ file }) => file.id}
        rowText={({ file }) => `${file.notation} ${file.title}`}
        columns={columns}
        empty={t('files.of-entry-none')}
        choice={choice}
        onOpen={({ file }) => openFile(file.id)}
      />
    </Panel>
  )
}
