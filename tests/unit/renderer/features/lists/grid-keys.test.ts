import { expect, test } from 'vitest'
import { createTypeAhead, gridStep } from '../../../../../renderer/features/lists/grid-keys.ts'

const size = { rows: 100, columns: 5, page: 20 }
const step = (key: string, row: number, column: number) =>
  gridStep({ key, ctrlKey: false }, { row, column }, size)
const far = (key: string) => gridStep({ key, ctrlKey: true }, { row: 30, column: 3 }, size)

test('keys walk the grid as far as its edges', () => {
  expect(step('ArrowDown', 99, 2)).toEqual({ row: 99, column: 2 })
  expect(step('ArrowUp', 0, 2)).toEqual({ row: -1, column: 2 })
  expect(step('ArrowUp', -1, 2)).toEqual({ row: -1, column: 2 })
  expect(step('ArrowRight', 3, 4)).toEqual({ row: 3, column: 4 })
  expect(step('PageDown', 90, 0)).toEqual({ row: 99, column: 0 })
  expect(step('PageUp', 30, 0)).toEqual({ row: 10, column: 0 })
  expect(step('Home', 30, 3)).toEqual({ row: 30, column: 0 })
  expect(far('End')).toEqual({ row: 99, column: 4 })
  expect(far('Home')).toEqual({ row: 0, column: 0 })
  expect(far('ArrowDown')).toBeNull()
  expect(step('x', 1, 1)).toBeNull()
})

test('letters that follow each other closely are one text, and a space begins none', () => {
  const typing = createTypeAhead()
  const type = (key: string, timeStamp: number, ctrlKey = false) =>
    typing.add({ key, ctrlKey, altKey: false, metaKey: false, timeStamp })

  expect(type(' ', 0)).toBeNull()
  expect(type('v', 100)).toBe('v')
  expect(type(' ', 300)).toBe('v ')
  expect(type('2', 900)).toBe('v 2')
  expect(type('x', 5000)).toBe('x')
  expect(type('c', 5100, true)).toBeNull()
  expect(type('Enter', 5200)).toBeNull()
})
