import { expect, test } from 'vitest'
import { type TitleLine, withHiddenTitle } from '../../../../../electron/digitise/extract/hidden-titles.ts'

/** A text that ends in `~` was read badly. */
const line = (text: string): TitleLine => {
  const words = text
    .replace(/~$/, '')
    .split(' ')
    .map((word) => ({
      text: word,
      confidence: text.endsWith('~') ? 0.4 : 0.95,
      box: [0, 0, 9, 9] as [number, number, number, number],
    }))
  return { text: text.replace(/~$/, ''), fit: 1, words }
}

test.each([
  [['TM. ỦY BAN NHÂN DÂN', 'HU TỊCH~'], 'TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH'],
  [['T/M UBND XÃ CẨM HOÀ', 'SHU TICH~'], 'T/M UBND XÃ CẨM HOÀ / CHỦ TỊCH'],
  [['KT. CHỦ TỊCH', 'PFTTS.CHU TỊCH~'], 'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH'],
  [['KT. GIÁM ĐỐC'], 'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC'],
  [['T/M UBND XÃ CẨM HOÀ', 'K T CHỦ TỊCH', '4 TỊCH~'], 'T/M UBND XÃ CẨM HOÀ / K/T CHỦ TỊCH / PHÓ CHỦ TỊCH'],
])('[DG20] a seal over the lowest of %j leaves %s, as a guess', (read, told) => {
  const lines = withHiddenTitle(read.map(line))

  expect(lines.map(({ text }) => text).join(' / ')).toBe(told)
  expect(lines.some(({ isGuess }) => isGuess === true)).toBe(true)
})

test.each([
  [['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
  [['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
  [['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']],
  [['Q. CHỦ TỊCH']],
])('[DG20] what was read of %j stays as it is', (read) => {
  const lines = withHiddenTitle(read.map(line))

  expect(lines).toEqual(read.map(line))
})

test('[DG20] under a name with nothing below it nothing is guessed', () => {
  expect(withHiddenTitle([line('TM. ỦY BAN NHÂN DÂN')])).toEqual([])
  expect(withHiddenTitle([line('TM. BAN CHẤP HÀNH')])).toEqual([])
})
