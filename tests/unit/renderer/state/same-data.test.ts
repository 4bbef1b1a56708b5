import { expect, test } from 'vitest'
import { isSameData, keptRows } from '../../../../renderer/state/same-data.ts'

const paper = (id: string, pages: readonly string[]) => ({ id, pages, box: null, said: { number: '15' } })

test('data that came twice is the same, and any difference in it is seen', () => {
  expect(isSameData(paper('a', ['1']), paper('a', ['1']))).toBe(true)
  expect(isSameData(new Map([[1, paper('a', [])]]), new Map([[1, paper('a', [])]]))).toBe(true)
  expect(isSameData(Number.NaN, Number.NaN)).toBe(true)

  for (const other of [
    paper('b', ['1']),
    paper('a', ['1', '2']),
    { ...paper('a', ['1']), box: [] },
    { ...paper('a', ['1']), said: { notation: '15' } },
    { ...paper('a', ['1']), more: undefined },
    null,
    [paper('a', ['1'])],
  ]) {
    expect(isSameData(paper('a', ['1']), other)).toBe(false)
    expect(isSameData(other, paper('a', ['1']))).toBe(false)
  }
  expect(isSameData({ x: undefined }, { y: 1 })).toBe(false)
  expect(isSameData(new Map([[1, 'a']]), new Map([[2, 'a']]))).toBe(false)
})

test('what is no plain data is the same only as itself', () => {
  const day = new Date(0)
  const act = (): void => {}
  expect(isSameData(day, day)).toBe(true)
  expect(isSameData(day, new Date(0))).toBe(false)
  expect(isSameData({ act }, { act })).toBe(true)
  expect(isSameData({ act }, { act: () => {} })).toBe(false)
})

test('rows that came again as they were keep their objects, also in another place', () => {
  const [a, b] = [paper('a', ['1']), paper('b', ['1'])]
  const now = keptRows([a, b], [paper('c', []), paper('a', ['1']), paper('b', ['1', '2'])], ({ id }) => id)

  expect(now.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  expect(now[1]).toBe(a)
  expect(now[2]).not.toBe(b)
  expect(now[2]?.pages).toEqual(['1', '2'])
})
