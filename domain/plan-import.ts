import type { CodeName } from './authority.ts'
import { Fault } from './fault.ts'
import { foldText } from './fold-text.ts'
import { notationKey } from './notation-number.ts'
import { headingLevels, joinHeading, romanNumeral } from './plan-headings.ts'

/** One row of a sheet: its number in the sheet, from 1, and the texts of its cells from column A on. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly string[]
}

export const refusals = [
  'notation-missing',
  'notation-twice',
  'notation-exists',
  'title-missing',
  'title-long',
  'retention-missing',
  'retention-unknown',
  'unreadable',
] as const
export type PlanRefusal = (typeof refusals)[number]

export interface ImportedEntry {
  readonly heading: string
  readonly notation: string
  readonly title: string
  /** Code of the scale. */
  readonly retention: string
  readonly maker: string
  readonly note: string
}

/** What becomes of a row: a heading for those below it, an entry, or nothing with the reason. */
export type PlanRow = { readonly number: number; readonly text: string } & (
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'taken'; readonly entry: ImportedEntry }
  | { readonly kind: 'refused'; readonly reason: PlanRefusal }
)

/** A code of the scale of retention with its years; null for ever. */
export type Scale = readonly (CodeName & { readonly years: number | null })[]

interface ImportOptions {
  readonly scale: Scale
  /** Notations that the plan has already. */
  readonly existing: Iterable<string>
}

const MOST_TITLE = 1000
const columnNames = {
  notation: ['so va ky hieu', 'so, ky hieu', 'so ky hieu', 'so/ky hieu'],
  title: ['ten de muc', 'tieu de'],
  retention: ['thoi han'],
  maker: ['nguoi lap', 'don vi lap', 'don vi/ nguoi lap', 'don vi/nguoi lap'],
  note: ['ghi chu'],
} as const
type ColumnName = keyof typeof columnNames
type Columns = Readonly<Partial<Record<ColumnName, number>>>

/**
 * Reads a sheet laid out as the official file plan. Rows above the line of column names and below the closing line are
 * left out; every other row that has text is a heading, taken or refused.
 * @throws Fault 'invalid-input' with the reason `plan-columns` where there is no such line
 */
export function planRowsOf(rows: readonly SheetRow[], options: ImportOptions): readonly PlanRow[] {
  const at = rows.findIndex((row) => columnsOf(row) !== null)
  const columns = rows[at] === undefined ? null : columnsOf(rows[at])
  if (columns === null) {
    throw new Fault('invalid-input', 'no line of column names', { detail: { reason: 'plan-columns' } })
  }
  const known = new Set([...options.existing].map(notationKey))
  const reader = { columns, scale: options.scale, known, seen: new Set<string>(), levels: [] as string[] }
  const read: PlanRow[] = []
  for (const row of rows.slice(at + 1)) {
    const text = row.cells.filter(Boolean).join(' · ')
    if (isEnd(text)) break
    if (text === '' || columnsOf(row) !== null || isRowOfNumbers(row)) continue
    read.push({ number: row.number, text, ...readRow(row, reader) })
  }
  return read
}

function columnsOf({ cells }: SheetRow): Columns | null {
  const folded = cells.map((cell) => foldText(cell).replaceAll(/\s+/g, ' '))
  const place = (name: ColumnName): number =>
    folded.findIndex((cell) => columnNames[name].some((word) => cell.includes(word)))
  const notation = place('notation')
  const title = place('title')
  const retention = place('retention')
  if (notation === -1 || title === -1 || retention === -1 || notation === title) return null
  const others = { maker: place('maker'), note: place('note') }
  const found = Object.entries(others).filter(([, column]) => column !== -1)
  return { notation, title, retention, ...Object.fromEntries(found) }
}

/** `(1) (2) (3)` below the names of the columns. */
function isRowOfNumbers({ cells }: SheetRow): boolean {
  const filled = cells.filter(Boolean)
  return filled.length >= 3 && filled.every((cell) => /^\(?\d\)?$/.test(cell))
}

function isEnd(text: string): boolean {
  return foldText(text).startsWith('danh muc ho so nay co')
}

interface Reader {
  readonly columns: Columns
  readonly scale: Scale
  readonly known: ReadonlySet<string>
  readonly seen: Set<string>
  /** The headings that hold now, the larger first. */
  levels: string[]
}

type Read =
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'taken'; readonly entry: ImportedEntry }
  | { readonly kind: 'refused'; readonly reason: PlanRefusal }

function readRow({ cells }: SheetRow, reader: Reader): Read {
  const { columns } = reader
  const text = (name: ColumnName): string => cells[columns[name] ?? -1]?.trim() ?? ''
  const row = {
    notation: text('notation'),
    title: text('title'),
    retention: text('retention'),
    maker: text('maker'),
    note: text('note'),
  }
  const heading = row.retention === '' && row.maker === '' ? headingIn(row) : null
  if (heading !== null) return takeHeading(heading, reader)
  const reason = refusalOf(row, reader)
  if (reason !== null) return { kind: 'refused', reason }
  reader.seen.add(notationKey(row.notation))
  const retention = retentionCode(row.retention, reader.scale) ?? ''
  return { kind: 'taken', entry: { ...row, retention, heading: joinHeading(reader.levels) } }
}

interface Texts {
  readonly notation: string
  readonly title: string
  readonly retention: string
}

function refusalOf(
  { notation, title, retention }: Texts,
  { scale, known, seen }: Reader,
): PlanRefusal | null {
  if (notation === '' && title === '') return 'unreadable'
  if (notation === '') return 'notation-missing'
  if (title === '') return 'title-missing'
  if (title.length > MOST_TITLE || notation.length > 100) return 'title-long'
  if (retention === '') return 'retention-missing'
  if (retentionCode(retention, scale) === null) return 'retention-unknown'
  if (seen.has(notationKey(notation))) return 'notation-twice'
  return known.has(notationKey(notation)) ? 'notation-exists' : null
}

interface Heading {
  /** 0 the larger, 1 the smaller. */
  readonly level: 0 | 1
  /** '' where it has no numeral of its own. */
  readonly sign: string
  readonly name: string
}

/** A heading stands in one cell with its numeral, or has the numeral in the column of notations. */
function headingIn({ notation, title }: Texts): Heading | null {
  const whole = [notation, title].filter(Boolean).join(' ')
  const numbered = /^([IVXLC]{1,7}|\d{1,2})\s*(?:[.)/-]\s*|\s+)(?=\p{L})(.+)$/u.exec(whole)
  if (numbered !== null) {
    const [, sign = '', name = ''] = numbered
    // `01.TH Báo cáo` is an entry that lacks its retention, `1. Báo cáo` a heading.
    const isNotation = notation !== '' && title !== '' && !/^([IVXLC]{1,7}|\d{1,2})\s*[.)]?$/u.test(notation)
    if (isNotation) return null
    return { level: /^\d/.test(sign) ? 1 : 0, sign, name: name.trim() }
  }
  const isBareName = (notation === '') !== (title === '') && !/\d/.test(notation)
  return isBareName && !/^\d/.test(whole) ? { level: 0, sign: '', name: whole } : null
}

function takeHeading({ level, sign, name }: Heading, reader: Reader): Read {
  const above = level === 1 ? reader.levels.slice(0, 1) : []
  const numeral = sign === '' ? romanNumeral(nextPlace(reader.levels)) : sign
  reader.levels = [...above, `${numeral}. ${name}`]
  return { kind: 'heading', level: reader.levels.length - 1 }
}

/** Headings without numerals are numbered as they come. */
function nextPlace(levels: readonly string[]): number {
  const [sign = ''] = /^[IVXLC]+/.exec(headingLevels(levels[0] ?? '')[0] ?? '') ?? []
  for (let place = 1; place < 200; place += 1) if (romanNumeral(place) === sign) return place + 1
  return 1
}

/** `Vĩnh viễn`, `20 năm` or `20` as a code of the scale; null where the scale has no such time. */
export function retentionCode(text: string, scale: Scale): string | null {
  const folded = foldText(text)
    .replaceAll(/[.\s]+/g, ' ')
    .trim()
  const byName = scale.find(({ name, code }) => foldText(name) === folded || code === text.trim())
  const years = /^(?:khac: ?)?(\d{1,3})(?: nam)?$/.exec(folded)?.[1]
  // A bare `05` could be a code or five years; people write years.
  if (years !== undefined) return scale.find((each) => each.years === Number(years))?.code ?? null
  if (byName !== undefined) return byName.code
  if (!/^(?:bao quan )?(?:vinh vien|vv)$/.test(folded)) return null
  return scale.find(({ name }) => foldText(name) === 'vinh vien')?.code ?? null
}
