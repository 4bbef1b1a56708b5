import { expect, test } from 'vitest'
import { boxLabels, separatorSheets } from '../../../domain/labels.ts'
import { RecordId } from '../../../domain/op.ts'
import { documentView, newDocument } from '../../../domain/records/document.ts'
import { pageId } from '../../../domain/records/page.ts'
import { heapLinks, separateHeap } from '../../../domain/separate.ts'
import {
  boxText,
  caseFileInCode,
  isOwnCode,
  readSeparator,
  separatorText,
} from '../../../domain/separator-code.ts'
import { documentBegunBy } from '../../../domain/split-document.ts'
import { undoEdits, undoEntry } from '../../../domain/undo.ts'
import { createEditedRecords } from '../../support/edited-records.ts'
import { aCaseFile, aDocument, aFonds, idOf } from '../../support/memory-vault.ts'

const file = RecordId.parse(idOf('case', 1))
const RUN = '6f9619ff-8b86-4011-b42d-00c04fc00000'
const HEAP = RecordId.parse(idOf('doc', 50))
const page = (index: number) => ({ id: pageId(RUN, index), source: 'a'.repeat(64), index })

test('[CF34] a code gives back the case file and the place, and nothing else is one', () => {
  expect(readSeparator(separatorText({ caseFile: file, ordinal: 3 }))).toEqual({ caseFile: file, ordinal: 3 })
  expect(readSeparator(separatorText({ caseFile: file, ordinal: null }))?.ordinal).toBeNull()
  for (const text of [
    '',
    'https://vi.du/',
    `HSX2|${file}|1`,
    `HSX1|${file}|0`,
    `HSX1|${file}|1|x`,
    `HSX1|${idOf('doc', 1)}|1`,
  ])
    expect(readSeparator(text)).toBeNull()
  expect(isOwnCode('HSX2|x')).toBe(true)
})

test('[CF33] the code of a box names a case file and is no separator sheet', () => {
  expect(caseFileInCode(boxText(file))).toBe(file)
  expect(readSeparator(boxText(file))).toBeNull()
})

test('[CF34] no title and nothing of a person stands in a code', () => {
  const [sheet] = separatorSheets(aCaseFile(1, { title: 'Hồ sơ ông Mẫu' }), aFonds(), { from: 2, to: 2 })

  expect(sheet).toMatchObject({ ordinal: 2, code: 'H27.38.05.2026.01.TH', qr: `HSX1|${file}|2` })
})

test('[CF33] there is one label for each box, and none for what lies in none', () => {
  const place = (box: string) => ({ store: 'Kho 1', shelf: 'G2', box })
  const files = [
    aCaseFile(1, { notation: '10.TH', place: place('7') }),
    aCaseFile(2, { notation: '2.TH', place: place('7') }),
    aCaseFile(3, { place: place('8') }),
    aCaseFile(4, { place: place('') }),
    aCaseFile(5),
  ]

  expect(boxLabels(files, 'UBND xã Thử').map(({ place: { box }, notations }) => [box, notations])).toEqual([
    ['7', ['2.TH', '10.TH']],
    ['8', ['03.TH']],
  ])
})

test('[CF35] a heap is cut at its sheets: documents lie in their case files, the sheets in none', () => {
  const records = createEditedRecords()
  records.write(...newDocument(HEAP, RecordId.parse(idOf('batch', 1)), [0, 1, 2, 3, 4, 5, 6].map(page)))
  const sheets = [
    { page: 1, text: separatorText({ caseFile: file, ordinal: 1 }) },
    { page: 3, text: separatorText({ caseFile: RecordId.parse(idOf('case', 9)), ordinal: null }) },
    { page: 5, text: 'HSX7|of a later version' },
  ]
  const heap = documentView(records.look(HEAP))
  const files = new Map([[file, [aDocument(1, { position: 4 })]]])
  const step = separateHeap({ document: heap, sheets, files, cells: new Map() })
  records.write(...heapLinks(heap, sheets))
  const entry = undoEntry('file-by-sheets', step.edits, records.look)
  records.write(...step.edits)

  const view = (index: number) => documentView(records.look(documentBegunBy(page(index))))
  expect(step).toMatchObject({ filed: 1, unknown: 2 })
  expect(
    [2, 4, 6].map((index) => [view(index).pages.map((each) => each.index), view(index).caseFile]),
  ).toEqual([
    [[2], file],
    [[4], null],
    [[6], null],
  ])
  expect(view(2).position).toBeLessThan(4)
  expect(documentView(records.look(HEAP)).pages.map(({ index }) => index)).toEqual([0])

  // Reading goes on meanwhile, and does not stand in the way of taking the step back.
  records.write({ record: documentBegunBy(page(2)), path: `/text/${page(2).id}`, value: 'b'.repeat(64) })
  if (entry === null) throw new Error('nothing was done')
  records.write(...undoEdits(entry, records.look))
  expect(documentView(records.look(HEAP)).pages.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect([2, 4, 6].map((index) => view(index).pages)).toEqual([[], [], []])
})
