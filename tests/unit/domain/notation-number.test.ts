import { expect, test } from 'vitest'
import {
  type Numbered,
  nextNotation,
  notationClashes,
  notationKey,
  notationParts,
  ownsNumber,
  suffixOfHeading,
  usualSuffix,
} from '../../../domain/notation-number.ts'

test('[CF17] a notation is a number, perhaps a letter, and what stands for its heading', () => {
  expect(notationParts('05.ĐĐ')).toEqual({ number: 5, letter: '', suffix: 'ĐĐ' })
  expect(notationParts('01a.TC-CB')).toEqual({ number: 1, letter: 'a', suffix: 'TC-CB' })
  expect(notationParts('TH')).toBeNull()
  expect(notationKey('5. đđ')).toBe(notationKey('05.ĐĐ'))
  expect(notationKey('05.DD')).not.toBe(notationKey('05.ĐĐ'))
})

test('[CF17] every number up to 3000 belongs to one of twenty stations', () => {
  for (let number = 1; number <= 3000; number += 1) {
    const owners = Array.from({ length: 20 }, (_, at) => at + 1).filter((k) => ownsNumber(k, number))
    expect(owners).toHaveLength(1)
  }
  expect(ownsNumber(1, 50) && ownsNumber(2, 51) && ownsNumber(1, 1001)).toBe(true)
})

test('[CF17] stations that never meet give different numbers below one heading', () => {
  const given = new Map<number, string[]>([1, 2, 3].map((ordinal) => [ordinal, []]))
  for (const [ordinal, own] of given) {
    for (let at = 0; at < 60; at += 1)
      own.push(nextNotation({ ordinal, suffix: 'TH', taken: ['01.TH', ...own] }))
  }
  const all = [...given.values()].flat()

  expect(new Set(all).size).toBe(180)
  expect(given.get(1)?.[0]).toBe('02.TH')
  expect(given.get(2)?.[0]).toBe('51.TH')
  expect(given.get(1)?.[49]).toBe('1001.TH')
})

test('[CF17] numbers of other headings do not count', () => {
  expect(nextNotation({ ordinal: 1, suffix: 'ĐĐ', taken: ['01.TH', '1.DD', '02.ĐĐ'] })).toBe('01.ĐĐ')
  expect(nextNotation({ ordinal: 2, suffix: '', taken: ['51'] })).toBe('52')
})

test('what stands for a heading is what its notations have, or its first letters', () => {
  expect(usualSuffix(['01.TC', '02.TĐ', '03.TĐ'])).toBe('TĐ')
  expect(suffixOfHeading('III. Đất đai, môi trường')).toBe('ĐĐ')
})

const one = (id: string, part: Partial<Numbered> = {}): Numbered => ({
  id,
  fonds: 'f',
  year: 2026,
  notation: '05.TH',
  madeAtMs: 1,
  canChange: true,
  planEntry: null,
  ...part,
})

test('[CF20] of two files with one notation the later is to be renumbered, wherever that is asked', () => {
  const files = [one('b', { madeAtMs: 2 }), one('a', { madeAtMs: 1, notation: '5.th' })]

  const found = [{ notation: '5.th', ids: ['a', 'b'], renumber: 'b' }]
  expect(notationClashes(files)).toEqual(found)
  expect(notationClashes([...files].reverse())).toEqual(found)
})

test('[CF20] an entry and the file opened from it are no clash, nor are two years or two fonds', () => {
  expect(notationClashes([one('p'), one('c', { planEntry: 'p' })])).toEqual([])
  expect(notationClashes([one('a'), one('b', { year: 2025 }), one('c', { fonds: 'g' })])).toEqual([])
})

test('[CF20] a file that is closed keeps its notation, and so the earlier one changes; of two closed ones neither', () => {
  const [a, b] = [one('a'), one('b', { madeAtMs: 2, canChange: false })]

  expect(notationClashes([a, b])[0]?.renumber).toBe('a')
  expect(notationClashes([{ ...a, canChange: false }, b])[0]?.renumber).toBeNull()
})
