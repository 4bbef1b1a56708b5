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
