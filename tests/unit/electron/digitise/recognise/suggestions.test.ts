import { expect, test } from 'vitest'
import type { TextLine, Word } from '../../../../../domain/text-layer.ts'
import { isSyllable } from '../../../../../domain/vietnamese-syllable.ts'
import { commonSyllables } from '../../../../../electron/digitise/recognise/common-syllables.ts'
import { lineOfWords } from '../../../../../electron/digitise/recognise/line-of-words.ts'
import { withSetPhrases } from '../../../../../electron/digitise/recognise/set-phrases.ts'
import { withSuggestions } from '../../../../../electron/digitise/recognise/suggestions.ts'
import { setDocument } from '../../../../fixtures/document.ts'
import { templateNames } from '../../../../fixtures/template-table.ts'

function line(text: string, confidence = 0.95): TextLine {
  return lineOfWords(
    text.split(' ').map((word, place): Word => ({ text: word, box: [place, 0, place + 1, 1], confidence })),
  )
}

test.each([
  'nghiêng',
  'khuỷu',
  'quốc',
  'giếng',
  'gì',
  'yếu',
  'Quý',
  'hoà',
  'hòa',
  'thuở',
  'ƯƠNG',
  'ngoằn',
  'xoong',
])('%j is a syllable', (word) => expect(isSyllable(word)).toBe(true))

test.each(['quyêt', 'kông', 'cê', 'ghà', 'ngiêng', 'đưgc', 'hàcn', 'tiểt', 'cấcn', 'ướ́c', 'qốc', 'nghj'])(
  '%j is no syllable',
  (word) => expect(isSyllable(word)).toBe(false),
)

test('every common syllable is one', () => {
  expect([...commonSyllables.keys()].filter((word) => !isSyllable(word))).toEqual([])
})

test.each([
  ['quyêt', 'quyết'],
  ['Duvệt', 'Duyệt'],
  ['XUÂT,', 'XUẤT,'],
  ['cac', 'các'],
  ['(cứng);', undefined],
])('[DG17] %j is offered %j', (read, suggestion) => {
  const [word] = withSuggestions(line(read)).words

  expect(word?.text).toBe(read)
  expect(word?.suggestion).toBe(suggestion)
})

test('[DG17] a word that can be none is less sure even where nothing near it is', () => {
  const [word] = withSuggestions(line('hướgn')).words

  expect(word).toEqual({ text: 'hướgn', box: [0, 0, 1, 1], confidence: 0.75 })
})

test.each([
  '44/QĐ-UBND',
  'UBND',
  'HĐND',
  'TTr',
  'TTg',
  '12.000.000',
  'm2',
  'Facebook',
  'Word',
  'VT.',
  'QĐUB',
  '-',
  'A.',
])('[DG17] %j is no word to be put right', (text) => expect(withSuggestions(line(text))).toEqual(line(text)))

test('[DG17] what office papers say is found right, but for names of other tongues', () => {
  const doubted = templateNames.flatMap((template) =>
    setDocument({ seed: 'syllables 1', template }).truth.pages.flatMap((page) =>
      page.lines.flatMap(({ text }) =>
        withSuggestions(line(text, 1)).words.filter((word) => word.confidence < 1),
      ),
    ),
  )

  expect(doubted.map((word) => word.text)).toEqual([])
})

test('[DG16] a word that a set phrase puts right says what was seen; others say nothing', () => {
  const { words } = withSetPhrases(line('Căn cử Luật'))

  expect(words.map(({ text, readAs }) => [text, readAs])).toEqual([
    ['Căn', undefined],
    ['cứ', 'cử'],
    ['Luật', undefined],
  ])
})
