import { expect, test } from 'vitest'
import type { TextLayer, Word } from '../../../../../domain/text-layer.ts'
import { isEchoed, withEchoes } from '../../../../../electron/digitise/extract/subject-echo.ts'

/** Words whose text ends in `~` were read badly. */
const wordsOf = (text: string, top: number): Word[] =>
  text.split(' ').map((word, at) => ({
    text: word.replace(/~$/, ''),
    confidence: word.endsWith('~') ? 0.7 : 0.95,
    box: [at * 50, top, at * 50 + 40, top + 20],
  }))
const layerOf = (...lines: readonly (readonly Word[])[]): TextLayer => ({
  version: 1,
  widthPx: 2000,
  heightPx: 1000,
  engine: 'test',
  lines: lines.map((words) => ({ box: [0, 0, 9, 9], words: [...words] })),
})
const echoed = (read: string, ...text: readonly string[]): string => {
  const words = wordsOf(read, 100)
  const layer = layerOf(words, ...text.map((line, at) => wordsOf(line, 200 + at * 50)))
  return withEchoes(words, [layer])
    .map((word) => word.text)
    .join(' ')
}

test.each([
  ['ứng phó với bào~ số 5 và mưa lũ', 'hướng đi của bão số 5 và mưa lũ', 'ứng phó với bão số 5 và mưa lũ'],
  ['về việc póp~ ý dự thảo', 'Can Lộc về việc góp ý dự thảo quy chế', 'về việc góp ý dự thảo'],
  ['quy hoạch sử dụng đât~', 'quy hoạch sử dụng đất, Ủy ban', 'quy hoạch sử dụng đất'],
])('[DG7] the abstract "%s" is put right by what the text says: "%s"', (read, text, right) => {
  expect(echoed(read, text)).toBe(right)
})

test.each([
  ['a word that was read well', 'ứng phó với bào số 5', 'ứng phó với bão số 5'],
  ['a word beside other words', 'ứng phó với bào~ số 5', 'cơn bão lớn'],
  ['another letter with the same words on one side alone', 'trên địa bàn~ xã Kỳ Phú', 'nhân dân xã Kỳ Phú'],
  ['a name', 'thôn Lâm~ Hải xã', 'thôn Lầm Hải xã'],
  ['a number', 'đầu năm 2022~ và nhiệm', 'đầu năm 2021 và nhiệm'],
])('[DG7] %s stays as it was read', (_, read, text) => {
  expect(echoed(read, text)).toBe(read.replaceAll('~', ''))
})

test('[DG7] the text outvotes the abstract only with words of its own', () => {
  expect(echoed('ứng phó với bào~ số 5')).toBe('ứng phó với bào số 5')
})

test('what was put right is told from what was not', () => {
  const read = wordsOf('ứng phó với bào~ số 5', 0)

  expect(isEchoed(read, read)).toBe(false)
  expect(isEchoed(read, wordsOf('ứng phó với bão số 5', 0))).toBe(true)
})
