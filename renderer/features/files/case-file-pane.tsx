import { Archive, FolderCheck, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFileDetail } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { CommandButton } from '../../parts/command-button.tsx'
import { retentionName } from '../../parts/names.ts'
import { formatDate } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ContentsTable } from './contents-table.tsx'
import styles from './files.module.css'
import { ShortcomingList } from './shortcoming-list.tsx'
import { ToFilePanel } from './to-file-panel.tsx'

/** One case file: its head, what is still missing, its contents list, and what can be done with it now. */
export function CaseFilePane({ detail }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const { file, fileCode, documents } = detail
  const isOpen = file.state === 'open'
  const isKept = file.state === 'closed' || file.state === 'returned'
  const dates =
    file.startDate === null && file.endDate === null
      ? t('files.dates-later')
      : t('files.dates-span', {
          start: formatDate(file.startDate ?? ''),
          end: formatDate(file.endDate ?? ''),
        })
  return (
    <>
      <Panel
        title={`${file.notation} ${file.title}`}
        actions={
          <div className={styles['actions']}>
            {isOpen ? <CommandButton id="close-file" kind="primary" icon={<FolderCheck />} /> : null}
            {isKept ? <CommandButton id="reopen-file" icon={<FolderOpen />} /> : null}
            {isKept ? <CommandButton id="deposit-file" kind="primary" icon={<Archive />} /> : null}
          </div>
        }
      >
        <div className={styles['head']}>
          <Facts
            facts={[
              { name: t('files.state'), value: <CaseStateBadge state={file.state} /> },
              { name: t('files.code'), value: fileCode },
              { name: t('files.retention'), value: retentionName(authority, file.retention) },
              { name: t('files.maker'), value: file.maker === '' ? t('common.none') : file.maker },
              { name: t('files.dates'), value: dates },
              { name: t('files.size'), value: t('files.size-of', sizeOf(documents)) },
            ]}
          />
          {file.stateReason === null ? null : (
            <Banner
              tone={file.state === 'returned' ? 'warn' : 'info'}
              title={t(`files.reason.${reasonOf(file.state)}`)}
            >
              {file.stateReason}
            </Banner>
          )}
          {file.state === 'accepted' ? (
            <Banner
              tone="ok"
              title={t('files.accepted', { number: detail.deposit?.outcome?.receiptNumber ?? '' })}
            >
              {t('files.accepted-text')}
            </Banner>
          ) : null}
        </div>
      </Panel>
      {isOpen ? <ShortcomingList detail={detail} /> : null}
      <ContentsTable detail={detail} />
      {isOpen ? <ToFilePanel caseFile={file} /> : null}
    </>
  )
}

function sizeOf(documents: CaseFileDetail['documents']): { documents: number; pages: number } {
  return { documents: documents.length, pages: documents.reduce((sum, { pages }) => sum + pages.length, 0) }
}

function reasonOf(state: CaseFileDetail['file']['state']): 'returned' | 'reopened' {
  return state === 'returned' ? 'returned' : 'reopened'
}
