import { expect, test } from 'vitest'
import type { ListQuery } from '../../../../domain/list-api.ts'
import {
  chosenCount,
  chosenOnly,
  everything,
  isChosen,
  nothingListed,
  selectionOf,
  toggled,
} from '../../../../renderer/state/list-choice.ts'
import { wholeList } from '../../../../renderer/state/list-views.ts'

const query: ListQuery = wholeList('cases')

test('rows are put in and taken out one by one, also out of all of them', () => {
  const two = toggled(toggled(nothingListed, 'a'), 'b')

  expect([chosenCount(two, 9), isChosen(two, 'a'), isChosen(two, 'c')]).toEqual([2, true, false])
  expect(chosenCount(toggled(two, 'a'), 9)).toBe(1)
  const but = toggled(everything, 'a')
  expect([chosenCount(but, 100_000), isChosen(but, 'a'), isChosen(but, 'b')]).toEqual([99_999, false, true])
  expect(chosenCount(toggled(but, 'a'), 5)).toBe(5)
})

test('all of a list is asked for by what it is narrowed to, not by names', () => {
  expect(selectionOf(everything, query)).toEqual({ kind: 'all', query, except: [] })
  expect(selectionOf(chosenOnly(['a']), query)).toEqual({ kind: 'ids', query, ids: ['a'] })
  expect(selectionOf(nothingListed, query)).toBeNull()
  expect(selectionOf(chosenOnly(Array.from({ length: 20_001 }, (_, n) => String(n))), query)).toBeNull()
})
