import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planRowsOf } from '../../../../../domain/plan-import.ts'
import { firstFitting, openSheets } from '../../../../../electron/desk/plan/open-sheets.ts'
import { planWorkbook } from '../../../../../electron/desk/plan/plan-workbook.ts'
import { sheetXml, workbookParts, writeWorkbook, writeZip } from '../../../../support/any-workbook.ts'
import { aFonds, aPlanEntry } from '../../../../support/memory-vault.ts'

const scale = [
  { code: '01', name: 'Vĩnh viễn', years: null },
  { code: '05', name: '20 năm', years: 20 },
  { code: '07-5', name: 'Khác: 5 năm', years: 5 },
]
const columns = [
  'Số và ký hiệu HS',
  'Tên đề mục và tiêu đề hồ sơ',
  'Thời hạn bảo quản',
  'Người lập hồ sơ',
  'Ghi chú',
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)

test('[CF18] a plan that was written is read as it was', async () => {
  const entries = [
    aPlanEntry(1, { maker: 'Trần Thị Mẫu', note: '=1+1' }),
    aPlanEntry(2, {
      heading: 'I. Tổng hợp\n1. Báo cáo',
      notation: '02.TH',
      retention: '05',
      title: 'Báo cáo "quý" & <tháng>',
    }),
    aPlanEntry(3, { heading: 'II. Đất đai', notation: '01.ĐĐ', retention: '07-5' }),
  ]
  const bytes = await planWorkbook({ fonds: aFonds(), year: 2026, entries, approval: null, scale })
  await writeFile(at('round.xlsx'), bytes)

  const { sheets } = await openSheets(at('round.xlsx'))
  const rows = firstFitting(sheets, (sheet) => planRowsOf(sheet, { scale, existing: [] }), 'plan-columns')

  expect(rows.filter(({ kind }) => kind === 'refused')).toEqual([])
  expect(rows.flatMap((row) => (row.kind === 'taken' ? [row.entry] : []))).toEqual(
    entries.map(({ heading, notation, title, retention, maker, note }) => ({
      heading,
      notation,
      title,
      retention,
      maker,
      note,
    })),
  )
  const texts = (sheets[0] ?? []).map(({ cells }) => cells.join('|'))
  expect(texts.some((text) => text.includes('DANH MỤC HỒ SƠ NĂM 2026'))).toBe(true)
  expect(
    texts.some((text) => text.includes('có 3 hồ sơ, bao gồm: 1 hồ sơ bảo quản vĩnh viễn; 2 hồ sơ')),
  ).toBe(true)
})

test('[CF18] formulas are never evaluated, what was kept of them is taken; runs are one text in NFC', async () => {
  const file = await writeWorkbook(at('formula.xlsx'), [
    columns,
    [
      { formula: 'HYPERLINK("http://x","y")', kept: '01.TH' },
      { runs: ['Báo'.normalize('NFD'), '  cáo'] },
      20,
    ],
  ])

  const { sheets } = await openSheets(file)

  expect(sheets[0]?.[1]?.cells).toEqual(['01.TH', 'Báo cáo', '20'])
})

test('[CF18] a merge over the whole sheet and a cell far to the right cost nothing', async () => {
  const file = await writeWorkbook(at('merged.xlsx'), [columns], ['A1:XFD1048576'])
  const far = await writeZip(
    at('far.xlsx'),
    workbookParts(sheetXml([columns]).replace('</row>', '<c r="XFD1"><v>1</v></c></row>')),
  )

  expect((await openSheets(file)).sheets[0]).toHaveLength(1)
  expect((await openSheets(far)).sheets[0]?.[0]?.cells).toHaveLength(5)
})

const bomb = 'a'.repeat(30_000_000)
const entity = '<!DOCTYPE x [<!ENTITY a "b">]>'
test.each([
  [
    'an .xls of before 2007',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    'file-unsupported',
  ],
  [
    'a workbook with a password',
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    'file-encrypted',
  ],
  ['plain text', Buffer.from('Số,Tên\n1,2'), 'file-unsupported'],
  ['one byte', Buffer.from('P'), 'file-unsupported'],
  ['a cut archive', Buffer.from('504b030414000000', 'hex'), 'file-corrupt'],
  ['more than a list can be', Buffer.alloc(11_000_000, 1), 'file-too-large'],
])('[CF18] %s is refused as what it is', async (name, bytes, code) => {
  await writeFile(at(`${name.replaceAll(/\W/g, '')}.xlsx`), bytes)

  await expect(openSheets(at(`${name.replaceAll(/\W/g, '')}.xlsx`))).rejects.toMatchObject({ code })
})

test.each([
  ['unpacks to too much', { 'xl/sharedStrings.xml': `<sst><si><t>${bomb}</t></si></sst>` }, 'file-too-large'],
  ['declares entities', { 'xl/worksheets/sheet1.xml': `${entity}<worksheet/>` }, 'file-corrupt'],
  ['is no XML', { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }, 'file-corrupt'],
  ['has another shape', { 'xl/workbook.xml': '<html/>' }, 'file-corrupt'],
])('[CF18] a workbook with a part that %s is refused', async (name, parts, code) => {
  const file = at(`part-${name.replaceAll(/\W/g, '')}.xlsx`)
  await writeZip(file, { ...workbookParts(sheetXml([columns])), ...parts })

  await expect(openSheets(file)).rejects.toMatchObject({ code })
})

test('[CF18] an archive that is no workbook is refused', async () => {
  const file = await writeZip(at('word.xlsx'), { 'word/document.xml': '<x/>' })

  await expect(openSheets(file)).rejects.toMatchObject({ code: 'file-unsupported' })
})

test('[CF18] another file than was looked at is not imported', async () => {
  const file = await writeWorkbook(at('changed.xlsx'), [columns])
  const { sha } = await openSheets(file)
  await writeWorkbook(file, [columns, ['01.TH', 'Khác', '20']])

  await expect(openSheets(file, sha)).rejects.toMatchObject({ code: 'file-changed' })
})
