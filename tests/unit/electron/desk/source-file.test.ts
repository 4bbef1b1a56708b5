import { appendFile, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSourceFile } from '../../../../electron/desk/source-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'source-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, text: string): Promise<string> {
  const target = path.join(folder, name)
  await writeFile(target, text)
  return target
}

test('a file is read by ranges and whole', async () => {
  const source = await openSourceFile(await file('a.pdf', 'abcdefgh'))

  expect(Buffer.from(await source.read(2, 3)).toString()).toBe('cde')
  expect(Buffer.from(await source.read(6, 100)).toString()).toBe('gh')
  const chunks: Uint8Array[] = []
  for await (const chunk of source.chunks()) chunks.push(chunk)
  expect(Buffer.concat(chunks).toString()).toBe('abcdefgh')
  await source.close()
})

test('[DG2] a file that is missing, empty or no file says so', async () => {
  await expect(openSourceFile(path.join(folder, 'none.pdf'))).rejects.toMatchObject({ code: 'file-missing' })
  await expect(openSourceFile(await file('empty.pdf', ''))).rejects.toMatchObject({ code: 'file-empty' })
  await expect(openSourceFile(folder)).rejects.toMatchObject({ code: 'file-unsupported' })
})

test.each([
  ['grew', (target: string) => appendFile(target, 'more')],
  ['was removed', (target: string) => unlink(target)],
])('[DG2] a file that %s while it was read is not taken', async (_what, change) => {
  const target = await file('b.pdf', 'abcdefgh')
  const source = await openSourceFile(target)
  await source.read(0, 4)

  await change(target)

  await expect(source.assertUnchanged()).rejects.toMatchObject({ code: 'file-changed' })
  await source.close()
})
