import { expect, test } from 'vitest'
import type { TextLayer, Word } from '../../../../../domain/text-layer.ts'
import {
  formElsewhere,
  formOfOther,
  isFormTold,
} from '../../../../../electron/digitise/extract/committee-form.ts'

const word = (text: string, confidence = 0.95, readAs?: string): Word => ({
  text,
  confidence,
  box: [0, 0, 9, 9],
  ...(readAs === undefined ? {} : { readAs }),
})
const layerOf = (...words: readonly Word[]): TextLayer => ({
  version: 1,
  widthPx: 100,
  heightPx: 100,
  engine: 'test',
  lines: words.map((first) => ({ box: [0, 0, 9, 9], words: [first, word('BAN')] })),
})

test('[DG7] which letter has the mark is told only where it was seen, and well', () => {
  expect([word('UỶ'), word('ỦY')].every(isFormTold)).toBe(true)
  expect([word('UỶ', 0.4), word('UY'), word('ỦY', 0.95, 'UY'), word('UÝỶ')].some(isFormTold)).toBe(false)
})

test('[DG7] a paper prints the word in one way', () => {
  expect(formElsewhere([layerOf(word('UỶ'), word('ỦY', 0.3))])).toBe('UỶ')
  expect(formElsewhere([layerOf(word('UỶ'), word('ỦY'))])).toBeNull()
  expect(formElsewhere([layerOf()])).toBeNull()
})

test('[DG7] of a disputed word a mark that was seen over the Y is there', () => {
  const disputed = { ...word('ỦY', 0.7), alternatives: ['-UÝ'] }

  expect(formOfOther(disputed)).toBe('UỶ')
  expect(formOfOther(word('ỦY', 0.7, 'UŸ'))).toBe('UỶ')
  expect(isFormTold(disputed)).toBe(false)
  expect(formOfOther({ ...disputed, alternatives: ['ÚY', 'ỦYBANNHÂN'] })).toBeNull()
})

test('[DG7] a broken U before the mark is still the first letter', () => {
  expect(formOfOther(word('LÝ', 0.7))).toBe('UỶ')
  expect(formOfOther(word('ỦY', 0.7))).toBeNull()
})
