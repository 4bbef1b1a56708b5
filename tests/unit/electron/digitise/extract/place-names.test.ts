import { expect, test } from 'vitest'
import { SURE } from '../../../../../domain/records/document.ts'
import type { TextLayer } from '../../../../../domain/text-layer.ts'
import { spelledName, withSpelledNames } from '../../../../../electron/digitise/extract/place-names.ts'

const layerOf = (
  ...lines: readonly (readonly (readonly [text: string, confidence: number])[])[]
): TextLayer => ({
  version: 1,
  widthPx: 100,
  heightPx: 100,
  engine: 'test',
  lines: lines.map((words) => ({
    box: [0, 0, 9, 9],
    words: words.map(([text, confidence]) => ({ text, confidence, box: [0, 0, 9, 9] })),
  })),
})

test('[DG7] what names the place elsewhere outvotes a reading of the head, and leaves a doubt', () => {
  const layer = layerOf(
    [
      ['XÃ', 0.9],
      ['KỶ', 0.6],
      ['PHÚ', 0.9],
      ['VINH', 0.9],
    ],
    [
      ['Kỳ', 0.9],
      ['Phú', 0.9],
      ['Vinh,', 0.9],
      ['ngày', 0.9],
    ],
  )

  const { text, trust } = spelledName('KỶ PHÚ VINH', [layer])

  expect(text).toBe('KỲ PHÚ VINH')
  expect(trust).toBeLessThan(SURE)
})

test('[DG7] a mark seen in the text and not over the capitals of the head is disputed', () => {
  const text = [
    ['Kỳ', 0.96],
    ['Phú', 0.96],
    ['Vĩnh', 0.96],
  ] as const
  const layer = layerOf(text, text, [
    ['KỲ', 0.93],
    ['PHÚ', 0.93],
    ['VINH', 0.97],
  ])

  expect(spelledName('Kỳ Phú Vĩnh', [layer]).trust).toBeLessThan(SURE)
  expect(spelledName('Kỳ Phú Vĩnh', [layerOf(text, text)]).trust).toBeGreaterThan(1)
})

test('[DG7] communes of the province begin as others do, however often the text is misread alike', () => {
  const text = [
    ['Cấm', 0.97],
    ['Hoà', 0.97],
  ] as const

  expect(spelledName('CẤM HOÀ', [layerOf(text, text)])).toMatchObject({ text: 'CẨM HOÀ' })
  expect(spelledName('CÂM HOÀ', [])).toMatchObject({ text: 'CẨM HOÀ' })
  expect(spelledName('CÂM HOÀ', []).trust).toBeLessThan(SURE)
})

test('[DG7] a district that has left its name to a commune is spelled as the list of communes has it', () => {
  expect(spelledName('KỸ ANH', [])).toMatchObject({ text: 'KỲ ANH' })
  expect(spelledName('Kỳ Anh', [])).toEqual({ text: 'Kỳ Anh', trust: 1 })
})

test('[DG7] names in a sentence are spelled, and a part that no name has makes it a doubt', () => {
  expect(withSpelledNames('thôn Hoà Lạc, xã Cấm Hoà', []).text).toBe('thôn Hoà Lạc, xã Cẩm Hoà')
  expect(withSpelledNames('khu đất thôn Vên Giang', []).trust).toBeLessThan(SURE)
  expect(withSpelledNames('của bà Trương Thị Kim Phượng', [])).toEqual({
    text: 'của bà Trương Thị Kim Phượng',
    trust: 1,
  })
})

const well = (text: string): readonly (readonly [string, number])[] =>
  text.split(' ').map((word) => [word, 0.9] as const)

test('[DG7] a name that stands nowhere in the text is the one that stands there twice and differs in a letter', () => {
  const layer = layerOf(
    well('XÃ HƯƠNG LÂU THUỶ'),
    well('xã Hương Lâm Thuỷ đã họp'),
    well('Hương Lâm Thuỷ, ngày'),
  )

  const { text, trust } = spelledName('HƯƠNG LÂU THUỶ', [layer])

  expect(text).toBe('HƯƠNG LÂM THUỶ')
  expect(trust).toBeLessThan(SURE)
})

test.each([
  ['once', 'HƯƠNG LÂU THUỶ', ['xã Hương Lâm Thuỷ đã họp']],
  [
    'beside the one that was read',
    'HƯƠNG LÂU THUỶ',
    ['xã Hương Lâm Thuỷ', 'xã Hương Lâm Thuỷ', 'xã Hương Lâu Thuỷ'],
  ],
  ['in a name of two syllables', 'CẨM HÀ', ['xã Cẩm Hoà', 'xã Cẩm Hoà']],
])('[DG7] a neighbour of one letter that the text has %s is another place', (_, name, lines) => {
  expect(spelledName(name, [layerOf(well(`XÃ ${name}`), ...lines.map(well))]).text).toBe(name)
})

test('[DG7] what another reading of the same words saw counts for a spelling', () => {
  const layer = layerOf(well('xã Hương Lâm Thuy'), well('xã Hương Lâm Thuỷ'))
  const [first] = layer.lines
  const doubted = first?.words.map((word) =>
    word.text === 'Thuy' ? { ...word, alternatives: ['Thuỷ,'] } : word,
  )
  const other = {
    ...layer,
    lines: [{ box: first?.box ?? [0, 0, 9, 9], words: doubted ?? [] }, ...layer.lines.slice(1)],
  }

  expect(spelledName('HƯƠNG LÂM THUY', [other]).text).toBe('HƯƠNG LÂM THUỶ')
})
