import { Fault } from './fault.ts'
import { foldText } from './fold-text.ts'
import type { SheetRow } from './plan-import.ts'
import type { Issuer } from './records/issuer.ts'

type IssuerRefusal = 'name-missing' | 'name-exists' | 'date-unreadable' | 'dates-reversed'
/** `successorName` is as it is written: it may be a row further below. */
export type ImportedIssuer = Omit<Issuer, 'id' | 'successor'> & { readonly successorName: string }

export type IssuerRow = { readonly number: number; readonly text: string } & (
  | { readonly kind: 'taken'; readonly issuer: ImportedIssuer }
  | { readonly kind: 'refused'; readonly reason: IssuerRefusal }
)

const columnNames = {
  name: ['ten co quan', 'co quan ban hanh', 'ten'],
  aliases: ['ten khac', 'ten goi khac'],
  code: ['ma'],
  validFrom: ['tu ngay', 'hieu luc tu', 'thanh lap'],
  validTo: ['den ngay', 'giai the', 'hieu luc den'],
  successor: ['co quan ke thua', 'ke thua', 'nay la'],
} as const
type ColumnName = keyof typeof columnNames
type Columns = Readonly<Record<ColumnName, number>>

/**
 * Reads a list of issuers: Tên cơ quan | Tên khác | Mã | Từ ngày | Đến ngày | Kế thừa, in any order; only the name must
 * be there. Other names are separated by semicolons.
 * @param existing what the list has already, by folded name and first day
 * @throws Fault 'invalid-input' with the reason `issuer-columns`
 */
export function issuerRowsOf(rows: readonly SheetRow[], existing: readonly Issuer[]): readonly IssuerRow[] {
  const at = rows.findIndex((row) => columnsOf(row) !== null)
  const columns = rows[at] === undefined ? null : columnsOf(rows[at])
  if (columns === null) {
    throw new Fault('invalid-input', 'no line of column names', { detail: { reason: 'issuer-columns' } })
  }
  const known = new Set(existing.map(({ name, validFrom }) => keyOf(name, validFrom)))
  return rows.slice(at + 1).flatMap((row) => {
    const text = row.cells.filter(Boolean).join(' · ')
    if (text === '') return []
    const read = readRow(row, columns, known)
    if (read.kind === 'taken') known.add(keyOf(read.issuer.name, read.issuer.validFrom))
    return [{ number: row.number, text, ...read }]
  })
}

function keyOf(name: string, validFrom: string | null): string {
  return `${foldText(name)} ${validFrom ?? ''}`
}

function columnsOf({ cells }: SheetRow): Columns | null {
  const folded = cells.map(foldText)
  const place = (name: ColumnName): number =>
    folded.findIndex((cell) =>
      columnNames[name].some((word) =>
        word === 'ma' || word === 'ten' ? cell.startsWith(word) : cell.includes(word),
      ),
    )
  const columns = {
    name: place('name'),
    aliases: place('aliases'),
    code: place('code'),
    validFrom: place('validFrom'),
    validTo: place('validTo'),
    successor: place('successor'),
  }
  const others = Object.values(columns).filter((column) => column !== -1)
  return columns.name !== -1 && others.length >= 2 ? columns : null
}

type Read =
  | { readonly kind: 'taken'; readonly issuer: ImportedIssuer }
  | { readonly kind: 'refused'; readonly reason: IssuerRefusal }

function readRow({ cells }: SheetRow, columns: Columns, known: ReadonlySet<string>): Read {
  const text = (name: ColumnName): string => cells[columns[name]]?.trim() ?? ''
  const name = text('name')
  const validFrom = isoDay(text('validFrom'))
  const validTo = isoDay(text('validTo'))
  if (name === '') return { kind: 'refused', reason: 'name-missing' }
  if (validFrom === undefined || validTo === undefined) return { kind: 'refused', reason: 'date-unreadable' }
  if (validFrom !== null && validTo !== null && validFrom > validTo) {
    return { kind: 'refused', reason: 'dates-reversed' }
  }
  if (known.has(keyOf(name, validFrom))) return { kind: 'refused', reason: 'name-exists' }
  const aliases = text('aliases')
    .split(';')
    .map((alias) => alias.trim())
    .filter(Boolean)
  const issuer = { name, aliases, code: text('code'), validFrom, validTo, successorName: text('successor') }
  return { kind: 'taken', issuer }
}

/** Day 0 of the days that Excel counts, in milliseconds. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/** `30/6/2025`, `2025-06-30` or Excel's 45838 as ISO 8601; null for nothing, undefined for what is no day. */
export function isoDay(text: string): string | null | undefined {
  if (text === '') return null
  if (/^\d{4,5}$/.test(text))
    return new Date(EXCEL_EPOCH_MS + Number(text) * DAY_MS).toISOString().slice(0, 10)
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  const [, day, month, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? []
  const parts = iso === null ? [year, month, day] : iso.slice(1, 4)
  const [y = '', m = '', d = ''] = parts.map((part) => (part ?? '').padStart(2, '0'))
  const date = new Date(`${y}-${m}-${d}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(d)) return undefined
  return `${y}-${m}-${d}`
}
