import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Authority } from '../../../domain/authority.ts'
import { Fault } from '../../../domain/fault.ts'
import type { CaseListRow, DocumentListRow, ListExport } from '../../../domain/list-api.ts'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'
import { type ChosenRows, chosenRows } from './chosen-rows.ts'
import { writeListWorkbook } from './list-workbook.ts'
import { caseRow, documentRow } from './listed-rows.ts'

interface ExportPorts {
  readonly records: Records
  readonly authority: () => Authority
  readonly surroundings: Pick<Surroundings, 'clock'>
  readonly doubted: () => readonly string[]
  readonly believed: (file: CaseFile) => CaseFile
}

type Cell = string | number

/** Writes what is chosen as a workbook, row by row, all of it. @throws Fault 'conflict' where rows went while it was written */
export async function exportChosen(
  ports: ExportPorts,
  { selection, columns, words, folder }: ListExport,
): Promise<{ readonly file: string; readonly written: number }> {
  const { list } = selection.query
  const chosen = await chosenRows(
    { lists: ports.records.catalogue.lists, doubted: ports.doubted() },
    selection,
  )
  const texts = { ...cellTexts(ports.authority()), words }
  const cellsOf = list === 'cases' ? caseCells : documentCells
  const file = `${fileNames[list]}-${isoNow(ports.surroundings.clock).replace(/\D/g, '').slice(0, 14)}.xlsx`
  const written = await writeListWorkbook({
    folder,
    name: file,
    sheet: list === 'cases' ? 'Hồ sơ' : 'Văn bản',
    columns: columns.map(({ id, name }) => ({ name, width: widths[id] ?? 14 })),
    createdMs: ports.surroundings.clock.nowMs(),
    rows: rowsOf(ports, { chosen, list }, (row) => columns.map(({ id }) => cellsOf(row, id, texts))),
  })
  if (written !== chosen.count)
    throw new Fault('conflict', 'rows went meanwhile', { detail: { reason: 'changed' } })
  return { file, written }
}

const fileNames = { cases: 'danh-sach-ho-so', documents: 'danh-sach-van-ban' } as const
const widths: Readonly<Record<string, number>> = {
  title: 60,
  subject: 60,
  issuer: 34,
  maker: 24,
  place: 26,
  caseFile: 40,
}

interface Source {
  readonly chosen: ChosenRows
  readonly list: 'cases' | 'documents'
}

type Row = CaseListRow | DocumentListRow

async function* rowsOf(
  { records, believed }: ExportPorts,
  { chosen, list }: Source,
  cells: (row: Row) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  for (const ids of chosen.pieces()) {
    const rows = records.catalogue.lists.listed(list, ids)
    for (const id of ids) {
      const listed = rows.get(id)
      if (listed === undefined) continue
      yield cells(list === 'cases' ? caseRow(records, listed, believed) : documentRow(records, listed))
    }
    await nextTurn()
  }
}

interface CellTexts {
  readonly retention: (code: string) => string
  readonly type: (code: string) => string
  readonly words: Readonly<Record<string, string>>
}

function cellTexts({ retentions, documentTypes }: Authority): Omit<CellTexts, 'words'> {
  const namer =
    (entries: readonly { readonly code: string; readonly name: string }[]) =>
    (code: string): string =>
      entries.find((entry) => entry.code === code)?.name ?? code
  return { retention: namer(retentions.entries), type: namer(documentTypes.entries) }
}

const day = (iso: string | null): string => (iso ?? '').replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')

/** The row says of which list it is; the columns come from the window, so any name may stand there. */
function caseCells(row: Row, column: string, texts: CellTexts): Cell {
  if (!('documents' in row)) return ''
  const { place } = row
  const cells: Readonly<Record<string, Cell>> = {
    ...row,
    retention: texts.retention(row.retention),
    state: texts.words[row.state] ?? row.state,
    startDate: day(row.startDate),
    endDate: day(row.endDate),
    place: place === null ? '' : [place.store, place.shelf, place.box].filter(Boolean).join(', '),
  }
  return Object.hasOwn(cells, column) ? (cells[column] ?? '') : ''
}

function documentCells(row: Row, column: string, texts: CellTexts): Cell {
  if (!('subject' in row)) return ''
  const cells: Readonly<Record<string, Cell>> = {
    ...row,
    issuedDate: day(row.issuedDate),
    type: texts.type(row.type),
    caseFile: row.caseFile === null ? '' : `${row.caseFile.notation} ${row.caseFile.title}`,
  }
  return Object.hasOwn(cells, column) ? (cells[column] ?? '') : ''
}
