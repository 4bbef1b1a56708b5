import type { TFunction } from 'i18next'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Authority } from '../../../domain/authority.ts'
import type { CaseListRow, DocumentListRow, ListName } from '../../../domain/list-api.ts'
import { formatCount } from '../../parts/format.ts'
import { retentionName, typeName } from '../../parts/names.ts'
import { placeText } from '../../parts/place-text.ts'
import type { Remote } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import type { ColumnId } from '../../state/list-columns.ts'
import type { ListRow } from '../../state/list-state.ts'
import styles from './grid.module.css'

export interface Wording {
  readonly t: TFunction
  readonly authority: Remote<Authority>
}

/** Columns of numbers stand at the right. */
export const numbers: ReadonlySet<string> = new Set([
  'year',
  'documents',
  'pages',
  'sheets',
  'missing',
  'number',
  'doubt',
])

/** What a column is called in its list. */
export function columnName(t: TFunction, list: ListName, id: ColumnId): string {
  return list === 'documents' && id === 'notation' ? t('lists.sign') : t(`lists.column.${id}`)
}

type Cells<Row> = Readonly<Record<string, (row: Row, wording: Wording) => ReactNode>>

const caseCells: Cells<CaseListRow> = {
  notation: (row) => row.notation,
  title: (row) => row.title,
  year: (row) => row.year,
  retention: (row, { authority }) => retentionName(authority, row.retention),
  state: (row, { t }) => t(`lists.state.${row.state}`),
  startDate: (row) => formatDate(row.startDate ?? ''),
  endDate: (row) => formatDate(row.endDate ?? ''),
  documents: (row) => formatCount(row.documents),
  pages: (row) => formatCount(row.pages),
  sheets: (row) => formatCount(row.sheets),
  maker: (row) => row.maker,
  place: (row, { t }) => placeText(t, row.place),
  missing: (row) => lack(row.missing),
}

const documentCells: Cells<DocumentListRow> = {
  number: (row) => row.number,
  notation: (row) => row.notation,
  issuedDate: (row) => formatDate(row.issuedDate),
  type: (row, { authority }) => typeName(authority, row.type),
  issuer: (row) => row.issuer,
  subject: (row) => row.subject,
  signer: (row) => row.signer,
  caseFile: ({ caseFile }, { t }) =>
    caseFile === null ? t('lists.no-file') : `${caseFile.notation} ${caseFile.title}`,
  pages: (row) => formatCount(row.pages),
  doubt: (row) => lack(row.doubt),
}

/** What stands in a cell. */
export function cellOf(wording: Wording, column: string, row: ListRow): ReactNode {
  return 'subject' in row ? documentCells[column]?.(row, wording) : caseCells[column]?.(row, wording)
}

/** Nothing that lacks is no news. */
function lack(count: number): ReactNode {
  if (count === 0) return '–'
  return (
    <span className={styles['lacks']}>
      <TriangleAlert aria-hidden="true" /> {formatCount(count)}
    </span>
  )
}
