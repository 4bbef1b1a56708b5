import { expect, test } from 'vitest'
import type { TextLayer } from '../../../domain/text-layer.ts'
import { thinLayer } from '../../../domain/thin-layer.ts'

const layer: TextLayer = {
  version: 1,
  widthPx: 2480,
  heightPx: 3508,
  engine: 'tesseract',
  lines: Array.from({ length: 45 }, (_, line) => ({
    box: [0, line * 10, 100, line * 10 + 8],
    words: [
      {
        text: `dòng-${line}`,
        box: [0, line * 10, 100, line * 10 + 8],
        confidence: 0.9,
        alternatives: ['dong'],
      },
    ],
  })),
}
const textsOf = ({ lines }: TextLayer): readonly string[] =>
  lines.flatMap(({ words }) => words.map(({ text }) => text))

test('of a long document the inner pages keep head and foot, those near its ends are whole', () => {
  const thin = (page: number) => thinLayer(layer, { page, pageCount: 500 })

  expect([0, 2, 498, 499].map(thin)).toEqual([layer, layer, layer, layer])
  const inner = thin(250)
  expect(textsOf(inner)).toEqual([...textsOf(layer).slice(0, 18), ...textsOf(layer).slice(-12)])
  expect(inner.lines[0]?.words[0]).toEqual({ text: 'dòng-0', box: [0, 0, 100, 8], confidence: 0.9 })
})

test('a document of usual length is looked at whole, and a short page stays one', () => {
  expect(thinLayer(layer, { page: 10, pageCount: 20 })).toBe(layer)
  const short = { ...layer, lines: layer.lines.slice(0, 20) }
  expect(textsOf(thinLayer(short, { page: 10, pageCount: 500 }))).toEqual(textsOf(short))
})
