import { expect, test } from 'vitest'
import { lineText, type TextLine } from '../../../../../domain/text-layer.ts'
import { lineOfWords } from '../../../../../electron/digitise/recognise/line-of-words.ts'
import { mergeZone } from '../../../../../electron/digitise/recognise/merge-zone.ts'
import { isNoise } from '../../../../../electron/digitise/recognise/noise-lines.ts'
import { withSetPhrases } from '../../../../../electron/digitise/recognise/set-phrases.ts'

/** Words of ten pixels a letter, side by side from `left` on. */
function line(text: string, options: { left?: number; top?: number; confidence?: number } = {}): TextLine {
  const { left = 0, top = 0, confidence = 0.9 } = options
  return lineOfWords(
    [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      text: word,
      box: [left + index * 10, top, left + (index + word.length) * 10, top + 20],
      confidence,
    })),
  )
}

test('a line that only the second reading saw is put in its place', () => {
  const page = [line('Nơi nhận:', { top: 0 }), line('- Lưu: VT.', { top: 60 })]

  const merged = mergeZone(page, [line('CHỦ TỊCH', { left: 500, top: 30 })])

  expect(merged.map(lineText)).toEqual(['Nơi nhận:', 'CHỦ TỊCH', '- Lưu: VT.'])
})

test('a doubtful line that only the second reading saw is left out', () => {
  expect(mergeZone([line('Nơi nhận:')], [line('xv mớ', { left: 500, confidence: 0.6 })])).toHaveLength(1)
})

test('the surer reading wins, and what both agree on stays sure', () => {
  const page = [line('Tòng Văn Hiệng', { confidence: 0.7 })]

  const [merged] = mergeZone(page, [line('Tòng Văn Hiêng', { confidence: 0.9 })])

  expect(merged && lineText(merged)).toBe('Tòng Văn Hiêng')
  expect(merged?.words.map((word) => Math.round(word.confidence * 100))).toEqual([90, 90, 72])
})

test('only the words under a line of the zone are replaced', () => {
  const page = [line('- Như trên; CHU TICH', { confidence: 0.8 })]

  const [merged] = mergeZone(page, [line('CHỦ TỊCH', { left: 120, confidence: 0.95 })])

  expect(merged && lineText(merged)).toBe('- Như trên; CHỦ TỊCH')
})

test('a "line" that a seal tied together out of several replaces nothing', () => {
  const page = [line('CHỦ TỊCH', { top: 0 }), line('Nguyễn Minh Mạnh', { top: 60 })]
  const tied = lineOfWords([
    ...line('ỦY BAN', { top: 0 }).words,
    ...line('HUYỆN', { top: 60, left: 80 }).words,
  ])

  expect(mergeZone(page, [tied]).map(lineText)).toEqual(['CHỦ TỊCH', 'Nguyễn Minh Mạnh'])
})

test.each([
  ['~~ - . ~', 0.6, true],
  ['xv', 0.5, true],
  ['12', 0.5, false],
  ['Ủy ban nhân dân', 0.3, true],
  ['Ủy ban nhân dân', 0.6, false],
])('%j at %f is noise: %s', (text, confidence, noise) => {
  expect(isNoise(line(text, { confidence }))).toBe(noise)
})

test('set phrases get their marks back in the capitals they were printed in, other words stay', () => {
  const read = 'Căn cử Nghị dịnh của ỦY BẠN NHÂN ĐÂN trên địa bản; cộng hoà'

  expect(lineText(withSetPhrases(line(read)))).toBe(
    'Căn cứ Nghị định của ỦY BAN NHÂN DÂN trên địa bàn; cộng hoà',
  )
})

test('a word that ends one set phrase begins no other', () => {
  expect(lineText(withSetPhrases(line('Bí thư chi bộ; Bí thư chỉ bộ')))).toBe('Bí thư chi bộ; Bí thư chi bộ')
  expect(lineText(withSetPhrases(line('thư chỉ ngân sách')))).toBe('thu chi ngân sách')
})

test('[DG16] a word that two readings dispute names the other reading', () => {
  const page = [line('Tòng Văn Hiệng', { confidence: 0.7 })]

  const [merged] = mergeZone(page, [line('Tòng Văn Hiêng', { confidence: 0.9 })])
  const [again] = mergeZone(merged === undefined ? [] : [merged], [
    line('Tòng Văn Hiéng', { confidence: 0.95 }),
  ])

  expect(merged?.words.map((word) => word.alternatives)).toEqual([undefined, undefined, ['Hiệng']])
  expect(again?.words.map((word) => word.alternatives)).toEqual([undefined, undefined, ['Hiêng', 'Hiệng']])
})
