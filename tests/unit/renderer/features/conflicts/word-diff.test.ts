import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPiece, diffWords } from '../../../../../renderer/features/conflicts/word-diff.ts'

const whole = (pieces: readonly DiffPiece[]): string => pieces.map(({ text }) => text).join('')
const differing = (pieces: readonly DiffPiece[]): readonly string[] =>
  pieces.filter(({ isCommon }) => !isCommon).map(({ text }) => text)

test('what differs is marked word by word', () => {
  const [left, right] = diffWords(
    'Về việc trợ cấp khó khăn cho hộ nghèo năm 2025',
    'Về việc trợ cấp đột xuất cho hộ cận nghèo năm 2025',
  )

  expect(differing(left)).toEqual(['khó khăn'])
  expect(differing(right)).toEqual(['đột xuất', ' cận'])
})

test('texts that share no word are marked as wholes, though both have spaces', () => {
  const [left, right] = diffWords('một hai ba', 'bốn năm sáu')

  expect([left, right]).toEqual([
    [{ text: 'một hai ba', isCommon: false }],
    [{ text: 'bốn năm sáu', isCommon: false }],
  ])
})

test('very long texts are told apart at once', () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join(' ')

  const [left] = diffWords(`đầu ${long('a')} cuối`, `đầu ${long('b')} cuối`)

  expect(left.map(({ isCommon }) => isCommon)).toEqual([true, false, true])
})

test('the pieces of a side are its text, and both sides share the same words', () => {
  const text = fc.array(fc.constantFrom('một', 'hai', 'ba', ' ', '\n'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [left, right] = diffWords(a.join(''), b.join(''))
      expect([whole(left), whole(right)]).toEqual([a.join(''), b.join('')])
      const words = (pieces: readonly DiffPiece[]) =>
        whole(pieces.filter(({ isCommon }) => isCommon)).replace(/\s/g, '')
      expect(words(left)).toBe(words(right))
    }),
  )
})
