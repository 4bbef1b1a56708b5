import { describe, expect, test } from 'vitest'
import { type Findable, ranked } from '../../../renderer/command-search.ts'

function item(id: string, part: Partial<Findable> = {}): Findable {
  return { id, names: [id], around: [], canRun: true, ...part }
}

const found = (all: readonly Findable[], typed: string, recent: readonly string[] = []): readonly string[] =>
  ranked(all, typed, recent).map(({ id }) => id)

const some = [
  item('Đọc tiếp'),
  item('Dọc trang'),
  item('Kết thúc hồ sơ'),
  item('Mở hồ sơ ngoài danh mục'),
  item('Hồ sơ', { names: ['Hồ sơ', 'Case files'] }),
  item('Xuất gói hồ sơ', { names: ['Xuất gói hồ sơ', 'Export packages'] }),
]

describe('[UI73] commands are found by their words', () => {
  test('with and without tone marks, words in any order', () => {
    expect(found(some, 'ket thuc')).toEqual(['Kết thúc hồ sơ'])
    expect(found(some, 'sơ kết')).toEqual(['Kết thúc hồ sơ'])
    expect(found(some, 'danh muc mo')).toEqual(['Mở hồ sơ ngoài danh mục'])
  })

  test('by the words of the other language', () => {
    expect(found(some, 'export')).toEqual(['Xuất gói hồ sơ'])
    expect(found(some, 'case')).toEqual(['Hồ sơ'])
  })

  test('the whole name goes before its beginning, and that before its middle', () => {
    const all = [item('Xuất hồ sơ'), item('Hồ sơ mới'), item('Hồ sơ')]

    expect(found(all, 'hồ sơ')).toEqual(['Hồ sơ', 'Hồ sơ mới', 'Xuất hồ sơ'])
  })

  test('the same tone marks go before others', () => {
    expect(found(some, 'đọc')[0]).toBe('Đọc tiếp')
    expect(found(some, 'dọc')[0]).toBe('Dọc trang')
  })

  test('words around a name help to find it, and weigh less', () => {
    const all = [item('Gộp', { around: ['Trong hồ sơ', 'Ctrl+G'] }), item('Hồ sơ')]

    expect(found(all, 'ho so')).toEqual(['Hồ sơ', 'Gộp'])
    expect(found(all, 'ctrl+g')).toEqual(['Gộp'])
  })

  test('what was used lately goes first among equals, and what cannot be run last', () => {
    const all = [item('a'), item('b'), item('c', { canRun: false }), item('d')]

    expect(found(all, '', ['d', 'b', 'c'])).toEqual(['d', 'b', 'a', 'c'])
  })

  test('nothing fits a word that stands nowhere', () => {
    expect(found(some, 'ho so xyz')).toEqual([])
  })
})
