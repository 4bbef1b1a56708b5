import { expect, test } from 'vitest'
import { isSafeName, safeName, uuidOf } from '../../../../electron/package/package-name.ts'

test('[PA25] a name is plain ASCII, and two texts never have one name', () => {
  const texts = [
    'H27.38.05.2025.05.ĐĐ',
    'H27.38.05.2025.05.DD',
    'H27.38.05.2025.05.đđ',
    'a/b',
    'a b',
    'a?b',
    'CON',
    '',
  ]
  const names = texts.map((text) => safeName(text))

  expect(names[1]).toBe('H27.38.05.2025.05.DD')
  expect(names[0]).toMatch(/^H27\.38\.05\.2025\.05\.DD-[0-9a-f]{8}$/)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(texts.length)
  expect(names.every((name) => isSafeName(name))).toBe(true)
})

test('[PA25] composed and decomposed letters give one name', () => {
  expect(safeName('05.Tà'.normalize('NFD'))).toBe(safeName('05.Tà'.normalize('NFC')))
})

test('[PA25] hostile texts give names that stay in their folder', () => {
  const hostile = [
    '../../etc/passwd',
    '..',
    '.',
    'C:\\x',
    'nul.txt',
    '\u202egnp.exe',
    'a\u0000b',
    'x'.repeat(5000),
  ]

  const names = hostile.map((text) => safeName(text))
  expect(names.filter((name) => !isSafeName(name) || name.length > 100)).toEqual([])
})

test('[PA25] a package has the same UUID for the same content, in upper case', () => {
  expect(uuidOf('a', 'b')).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/)
  expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'))
  expect(uuidOf('a', 'b')).not.toBe(uuidOf('a', 'c'))
})
