import { XMLParser } from 'fast-xml-parser'
import * as z from 'zod'
import { Fault } from '../../../domain/fault.ts'
import type { SheetRow } from '../../../domain/plan-import.ts'
import { openParts, type WorkbookParts } from './workbook-parts.ts'

const MOST_SHEETS = 10
const MOST_ROWS = 20_000
const MOST_COLUMNS = 64

/**
 * The values of an XLSX file (ECMA-376), sheet by sheet: formulas are never evaluated, what Excel kept as their value is
 * taken. Texts are NFC with single spaces.
 * @throws Fault 'file-encrypted', 'file-unsupported' (.xls, anything else), 'file-corrupt', 'file-too-large'
 */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly (readonly SheetRow[])[]> {
  const parts = await openParts(bytes)
  const texts = await sharedTexts(parts)
  const sheets: (readonly SheetRow[])[] = []
  for (const name of await sheetNames(parts)) {
    const xml = await parts.read(name)
    if (xml !== null) sheets.push(rowsOf(parse(xml), texts))
  }
  return sheets
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => ['si', 'r', 'row', 'c', 'sheet', 'Relationship'].includes(name),
})

/** @throws Fault 'file-corrupt' for what is no XML; nothing is ever expanded from a document type */
function parse(xml: string): unknown {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw corrupt('a document type in a part')
  try {
    return parser.parse(xml, true)
  } catch (error) {
    throw corrupt('a part is no XML', error)
  }
}

function corrupt(message: string, cause?: unknown): Fault {
  const detail = { reason: 'sheet' }
  return new Fault('file-corrupt', message, cause === undefined ? { detail } : { detail, cause })
}

/** An element with nothing in it is an empty text. */
const element = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => (typeof value === 'string' || value === undefined ? {} : value), z.object(shape))
const Text = z
  .union([z.string(), z.object({ '#text': z.string().catch('') })])
  .catch('')
  .transform((text) => (typeof text === 'string' ? text : text['#text']))
const Rich = element({ t: Text.optional(), r: z.array(element({ t: Text.optional() })).catch([]) })
type Rich = z.infer<typeof Rich>

function richText({ t, r }: Rich): string {
  return [t ?? '', ...r.map((run) => run.t ?? '')].join('')
}

const Shared = z.object({ sst: element({ si: z.array(Rich).catch([]) }) })

async function sharedTexts(parts: WorkbookParts): Promise<readonly string[]> {
  const xml = await parts.read('xl/sharedStrings.xml')
  if (xml === null) return []
  return understood(Shared, parse(xml)).sst.si.map(richText)
}

const Workbook = z.object({
  workbook: element({
    sheets: element({
      sheet: z
        .array(z.object({ '@id': z.string().optional(), '@state': z.string().optional() }).loose())
        .catch([]),
    }),
  }),
})
const Relations = z.object({
  Relationships: element({
    Relationship: z.array(z.object({ '@Id': z.string(), '@Target': z.string() })).catch([]),
  }),
})

/** The parts of the sheets that are shown, in their order. */
async function sheetNames(parts: WorkbookParts): Promise<readonly string[]> {
  const [workbook, relations] = await Promise.all([
    parts.read('xl/workbook.xml'),
    parts.read('xl/_rels/workbook.xml.rels'),
  ])
  if (workbook === null || relations === null) {
    throw new Fault('file-unsupported', 'no workbook in it', { detail: { reason: 'sheet' } })
  }
  const targets = new Map(
    understood(Relations, parse(relations)).Relationships.Relationship.map((relation) => [
      relation['@Id'],
      relation['@Target'],
    ]),
  )
  const { sheet } = understood(Workbook, parse(workbook)).workbook.sheets
  if (sheet.length === 0) throw corrupt('no sheet')
  return sheet
    .filter((each) => (each['@state'] ?? 'visible') === 'visible')
    .flatMap((each) => targets.get(each['@id'] ?? '') ?? [])
    .map((target) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`))
    .slice(0, MOST_SHEETS)
}

const Cell = z.object({
  '@r': z.string().optional(),
  '@t': z.string().optional(),
  v: Text.optional(),
  is: Rich.optional(),
})
const Sheet = z.object({
  worksheet: element({
    sheetData: element({
      row: z
        .array(
          z.preprocess(
            (value) => (typeof value === 'string' ? {} : value),
            z.object({ '@r': z.string().optional(), c: z.array(z.unknown()).catch([]) }),
          ),
        )
        .catch([]),
    }),
  }),
})

function understood<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw corrupt('a part of another shape', parsed.error)
  return parsed.data
}

function rowsOf(sheet: unknown, texts: readonly string[]): readonly SheetRow[] {
  const { row } = understood(Sheet, sheet).worksheet.sheetData
  if (row.length > MOST_ROWS) {
    throw new Fault('file-too-large', 'too many rows', { detail: { reason: 'sheet' } })
  }
  let last = 0
  return row.map(({ '@r': place, c }) => {
    last = Number(place ?? last + 1)
    return { number: last, cells: cellsOf(c, texts) }
  })
}

function cellsOf(found: readonly unknown[], texts: readonly string[]): readonly string[] {
  const cells: string[] = []
  let column = -1
  for (const each of found) {
    const cell = typeof each === 'string' ? {} : understood(Cell, each)
    column = columnOf(cell['@r'] ?? '') ?? column + 1
    if (column >= MOST_COLUMNS) continue
    while (cells.length <= column) cells.push('')
    cells[column] = tidy(textOf(cell, texts))
  }
  return cells
}

/** `C7` stands in column 2. */
function columnOf(place: string): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place)?.[1]
  if (letters === undefined) return null
  return letters.split('').reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function textOf(cell: z.infer<typeof Cell>, texts: readonly string[]): string {
  const value = cell.v ?? ''
  switch (cell['@t']) {
    case 's':
      return texts[Number(value)] ?? ''
    case 'inlineStr':
      return cell.is === undefined ? '' : richText(cell.is)
    case 'e':
      return ''
    case undefined:
    default:
      return value
  }
}

function tidy(text: string): string {
  return text
    .replaceAll(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim()
}
