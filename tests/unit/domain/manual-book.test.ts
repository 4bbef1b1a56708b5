import { expect, test } from 'vitest'
import { chapterAbout, findInManual, placeOfAddress } from '../../../domain/manual-book.ts'
import { aManual } from '../../support/a-manual.ts'

test('[UI92] the manual is searched with or without tone marks, headings first', () => {
  expect(findInManual(aManual, 'khoa').map(({ section }) => section)).toEqual(['cai-dat--phieu'])
  expect(findInManual(aManual, 'VĂN BẢN mau').map(({ title }) => title)).toEqual(['Nhận loạt'])
  expect(findInManual(aManual, 'nhan').map(({ title }) => title)[0]).toBe('Nhận loạt')
  expect(findInManual(aManual, '  ')).toEqual([])
  expect(findInManual(aManual, 'tàu vũ trụ')).toEqual([])
})

test('[UI92] what was found shows the words around it', () => {
  const text = `${'Trước đó có nhiều chữ. '.repeat(20)}Bấm để đóng kho. ${'Sau đó cũng vậy. '.repeat(20)}`
  const chapters = [
    { id: 'a', number: 1, title: 'A', screens: [], sections: [{ id: 'a', title: 'A', text }] },
  ]
  const [hit] = findInManual({ chapters }, 'dong kho')

  expect(hit?.excerpt).toContain('đóng kho')
  expect(hit?.excerpt.length).toBeLessThan(140)
  expect(hit?.excerpt).toMatch(/^… .+…$/)
})

test('[UI92] it opens at the chapter about the screen, else at its first', () => {
  expect(chapterAbout(aManual, 'review')).toEqual({ chapter: 'soat', section: null })
  expect(chapterAbout(aManual, 'journal')).toEqual({ chapter: 'cai-dat', section: null })
  expect(chapterAbout(aManual, null)).toEqual({ chapter: 'cai-dat', section: null })
})

test.each([
  ['app://ui/manual/soat.html', { chapter: 'soat', section: null }],
  ['app://ui/manual/soat.html#soat', { chapter: 'soat', section: null }],
  ['app://ui/manual/cai-dat.html#cai-dat--phieu', { chapter: 'cai-dat', section: 'cai-dat--phieu' }],
  ['app://ui/manual/cai-dat.html#no-such', { chapter: 'cai-dat', section: null }],
  ['app://ui/manual/other.html', null],
  ['about:blank', null],
] as const)('[UI92] %s is known as a place of the manual', (address, place) => {
  expect(placeOfAddress(aManual, address)).toEqual(place)
})
