import { expect, test } from 'vitest'
import type { PixelBox, TextLine, Word } from '../../../../../domain/text-layer.ts'
import { partsOf } from '../../../../../electron/digitise/extract/page-lines.ts'

const word = (text: string, box: PixelBox, confidence = 0.95): Word => ({ text, box, confidence })
const line = (...words: readonly Word[]): TextLine => ({ box: [0, 0, 1000, 40], words: [...words] })
const texts = (parts: readonly (readonly Word[])[]): readonly string[] =>
  parts.map((words) => words.map(({ text }) => text).join(' '))

test('a wide gap parts two columns, the spaces of a justified line do not', () => {
  const read = line(
    word('XÃ', [0, 0, 60, 40]),
    word('HOÀ', [95, 0, 190, 40]),
    word('Độc', [400, 0, 490, 40]),
    word('lập', [500, 0, 590, 40]),
  )

  expect(texts(partsOf(read, 0))).toEqual(['XÃ HOÀ', 'Độc lập'])
})

test('the motto begins a column however narrow the gap', () => {
  const motto = ['CỘNG', 'HÒA', 'XÃ', 'HỘI'].map((text, at) =>
    word(text, [205 + at * 100, 0, 295 + at * 100, 40]),
  )

  expect(
    texts(partsOf(line(word('UBND', [0, 0, 90, 40]), word('HUYỆN', [100, 0, 195, 40]), ...motto), 0)),
  ).toEqual(['UBND HUYỆN', 'CỘNG HÒA XÃ HỘI'])
})

test('two lines that were read as one are told apart', () => {
  const read = line(
    word('ỦY', [0, 0, 60, 40]),
    word('XÃ', [10, 50, 70, 90]),
    word('BAN', [70, 0, 160, 40]),
    word('HOÀ', [80, 50, 170, 90]),
  )

  expect(texts(partsOf(read, 0))).toEqual(['ỦY BAN', 'XÃ HOÀ'])
})

test('specks and rules read as words are left out, figures and dashes stay', () => {
  const read = line(
    word('.', [0, 0, 5, 5], 0.1),
    word('Số:', [10, 0, 70, 40]),
    word('7', [80, 0, 100, 40], 0.1),
    word('-', [110, 18, 125, 22], 0.9),
    word('HẠT', [130, 0, 900, 40], 0.4),
  )

  expect(texts(partsOf(read, 0))).toEqual(['Số: 7 -'])
})

test('a word whose box runs over the next one stays', () => {
  const read = line(word('XÃ', [0, 0, 60, 40]), word('CẨM', [70, 0, 600, 40]), word('HOÀ', [200, 0, 290, 40]))

  expect(texts(partsOf(read, 0))).toEqual(['XÃ CẨM HOÀ'])
})

test('[DG7] the sign before an abstract is no speck, however badly it was read', () => {
  const read = line(
    word('Vv', [0, 0, 40, 40], 0.02),
    word('báo', [50, 0, 120, 40]),
    word('x', [130, 0, 140, 40], 0.1),
  )

  expect(texts(partsOf(read, 0))).toEqual(['Vv báo'])
})
