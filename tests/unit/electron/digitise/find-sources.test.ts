import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findSources } from '../../../../electron/digitise/find-sources.ts'
import { temporaryFolder } from '../../../support/test-vault.ts'

/** A folder with these files, each of one byte. */
async function folderWith(...files: readonly string[]): Promise<string> {
  const folder = await temporaryFolder()
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
    await writeFile(path.join(folder, file), 'x')
  }
  return folder
}

test('[DG28] a folder gives what stands below it, as people count, and counts what is passed over', async () => {
  const folder = await folderWith(
    'trang 10.PDF',
    'trang 2.pdf',
    'năm 2020/tờ trình/a.tif',
    'năm 2020/Thumbs.db',
    'năm 2020/~$ghi chép.docx',
    '.an/b.pdf',
    '.c.pdf',
    'ghi chép.docx',
    'ra/d.pdf',
    'e.archive.pdf',
  )
  await symlink(folder, path.join(folder, 'vòng'))

  const { sources, skipped, refused } = await findSources([folder], path.join(folder, 'ra'))

  expect(sources.map(({ path: file, folder: below }) => [path.relative(folder, file), below])).toEqual([
    ['năm 2020/tờ trình/a.tif', 'năm 2020/tờ trình'],
    ['trang 2.pdf', ''],
    ['trang 10.PDF', ''],
  ])
  expect(skipped).toEqual({ hidden: 4, otherKind: 2, links: 1 })
  expect(refused).toEqual([])
})

test('[DG28] several folders keep apart by their names, and a file named twice is taken once', async () => {
  const folder = await folderWith('2020/a.pdf', '2021/a.pdf', 'ghi chép.docx')
  const asked = ['2020', '2021', '2020/a.pdf', 'ghi chép.docx', 'không có.pdf']

  const { sources, skipped } = await findSources(
    asked.map((each) => path.join(folder, each)),
    path.join(folder, 'ra'),
  )

  expect(sources).toEqual([
    { path: path.join(folder, '2020/a.pdf'), folder: '2020' },
    { path: path.join(folder, '2021/a.pdf'), folder: '2021' },
    // What somebody names is opened and says what is wrong with it.
    { path: path.join(folder, 'ghi chép.docx'), folder: '' },
    { path: path.join(folder, 'không có.pdf'), folder: '' },
  ])
  expect(skipped).toEqual({ hidden: 0, otherKind: 0, links: 0 })
})

test('[DG28] a pattern is expanded, unless a file has just that name', async () => {
  const folder = await folderWith(
    '2020/qd 1.pdf',
    '2020/qd 10.pdf',
    '2020/sâu/qd 2.pdf',
    '2020/qd.txt',
    'a[1].pdf',
    'a1.pdf',
  )
  const found = async (pattern: string) => {
    const { sources, skipped } = await findSources([path.join(folder, pattern)], path.join(folder, 'ra'))
    return [
      ...sources.map(({ path: file, folder: below }) => `${below}|${path.relative(folder, file)}`),
      skipped.otherKind,
    ]
  }

  expect(await found('2020/qd*')).toEqual(['|2020/qd 1.pdf', '|2020/qd 10.pdf', 1])
  expect(await found('2020/**/qd*.pdf')).toEqual([
    '|2020/qd 1.pdf',
    '|2020/qd 10.pdf',
    'sâu|2020/sâu/qd 2.pdf',
    0,
  ])
  expect(await found('a[1].pdf')).toEqual(['|a[1].pdf', 0])
})
