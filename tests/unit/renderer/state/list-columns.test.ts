import { expect, test } from 'vitest'
import {
  keptColumns,
  moved,
  resized,
  shownColumns,
  switched,
} from '../../../../renderer/state/list-columns.ts'

const ids = (columns: readonly { readonly id: string }[]) => columns.map(({ id }) => id)

test('what is kept of columns comes back, and what is none of them is passed over', () => {
  const kept = shownColumns('cases', ['year:80', 'weight:10', 'title:9999', 'notation:1', 'pages:x'])

  expect(kept).toEqual([
    { id: 'year', width: 80 },
    { id: 'title', width: 900 },
    { id: 'notation', width: 56 },
    { id: 'pages', width: 72 },
  ])
  expect(shownColumns('cases', keptColumns(kept))).toEqual(kept)
  expect(shownColumns('cases', ['subject:100'])).toEqual(shownColumns('cases', undefined))
  expect(ids(shownColumns('documents', []))).toContain('subject')
})

test('columns are hidden and shown, moved and made wider; the last one stays', () => {
  const columns = shownColumns('cases', ['year:80', 'title:300'])

  expect(ids(switched(columns, 'year'))).toEqual(['title'])
  expect(ids(switched(columns, 'place'))).toEqual(['year', 'title', 'place'])
  expect(ids(switched(switched(columns, 'year'), 'title'))).toEqual(['title'])
  expect(ids(moved(columns, 'title', -1))).toEqual(['title', 'year'])
  expect(moved(columns, 'title', 1)).toEqual(columns)
  expect(resized(columns, 'year', 20)[0]).toEqual({ id: 'year', width: 56 })
})
