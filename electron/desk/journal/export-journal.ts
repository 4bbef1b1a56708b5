import { Fault } from '../../../domain/fault.ts'
import type { FormModel } from '../../../domain/forms/form-model.ts'
import type { JournalChange, JournalEntry } from '../../../domain/journal-api.ts'
import type { SaveForm } from '../forms/form-handlers.ts'
import { writeListWorkbook } from '../lists/list-workbook.ts'

interface JournalExport {
  readonly entries: AsyncIterable<JournalEntry>
  readonly days: { readonly from: string; readonly to: string }
  readonly format: 'pdf' | 'xlsx'
  readonly folder: string
  /** `kind.<kind>`, `cell.<label>`, `told.<kind>`, `record.<kind>` and `own` as the window says them. */
  readonly words: Readonly<Record<string, string>>
  readonly agencyName: string
  readonly createdMs: number
  readonly saveForm: SaveForm
}

/** A paper of more lines is read by nobody; a workbook takes them all. */
const MOST_ON_PAPER = 5000
const columns = [
  { name: 'Lúc', width: 18, share: 13, align: 'left' },
  { name: 'Người làm', width: 24, share: 16, align: 'left' },
  { name: 'Máy', width: 14, share: 9, align: 'left' },
  { name: 'Việc', width: 26, share: 16, align: 'left' },
  { name: 'Hồ sơ, văn bản', width: 60, share: 24, align: 'left' },
  { name: 'Nội dung', width: 70, share: 22, align: 'left' },
] as const

/** Writes the journal of some days, newest first, as a workbook or on paper. */
export async function exportJournal(
  wanted: JournalExport,
): Promise<{ readonly file: string; readonly written: number }> {
  const { days, format, folder, createdMs } = wanted
  const name = `nhat-ky-${days.from}-${days.to}.${format}`
  if (format === 'xlsx') {
    const sheet = { folder, name, sheet: 'Nhật ký', columns, createdMs }
    return { file: name, written: await writeListWorkbook({ ...sheet, rows: linesOf(wanted) }) }
  }
  const lines: (readonly string[])[] = []
  for await (const line of linesOf(wanted)) {
    lines.push(line)
    if (lines.length > MOST_ON_PAPER) {
      throw new Fault('invalid-input', 'too many lines for a paper', {
        detail: { reason: 'journal-paper', most: MOST_ON_PAPER },
      })
    }
  }
  await wanted.saveForm(paperOf(wanted, lines), { format, folder, name, createdAt: new Date(createdMs) })
  return { file: name, written: lines.length }
}

async function* linesOf({ entries, words }: JournalExport): AsyncGenerator<readonly string[]> {
  for await (const entry of entries) yield lineOf(entry, words)
}

function lineOf(entry: JournalEntry, words: JournalExport['words']): readonly string[] {
  const { station, records, recordsTotal, changes } = entry
  const word = (key: string): string => words[key] ?? ''
  const more = recordsTotal > records.length ? [`… (${recordsTotal})`] : []
  const named = records.map(({ kind, title }) => [word(`record.${kind}`), title].filter(Boolean).join(': '))
  const pc = station.ordinal === null ? station.id.slice(0, 4) : String(station.ordinal)
  return [
    localTime(entry.at),
    entry.by,
    station.isOwn ? word('own') : pc,
    word(`kind.${entry.kind}`),
    [...named, ...more].join('\n'),
    changes.map((change) => changeText(change, words)).join('\n'),
  ]
}

function changeText(
  { label, element, text, told, isRemoved }: JournalChange,
  words: JournalExport['words'],
): string {
  const name = element === '' ? (words[`cell.${label}`] ?? '') : element
  const said = isRemoved ? (words['removed'] ?? '') : told === null ? '' : (words[`told.${told.kind}`] ?? '')
  const count = told !== null && told.count > 0 ? String(told.count) : ''
  return `${name}: ${[said.replace('{{count}}', count).replace('{{text}}', text), said.includes('{{text}}') ? '' : text].filter(Boolean).join(' ')}`
}

const pad = (value: number): string => String(value).padStart(2, '0')

/** By the clock of this PC. */
function localTime(iso: string): string {
  const time = new Date(iso)
  const day = `${pad(time.getDate())}/${pad(time.getMonth() + 1)}/${time.getFullYear()}`
  return `${day} ${pad(time.getHours())}:${pad(time.getMinutes())}`
}

function printedDay(iso: string): string {
  return iso.split('-').toReversed().join('/')
}

function paperOf({ days, agencyName }: JournalExport, lines: readonly (readonly string[])[]): FormModel {
  const span = `Từ ngày ${printedDay(days.from)} đến ngày ${printedDay(days.to)}, ${lines.length} việc, mới nhất trước`
  return {
    title: `Nhật ký ${days.from} ${days.to}`,
    isLandscape: true,
    blocks: [
      { kind: 'lines', align: 'left', lines: [{ text: agencyName.toLocaleUpperCase('vi'), isBold: true }] },
      {
        kind: 'lines',
        align: 'center',
        lines: [
          { text: 'NHẬT KÝ LÀM VIỆC', isBold: true, size: 14 },
          { text: span, isItalic: true },
        ],
      },
      { kind: 'space', heightMm: 4 },
      {
        kind: 'table',
        columns: columns.map(({ name, share, align }) => ({ name, share, align })),
        rows: lines.map((cells) => ({ kind: 'cells' as const, cells })),
      },
    ],
  }
}
