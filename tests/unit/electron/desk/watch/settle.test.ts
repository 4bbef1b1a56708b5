import { expect, test } from 'vitest'
import { isWanted } from '../../../../../electron/desk/watch/look-at-folder.ts'
import { createSettling } from '../../../../../electron/desk/watch/settle.ts'

const seen = (sizeBytes: number, mtimeMs = 0, path = '/a.pdf') => ({ path, sizeBytes, mtimeMs })

test('[SC21] a file is ready once it stood still long enough, and only once', () => {
  const settling = createSettling(1000)

  expect(settling.note([seen(10)], 0)).toEqual({ growing: [seen(10)], ready: [] })
  expect(settling.note([seen(20, 5)], 900)).toEqual({ growing: [seen(20, 5)], ready: [] })
  expect(settling.note([seen(20, 5)], 1800)).toEqual({ growing: [], ready: [] })
  expect(settling.note([seen(20, 5)], 1900)).toEqual({ growing: [], ready: [seen(20, 5)] })
  expect(settling.note([seen(20, 5)], 9000)).toEqual({ growing: [], ready: [] })
  // Another scan under the same name is another file.
  expect(settling.note([seen(30, 99)], 9100).growing).toEqual([seen(30, 99)])
})

test('[SC21] a file that was not whole is tried again, an empty one never, one that is gone is forgotten', () => {
  const settling = createSettling(100)
  settling.note([seen(10), seen(0, 0, '/empty.pdf')], 0)
  expect(settling.note([seen(10), seen(0, 0, '/empty.pdf')], 100).ready).toEqual([seen(10)])

  settling.again('/a.pdf', 100)
  expect(settling.note([seen(10)], 150).ready).toEqual([])
  expect(settling.note([seen(10)], 200).ready).toEqual([seen(10)])
  settling.note([], 300)
  expect(settling.note([seen(10)], 400).growing).toEqual([seen(10)])
})

test('[SC21] names of files that are not whole yet are left alone', () => {
  const names = [
    'a.pdf',
    'B.JPG',
    'c.tif',
    'd.pdf.part',
    '~$e.pdf',
    '.f.jpg',
    'g.tmp.pdf',
    'h.crdownload',
    'i.docx',
  ]
  expect(names.filter(isWanted)).toEqual(['a.pdf', 'B.JPG', 'c.tif'])
})
