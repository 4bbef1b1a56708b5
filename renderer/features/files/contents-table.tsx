import type { TFunction } from 'i18next'
import { FolderMinus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Authority } from '../../../domain/authority.ts'
import type { CaseFileDetail } from '../../../domain/desk-rows.ts'
import { type Document, documentCode, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { longListOf } from '../../parts/long-list.ts'
import { documentName, typeName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import type { Remote } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import type { Paged } from '../../state/paged.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { LongTable } from '../../ui/long-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import styles from './files.module.css'

/** The contents list (mục lục văn bản) of a case file, in the columns of the law's form. */
export function ContentsTable({ detail }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const contents = useApp((state) => state.contents)
  return (
    <RemoteView remote={contents} loadingText={t('files.loading-contents', { count: detail.documents })}>
      {(documents) => <DocumentTable detail={detail} documents={documents} />}
    </RemoteView>
  )
}

function DocumentTable({
  detail,
  documents,
}: {
  readonly detail: CaseFileDetail
  readonly documents: Paged<Document>
}) {
  const { t } = useTranslation()
  const see = useApp((state) => state.seeContents)
  const authority = useApp((state) => state.authority)
  const openPage = useApp((state) => state.openPage)
  const fileDocument = useApp((state) => state.fileDocument)
  const { file, failed } = detail
  const nameOf = (document: Document): string => documentName(t, authority, document)
  const columns = useMemo(
    () => columnsOf(t, authority, { documents, failed }),
    [t, authority, documents, failed],
  )
  const takeOut: TableColumn<Document> = {
    id: 'out',
    name: t('contents.out'),
    width: '68px',
    render: (document) => (
      <IconButton
        label={t('contents.take-out', { name: nameOf(document) })}
        icon={<FolderMinus />}
        onPress={() => void fileDocument(document, null, nameOf(document))}
      />
    ),
  }
  const title = t('contents.title', { count: documents.total })
  return (
    <Panel title={title} isFlush>
      <LongTable
        label={title}
        list={longListOf(documents, see)}
        waitingText={t('common.fetching')}
        rowId={({ id }) => id}
        rowText={nameOf}
        columns={file.state === 'open' ? [...columns, takeOut] : columns}
        empty={t('contents.empty')}
        onOpen={(document) => void openPage(document, 0)}
      />
    </Panel>
  )
}

function columnsOf(
  t: TFunction,
  authority: Remote<Authority>,
  { documents, failed }: Pick<CaseFileDetail, 'failed'> & { readonly documents: Paged<Document> },
): readonly TableColumn<Document>[] {
  const orders = new Map([...documents.rows].map(([index, { id }]) => [id, index + 1]))
  const kindAndSubject = (document: Document): string =>
    [typeName(authority, fieldValue(document, 'type')), fieldValue(document, 'subject')]
      .filter(Boolean)
      .join(' ')
  return [
    { id: 'order', name: t('contents.order'), width: '48px', render: ({ id }) => orders.get(id) },
    { id: 'code', name: t('contents.code'), width: '124px', render: documentCode },
    {
      id: 'date',
      name: t('contents.date'),
      width: '102px',
      render: (document) => formatDate(fieldValue(document, 'issuedDate')),
    },
    {
      id: 'subject',
      name: t('contents.subject'),
      render: (document) => (
        <>
          {kindAndSubject(document)}
          <FailedVerdict reason={failed[document.id]} />
        </>
      ),
    },
    {
      id: 'issuer',
      name: t('contents.issuer'),
      width: '19%',
      render: (document) => fieldValue(document, 'issuer'),
    },
    {
      id: 'pages',
      name: t('contents.pages'),
      width: '62px',
      align: 'end',
      render: ({ pages }) => pages.length,
    },
  ]
}

function FailedVerdict({ reason }: { readonly reason: string | undefined }) {
  const { t } = useTranslation()
  if (reason === undefined) return null
  return <p className={styles['verdict']}>{t('contents.failed', { reason })}</p>
}
