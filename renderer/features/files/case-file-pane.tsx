import { Archive, FileX2, FolderCheck, FolderOpen, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { noteOf } from '../../../domain/contents-list.ts'
import type { CaseFileDetail } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { CommandButton } from '../../parts/command-button.tsx'
import { DescriptionForm } from '../../parts/description-form.tsx'
import { retentionName } from '../../parts/names.ts'
import { formatDate } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AccessControl } from './access-control.tsx'
import { ContentsTable } from './contents-table.tsx'
import { DepositHistory } from './deposit-history.tsx'
import { ExcludedBanner } from './excluded-banner.tsx'
import { FileTools } from './file-tools.tsx'
import styles from './files.module.css'
import { LifePanel } from './life-panel.tsx'
import { PlaceFact } from './place-fact.tsx'
import { ShortcomingList } from './shortcoming-list.tsx'
import { SignatureControl } from './signature-control.tsx'
import { SpotFocus } from './spot-focus.tsx'
import { ToFilePanel } from './to-file-panel.tsx'

/** One case file: its head, what is still missing, its contents list, and what can be done with it now. */
export function CaseFilePane({ detail }: { readonly detail: CaseFileDetail }) {
  const { file } = detail
  const isOpen = file.state === 'open'
  const isElectronic = isOpen && file.excluded === null
  const isKept = file.state === 'closed' || file.state === 'returned'
  return (
    <>
      <Panel
        title={`${file.notation} ${file.title}`}
        actions={
          <div className={styles['actions']}>
            {isOpen ? <CommandButton id="edit-head" icon={<Pencil />} /> : null}
            {isElectronic ? <CommandButton id="exclude-file" icon={<FileX2 />} /> : null}
            {isElectronic ? <CommandButton id="close-file" kind="primary" icon={<FolderCheck />} /> : null}
            {isKept ? <CommandButton id="reopen-file" icon={<FolderOpen />} /> : null}
            {isKept ? <CommandButton id="deposit-file" kind="primary" icon={<Archive />} /> : null}
          </div>
        }
      >
        <div className={styles['head']}>
          <HeadFacts detail={detail} />
          <FileTools />
          {isElectronic ? <SignatureControl file={file} /> : null}
          <StateReason detail={detail} />
          <ExcludedBanner file={file} />
          <LifePanel />
          <DescriptionForm id={file.id} />
        </div>
      </Panel>
      {isElectronic ? <ShortcomingList detail={detail} /> : null}
      <SpotFocus />
      <ContentsTable detail={detail} />
      <DepositHistory />
      {isOpen ? <ToFilePanel caseFile={file} /> : null}
    </>
  )
}

function HeadFacts({ detail: { file, fileCode, documents, pages } }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const { startDate, endDate } = file
  const dates =
    startDate === null || endDate === null
      ? t('files.dates-later')
      : t('files.dates-span', { start: formatDate(startDate), end: formatDate(endDate) })
  return (
    <Facts
      facts={[
        { name: t('files.state'), value: <CaseStateBadge state={file.state} /> },
        { name: t('files.code'), value: fileCode },
        { name: t('files.access'), value: <AccessControl file={file} /> },
        { name: t('files.retention'), value: retentionName(authority, file.retention) },
        { name: t('files.maker'), value: file.maker === '' ? t('common.none') : file.maker },
        { name: t('files.dates'), value: dates },
        { name: t('files.place'), value: <PlaceFact file={file} /> },
        ...(noteOf(file) === '' ? [] : [{ name: t('files.note'), value: noteOf(file) }]),
        { name: t('files.size'), value: t('files.size-of', { documents, pages }) },
      ]}
    />
  )
}

/** Why the file is in its state, where somebody said so. */
function StateReason({ detail: { file, deposit } }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  if (file.state === 'accepted') {
    return (
      <Banner tone="ok" title={t('files.accepted', { number: deposit?.outcome?.receiptNumber ?? '' })}>
        {t('files.accepted-text')}
      </Banner>
    )
  }
  if (file.stateReason === null) return null
  const isReturned = file.state === 'returned'
  return (
    <Banner
      tone={isReturned ? 'warn' : 'info'}
      title={t(isReturned ? 'files.reason.returned' : 'files.reason.reopened')}
    >
      {file.stateReason}
    </Banner>
  )
}
