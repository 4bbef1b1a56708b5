import { ShieldAlert } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import { type Document, documentCode, fieldValue, type Isolation } from '../../../domain/records/document.ts'
import { Badge } from '../../../renderer/ui/badge.tsx'
import { classes } from '../../../renderer/ui/classes.ts'
import { useConsole } from '../console-store.ts'
import { documentsOf } from '../state/deposit-stage.ts'
import { failingText } from '../view/failing-text.ts'
import { formatCount, formatDate, formatInstant } from '../view/format.ts'
import styles from './contents-table.module.css'
import { VerdictBadge } from './verdict-badge.tsx'

const columns = [
  { id: 'ordinal', name: 'STT', width: '40px' },
  { id: 'code', name: 'Số, ký hiệu', width: '106px' },
  { id: 'date', name: 'Ngày', width: '98px' },
  { id: 'subject', name: 'Tên loại, trích yếu', width: '' },
  { id: 'issuer', name: 'Tác giả', width: '104px' },
  { id: 'pages', name: 'Trang', width: '54px' },
  { id: 'verdict', name: 'Kết quả', width: '122px' },
] as const

/** Mục lục văn bản: every document in its order, case file by case file. The arrow keys go from one to the next. */
export function ContentsTable({ detail }: { readonly detail: DepositDetail }) {
  const place = useConsole((state) => state.place)
  const showDocument = useConsole((state) => state.showDocument)
  const isOne = detail.files.length === 1
  const ref = useRef<HTMLTableElement>(null)
  const current = place?.document ?? null
  useFocusOnCurrent(ref, current, detail.deposit.outcome === null)

  return (
    <Table
      ref={ref}
      aria-label="Mục lục văn bản"
      className={styles['table'] ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      disabledBehavior="all"
      selectedKeys={current === null ? [] : [current]}
      onSelectionChange={(keys) => {
        const chosen = documentsOf(detail).find(({ id }) => keys !== 'all' && keys.has(id))
        if (chosen !== undefined) showDocument(chosen.id)
      }}
    >
      <TableHeader>
        {columns.map(({ id, name, width }) => (
          <Column
            key={id}
            id={id}
            isRowHeader={id === 'code'}
            className={styles['head'] ?? ''}
            style={width === '' ? {} : { width }}
          >
            {name}
          </Column>
        ))}
      </TableHeader>
      <TableBody>
        {detail.files.flatMap((contents) => [
          ...(isOne ? [] : [<FileRow key={contents.file.id} contents={contents} />]),
          ...rowsOf(contents.documents).map((row) => (
            <DocumentRow key={row.document.id} row={row} verdict={detail.deposit.verdicts[row.document.id]} />
          )),
        ])}
      </TableBody>
    </Table>
  )
}

/**
 * On opening, the document shown takes the focus, so that the arrow keys work at once; then the focus goes with it.
 * @param room what changes the room the table has, so that the row stays in sight
 */
function useFocusOnCurrent(
  ref: RefObject<HTMLTableElement | null>,
  current: string | null,
  room: boolean,
): void {
  const isOpened = useRef(false)
  useEffect(() => {
    // The table draws its rows after it is mounted.
    const frame = requestAnimationFrame(() => {
      const row = ref.current?.querySelector<HTMLElement>('[role=row][aria-selected=true]')
      if (row === null || row === undefined) return
      const isHere = document.activeElement === document.body || ref.current?.contains(document.activeElement)
      if (!isOpened.current || isHere === true) row.focus()
      isOpened.current = true
      row.scrollIntoView({ block: 'nearest' })
    })
    return () => cancelAnimationFrame(frame)
  }, [ref, current, room])
}

type FileContents = DepositDetail['files'][number]

function FileRow({ contents: { file, fileCode, documents } }: { readonly contents: FileContents }) {
  return (
    <Row id={file.id} textValue={file.title} isDisabled>
      <Cell colSpan={columns.length} className={styles['fileCell'] ?? ''}>
        <span className={styles['fileTitle']}>{file.title}</span>
        <span className={styles['fileCode']}>
          {fileCode} · {formatCount(documents.length)} văn bản
        </span>
      </Cell>
    </Row>
  )
}

interface ContentsRow {
  readonly document: Document
  readonly ordinal: number
  /** Pages of the case file that the document takes, such as `3-5`. */
  readonly pages: string
}

function rowsOf(documents: readonly Document[]): readonly ContentsRow[] {
  return documents.map((document, index) => {
    const before = documents.slice(0, index).reduce((sum, { pages }) => sum + pages.length, 0)
    const count = document.pages.length
    const pages = count === 1 ? `${before + 1}` : `${before + 1}-${before + count}`
    return { document, ordinal: index + 1, pages: count === 0 ? '' : pages }
  })
}

function DocumentRow({
  row: { document, ordinal, pages },
  verdict,
}: {
  readonly row: ContentsRow
  readonly verdict: DepositDetail['deposit']['verdicts'][string] | undefined
}) {
  const typeNames = useConsole((state) => state.typeNames)
  const { isolated } = document
  if (isolated !== undefined) return <IsolatedRow id={document.id} ordinal={ordinal} isolated={isolated} />
  const type = fieldValue(document, 'type')
  const subject = fieldValue(document, 'subject')
  const cell = styles['cell'] ?? ''
  return (
    <Row id={document.id} textValue={`${documentCode(document)} ${subject}`} className={styles['row'] ?? ''}>
      <Cell className={cell}>{ordinal}</Cell>
      <Cell className={cell}>
        <span className={styles['code']}>{documentCode(document) || '–'}</span>
      </Cell>
      <Cell className={classes(cell, styles['date'])}>
        {formatDate(fieldValue(document, 'issuedDate')) || '–'}
      </Cell>
      <Cell className={cell}>
        <span className={styles['type']}>{typeNames[type] ?? type}</span>
        <span className={styles['subject']}>{subject}</span>
      </Cell>
      <Cell className={cell}>{fieldValue(document, 'issuer') || '–'}</Cell>
      <Cell className={cell}>{pages}</Cell>
      <Cell className={cell}>
        <VerdictBadge verdict={verdict} />
        {verdict?.hasPassed === false ? (
          <span className={styles['reason']}>{failingText(verdict, document)}</span>
        ) : null}
      </Cell>
    </Row>
  )
}

/** A gap in the list: that something was there and since when nobody sees it, and nothing of what it is. */
function IsolatedRow({
  id,
  ordinal,
  isolated,
}: {
  readonly id: string
  readonly ordinal: number
  readonly isolated: Isolation
}) {
  const cell = styles['cell'] ?? ''
  return (
    <Row id={id} textValue="Đã cách ly" className={styles['row'] ?? ''}>
      <Cell className={cell}>{ordinal}</Cell>
      <Cell className={cell}>
        <span className={styles['code']}>Đã cách ly</span>
      </Cell>
      <Cell className={cell}>–</Cell>
      <Cell className={cell}>
        <Badge tone="warn" icon={<ShieldAlert />}>
          Cách ly lúc {formatInstant(isolated.at)}
        </Badge>
      </Cell>
      <Cell className={cell}>–</Cell>
      <Cell className={cell}>–</Cell>
      <Cell className={cell}>–</Cell>
    </Row>
  )
}
