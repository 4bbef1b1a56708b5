import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createManualFile } from '../../../../electron/shell/manual-file.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'manual-file-'))
  await mkdir(path.join(folder, 'kèm theo'))
  await writeFile(path.join(folder, 'kèm theo/huong-dan.pdf'), '%PDF-1.7 sách')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const fileIn = (folders: readonly string[], why = '') => {
  const opened: string[] = []
  const file = createManualFile({
    folders: folders.map((name) => path.join(folder, name)),
    temporaryFolder: folder,
    openPath: async (name) => {
      opened.push(name)
      return why
    },
  })
  return { file, opened }
}

test('[UI93] a copy of the first PDF of the manual is opened, the same one every time', async () => {
  const { file, opened } = fileIn(['không có', 'kèm theo'])

  expect(await file.open()).toBe('opened')
  expect(await file.open()).toBe('opened')

  expect(new Set(opened).size).toBe(1)
  expect(opened[0]).not.toContain('kèm theo')
  expect(await readFile(opened[0] ?? '', 'utf8')).toBe('%PDF-1.7 sách')
})

test('[UI93] where there is no PDF, or nothing that opens one, that is said', async () => {
  expect(await fileIn(['không có']).file.open()).toBe('missing')
  expect(await fileIn(['kèm theo'], 'No application found').file.open()).toBe('no-reader')
})
