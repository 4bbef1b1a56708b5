import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSearchQuery } from '../../../../domain/search-query.ts'
import { matchText } from '../../../../electron/desk/page-matches.ts'

const marked = (text: string, query: string): readonly string[] =>
  matchText(text, parseSearchQuery(query))
    .snippet.filter(({ isMatch }) => isMatch)
    .map((piece) => piece.text)

test('a phrase that stands on the page is marked alone, else its words', () => {
  expect(marked('đất ở, cấp đất cho hộ cấp huyện', 'cap dat')).toEqual(['cấp đất'])
  expect(marked('đất ở của hộ cấp huyện', 'cap dat')).toEqual(['đất', 'cấp'])
})

test('a number that was misread is marked for the right one', () => {
  expect(marked('Quyết định số 4S/OĐ-UBND ngày 3', '45/QĐ-UBND')).toEqual(['4S/OĐ-UBND'])
})

test('a snippet is cut around its matches', () => {
  const filler = Array.from({ length: 200 }, (_, n) => `chữ${n}`).join(' ')
  const { snippet } = matchText(`${filler} đất ở nông thôn ${filler}`, parseSearchQuery('dat o nong thon'))

  const text = snippet.map((piece) => piece.text).join('')
  expect(text).toContain('đất ở nông thôn')
  expect(text.split(' ').length).toBeLessThan(30)
})

test('whatever is typed and read, the pieces of a snippet are a part of the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ maxLength: 40 }),
      (text, query) => {
        const { snippet } = matchText(text, parseSearchQuery(query))
        const whole = text.split(/\s+/u).filter(Boolean).join(' ')
        expect(whole).toContain(snippet.map((piece) => piece.text).join(''))
      },
    ),
  )
})
