import { expect, test } from 'vitest'
import type { ListQuery } from '../../../../domain/list-api.ts'
import {
  isNarrowed,
  narrowed,
  viewFilter,
  viewQuery,
  wholeList,
} from '../../../../renderer/state/list-views.ts'

test('what a list is narrowed to and sorted by comes back from a view', () => {
  const query: ListQuery = {
    list: 'cases',
    filter: { year: 2025, states: ['closed'], isMissing: true, planEntry: null, text: 'đất "đai"' },
    sort: { by: 'title', isDescending: true },
  }

  expect(viewQuery({ list: 'cases', filter: viewFilter(query) })).toEqual(query)
  expect(isNarrowed(query)).toBe(true)
  expect(isNarrowed(wholeList('cases'))).toBe(false)
})

test('a view of another program is none', () => {
  const filter = viewFilter(wholeList('documents'))

  expect(viewQuery({ list: 'documents', filter })).toEqual(wholeList('documents'))
  expect(viewQuery({ list: 'boxes', filter })).toBeNull()
  expect(viewQuery({ list: 'cases', filter: { ...filter, year: 'never' } })).toBeNull()
  expect(viewQuery({ list: 'cases', filter: { 'sort.by': 'weight', 'sort.way': 'up' } })).toBeNull()
})

test('a number elsewhere narrows a list, newest first where it says nothing else', () => {
  expect(narrowed({ list: 'documents', filter: { stages: ['to-file'] } })).toEqual({
    list: 'documents',
    filter: { stages: ['to-file'] },
    sort: { by: 'made', isDescending: true },
  })
})
