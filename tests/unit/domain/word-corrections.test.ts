import { expect, test } from 'vitest'
import type { RecordId } from '../../../domain/op.ts'
import { documentView } from '../../../domain/records/document.ts'
import { pageCells } from '../../../domain/split-document.ts'
import { layerText, type PixelBox, type TextLayer } from '../../../domain/text-layer.ts'
import { correctedLayer, correctionEdit, placedLines, wordPlace } from '../../../domain/word-corrections.ts'
import { createEditedRecords } from '../../support/edited-records.ts'

type Said = readonly [text: string, box: PixelBox]

function aLayer(lines: readonly (readonly Said[])[], size = { widthPx: 1000, heightPx: 2000 }): TextLayer {
  return {
    version: 1,
    ...size,
    engine: 'test',
    lines: lines.map((words) => ({
      box: words[0]?.[1] ?? [0, 0, 1, 1],
      words: words.map(([text, box]) => ({ text, box, confidence: 0.6, readAs: 'CỌNG' })),
    })),
  }
}

const cong: PixelBox = [100, 200, 180, 240]
const layer = aLayer([
  [
    ['CỘNG', cong],
    ['HÒA', [190, 200, 260, 240]],
  ],
  [['Độc', [100, 300, 150, 330]]],
])
const place = wordPlace(cong, layer)

test('[DG41] what a person says of a word takes its place, sure, and the rest of the page stays as it was read', () => {
  const corrected = correctedLayer(layer, { [place]: 'CỌNG' })

  expect(layerText(corrected)).toBe('CỌNG HÒA\nĐộc')
  expect(corrected.lines[0]?.words[0]).toEqual({ text: 'CỌNG', box: cong, confidence: 1 })
  expect(corrected.lines[1]?.words).toEqual(layer.lines[1]?.words)
  expect(correctedLayer(layer, undefined)).toBe(layer)
  expect(correctedLayer(layer, {})).toBe(layer)
})

test('[DG41] a later reading in other pixels, cut otherwise, leaves what a person said', () => {
  const cut = aLayer(
    [
      [
        ['CỘ', [202, 402, 270, 478]],
        ['NG', [280, 404, 352, 476]],
        ['HOÀ', [380, 400, 520, 480]],
      ],
    ],
    { widthPx: 2000, heightPx: 4000 },
  )
  const [line] = placedLines(cut, { [place]: 'CỌNG' })

  expect(line?.map(({ word, read }) => [word.text, read])).toEqual([
    ['CỌNG', 'CỘ NG'],
    ['HOÀ', null],
  ])
  expect(line?.[0]?.place).toBe(place)
})

test('[DG41] where a later reading finds no word, the one that a person wrote stands at its place', () => {
  const withoutWord = aLayer([[['HÒA', [190, 200, 260, 240]]], [['Độc', [100, 300, 150, 330]]]])
  expect(layerText(correctedLayer(withoutWord, { [place]: 'CỌNG' }))).toBe('CỌNG HÒA\nĐộc')

  const withoutLine = aLayer([[['Độc', [100, 300, 150, 330]]]])
  expect(layerText(correctedLayer(withoutLine, { [place]: 'CỌNG' }))).toBe('CỌNG\nĐộc')
  expect(layerText(correctedLayer(aLayer([]), { [place]: 'CỌNG' }))).toBe('CỌNG')
})

test('[DG41] two words of one page are put right each by itself', () => {
  const hoa = wordPlace([190, 200, 260, 240], layer)

  const [line] = placedLines(layer, { [place]: 'CỌNG', [hoa]: 'HOÀ' })

  expect(line?.map(({ word, read }) => [word.text, read])).toEqual([
    ['CỌNG', 'CỘNG'],
    ['HOÀ', 'HÒA'],
  ])
})

test('[DG41] a correction is kept in a cell of its own, which no reading writes, and goes with its page', () => {
  const id: RecordId = 'doc_00000000-0000-4000-8000-000000000001'
  const text = '0'.repeat(64)
  const records = createEditedRecords()
  records.write(
    correctionEdit(id, { page: 'p-1', place }, 'CO\u0323NG'),
    correctionEdit(id, { page: 'p-2', place }, 'khác'),
    correctionEdit(id, { page: 'p-2', place: '1-1-2-2' }, 'nhầm'),
    correctionEdit(id, { page: 'p-2', place: '1-1-2-2' }, null),
    { record: id, path: '/word/p-2/elsewhere', value: 'newer program' },
    { record: id, path: '/text/p-1', value: text },
  )

  const view = documentView(records.look(id))

  expect(view.corrections).toEqual({ 'p-1': { [place]: 'CỌNG' }, 'p-2': { [place]: 'khác' } })
  expect(pageCells(view, [{ id: 'p-1', source: text, index: 0 }])).toEqual([
    ['/text/p-1', text],
    [`/word/p-1/${place}`, 'CỌNG'],
  ])
})
