import { FolderInput } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { type Document, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { longListOf } from '../../parts/long-list.ts'
import { documentName } from '../../parts/names.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { Button } from '../../ui/button.tsx'
import { LongTable } from '../../ui/long-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { TableColumn } from '../../ui/table.tsx'

/** Accepted documents that are in no case file; with an open case file beside them, one press puts them in. */
export function ToFilePanel({ caseFile }: { readonly caseFile: CaseFile | null }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const documents = useApp((state) => readyValue(state.toFile))
  const fileDocument = useApp((state) => state.fileDocument)
  const openPage = useApp((state) => state.openPage)
  const see = useApp((state) => state.seeToFile)
  if (documents === null || documents.total === 0) return null
  const columns: readonly TableColumn<Document>[] = [
    {
      id: 'name',
      name: t('contents.code'),
      width: '220px',
      render: (document) => documentName(t, authority, document),
    },
    {
      id: 'date',
      name: t('contents.date'),
      width: '110px',
      render: (document) => formatDate(fieldValue(document, 'issuedDate')),
    },
    { id: 'subject', name: t('field.subject'), render: (document) => fieldValue(document, 'subject') },
  ]
  const putIn = (file: CaseFile): TableColumn<Document> => ({
    id: 'put',
    name: t('contents.actions'),
    width: '190px',
    render: (document) => (
      <Button
        size="small"
        icon={<FolderInput />}
        onPress={() => void fileDocument(document, file.id, documentName(t, authority, document))}
      >
        {t('to-file.put-in', { notation: file.notation })}
      </Button>
    ),
  })
  const title = t('to-file.title', { count: documents.total })
  return (
    <Panel title={title} isFlush>
      <LongTable
        label={title}
        list={longListOf(documents, see)}
        waitingText={t('common.fetching')}
        rowId={({ id }) => id}
        rowText={(document) => documentName(t, authority, document)}
        columns={caseFile === null ? columns : [...columns, putIn(caseFile)]}
        empty={t('to-file.none')}
        onOpen={(document) => void openPage(document, 0)}
      />
    </Panel>
  )
}
