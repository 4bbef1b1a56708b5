import type { TFunction } from 'i18next'
import { FolderMinus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetNumbers } from '../../../domain/assemble-api.ts'
import { type ContentsRow, contentsList } from '../../../domain/contents-list.ts'
import type { CaseFileDetail } from '../../../domain/desk-rows.ts'
import type { Failing } from '../../../domain/records/deposit.ts'
import type { Document } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { failingText } from '../../parts/failing-text.ts'
import { longListOf } from '../../parts/long-list.ts'
import { documentName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { sheetSpanText } from '../../parts/sheet-span.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import type { Paged } from '../../state/paged.ts'
import { isAllowed } from '../../state/rights.ts'
import { failedPage } from '../../state/verdict-slice.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { LongTable } from '../../ui/long-table.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { RowChoice } from '../../ui/row-choice.ts'
import type { TableColumn } from '../../ui/table.tsx'
import { ContentsBar } from './contents-bar.tsx'
import styles from './files.module.css'
import { SheetFaults } from './sheet-faults.tsx'

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
  const canFile = useApp((state) => isAllowed(state, 'fileDocument'))
  const isOpen = detail.file.state === 'open' && canFile
  const nameOf = (document: Document): string => documentName(t, authority, document)
  const rows = useContentsRows(documents)
  const columns = useMemo(() => columnsOf(t, rows, detail.failed), [t, rows, detail.failed])
  const choice = useRowChoice(isOpen)
  const takeOut: TableColumn<Document> = {
    id: 'out',
    name: t('contents.out'),
    width: '58px',
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
      {isOpen && documents.total > 0 ? <ContentsBar /> : null}
      <SheetFaults />
      <LongTable
        label={title}
        list={longListOf(documents, see)}
        waitingText={t('common.fetching')}
        rowId={({ id }) => id}
        rowText={nameOf}
        columns={isOpen ? [...columns, takeOut] : columns}
        empty={t('contents.empty')}
        choice={choice}
        onOpen={(document) => void openPage(document, pageToOpen(document, detail.failed[document.id]))}
      />
    </Panel>
  )
}

const noNumbers: SheetNumbers = { spans: {}, total: 0, doubled: [], missing: [] }

/** The rows of the documents that were fetched, each with its place in the whole. */
function useContentsRows(documents: Paged<Document>): ReadonlyMap<string, ContentsRow> {
  const authority = useApp((state) => state.authority)
  const numbers = useApp((state) => readyValue(state.sheetNumbers)) ?? noNumbers
  return useMemo(() => {
    const spans = new Map(Object.entries(numbers.spans))
    const types = readyValue(authority)?.documentTypes.entries ?? []
    const listed = contentsList({ documents: [...documents.rows.values()] }, { spans }, types)
    const places = new Map([...documents.rows].map(([index, { id }]) => [id, index + 1]))
    return new Map(listed.map((row) => [row.id, { ...row, ordinal: places.get(row.id) ?? row.ordinal }]))
  }, [documents, authority, numbers])
}

function useRowChoice(isOpen: boolean): RowChoice | null {
  const { t } = useTranslation()
  const chosen = useApp((state) => state.chosenDocuments)
  const choose = useApp((state) => state.chooseDocuments)
  const reorder = useApp((state) => state.reorder)
  if (!isOpen) return null
  return {
    chosen,
    onChoose: choose,
    words: {
      column: t('contents.choose'),
      box: (name) => t('contents.choose-one', { name }),
      handle: (name) => t('contents.drag', { name }),
    },
    onDrop: (ids, before) => void reorder({ kind: 'dropped', documents: [...ids], before }),
  }
}

function columnsOf(
  t: TFunction,
  rows: ReadonlyMap<string, ContentsRow>,
  failed: CaseFileDetail['failed'],
): readonly TableColumn<Document>[] {
  const of = ({ id }: Document): ContentsRow | undefined => rows.get(id)
  return [
    { id: 'order', name: t('contents.order'), width: '44px', render: (document) => of(document)?.ordinal },
    { id: 'code', name: t('contents.code'), width: '112px', render: (document) => of(document)?.code },
    {
      id: 'date',
      name: t('contents.date'),
      width: '102px',
      render: (document) => formatDate(of(document)?.date ?? ''),
    },
    {
      id: 'subject',
      name: t('contents.subject'),
      render: (document) => (
        <>
          {of(document)?.typeAndSubject}
          <FailedVerdict document={document} failing={failed[document.id]} />
        </>
      ),
    },
    { id: 'issuer', name: t('contents.issuer'), width: '13%', render: (document) => of(document)?.author },
    {
      id: 'sheets',
      name: t('contents.sheets'),
      width: '58px',
      align: 'end',
      render: (document) => sheetSpanText(of(document)?.sheets ?? null),
    },
    { id: 'note', name: t('contents.note'), width: '72px', render: (document) => of(document)?.note },
  ]
}

function FailedVerdict({
  document,
  failing,
}: {
  readonly document: Document
  readonly failing: Failing | undefined
}) {
  const { t } = useTranslation()
  if (failing === undefined) return null
  return <p className={styles['verdict']}>{failingText(t, failing, document)}</p>
}

/** A document that did not pass opens at the page that the archive named. */
function pageToOpen(document: Document, failing: Failing | undefined): number {
  return failing === undefined ? 0 : (failedPage(document, failing) ?? 0)
}
