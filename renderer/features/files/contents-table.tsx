import { FolderMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFileDetail } from '../../../domain/api.ts'
import { type Document, documentCode, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { documentName, typeName } from '../../parts/names.ts'
import { formatDate } from '../../state/date-text.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table, type TableColumn } from '../../ui/table.tsx'
import styles from './files.module.css'

/** The contents list (mục lục văn bản) of a case file, in the columns of the law's form. */
export function ContentsTable({ detail }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const openPage = useApp((state) => state.openPage)
  const fileDocument = useApp((state) => state.fileDocument)
  const { documents, file } = detail
  const orders = new Map(documents.map((document, index) => [document.id, index + 1]))
  const verdicts = detail.deposit?.verdicts ?? {}
  const text = (document: Document, name: 'issuer' | 'subject' | 'type'): string => fieldValue(document, name)
  const columns: readonly TableColumn<Document>[] = [
    { id: 'order', name: t('contents.order'), width: '56px', render: ({ id }) => orders.get(id) },
    { id: 'code', name: t('contents.code'), width: '150px', render: documentCode },
    {
      id: 'date',
      name: t('contents.date'),
      width: '110px',
      render: (document) => formatDate(fieldValue(document, 'issuedDate')),
    },
    {
      id: 'subject',
      name: t('contents.subject'),
      render: (document) => (
        <>
          {[typeName(authority, text(document, 'type')), text(document, 'subject')].filter(Boolean).join(' ')}
          {verdicts[document.id]?.hasPassed === false ? (
            <p className={styles['verdict']}>
              {t('contents.failed', { reason: verdicts[document.id]?.reason ?? '' })}
            </p>
          ) : null}
        </>
      ),
    },
    {
      id: 'issuer',
      name: t('contents.issuer'),
      width: '180px',
      render: (document) => text(document, 'issuer'),
    },
    {
      id: 'pages',
      name: t('contents.pages'),
      width: '72px',
      align: 'end',
      render: ({ pages }) => pages.length,
    },
  ]
  const takeOut: TableColumn<Document> = {
    id: 'out',
    name: t('contents.actions'),
    width: '84px',
    render: (document) => (
      <IconButton
        label={t('contents.take-out', { name: documentName(t, authority, document) })}
        icon={<FolderMinus />}
        onPress={() => void fileDocument(document, null, documentName(t, authority, document))}
      />
    ),
  }
  return (
    <Panel title={t('contents.title', { count: documents.length })} isFlush>
      <Table
        label={t('contents.title', { count: documents.length })}
        rows={documents}
        rowId={({ id }) => id}
        rowText={(document) => documentName(t, authority, document)}
        columns={file.state === 'open' ? [...columns, takeOut] : columns}
        empty={t('contents.empty')}
        onOpen={(document) => void openPage(document, 0)}
      />
    </Panel>
  )
}
