import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Files } from '../../electron/store/files/files.ts'
import { createNodeFiles } from '../../electron/store/files/node-files.ts'
import { createFaultyFiles } from '../support/faulty-files.ts'
import { temporaryFolder } from '../support/test-vault.ts'

const implementations: readonly [string, (root: string) => Files][] = [
  ['the real file system', () => createNodeFiles()],
  ['the real file system as on Windows', () => createNodeFiles('win32')],
  ['the disk in memory', (root) => createFaultyFiles(root)],
]

describe.each(implementations)('%s', (_, create) => {
  async function setUp(): Promise<{ files: Files; at: (name: string) => string }> {
    const root = await temporaryFolder()
    return { files: create(root), at: (name) => path.join(root, name) }
  }

  test('what is written is read, in parts and whole', async () => {
    const { files, at } = await setUp()
    const file = await files.create(at('a'))
    await file.write(Buffer.from('xin chào'), 0)
    await file.write(Buffer.from('!'), 9)
    await file.datasync()

    expect(await file.sizeBytes()).toBe(10)
    expect(Buffer.from(await file.read(3, 4))).toEqual(Buffer.from('xin chào').subarray(4, 7))
    expect(await file.read(100, 8)).toHaveLength(2)
    expect(await file.read(5, 50)).toHaveLength(0)
    await file.truncate(3)
    await file.close()
    expect(Buffer.from((await files.read(at('a'))) ?? []).toString()).toBe('xin')
    expect(await files.sizeBytes(at('a'))).toBe(3)
  })

  test('a file is opened again for reading and for writing', async () => {
    const { files, at } = await setUp()
    await (await files.create(at('a'))).close()

    const writing = await files.open(at('a'), 'write')
    await writing?.write(Buffer.from('đất'), 0)
    await writing?.close()
    const reading = await files.open(at('a'), 'read')
    expect(Buffer.from((await reading?.read(10, 0)) ?? []).toString()).toBe('đất')
    await reading?.close()
  })

  test('what is missing is null, empty or fine', async () => {
    const { files, at } = await setUp()

    expect(await files.open(at('a'), 'read')).toBeNull()
    expect(await files.open(at('a'), 'write')).toBeNull()
    expect(await files.read(at('a'))).toBeNull()
    expect(await files.sizeBytes(at('a'))).toBeNull()
    expect(await files.list(at('a'))).toEqual([])
    await files.remove(at('a'))
  })

  test('a name that is taken is not created again, and a folder that is missing is not made', async () => {
    const { files, at } = await setUp()
    await (await files.create(at('a'))).close()

    await expect(files.create(at('a'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(files.create(at('nowhere/a'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(files.rename(at('b'), at('c'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('a rename replaces, and folders list what is in them', async () => {
    const { files, at } = await setUp()
    await files.makeFolder(at('x/y'))
    await files.makeFolder(at('x/y'))
    for (const [name, text] of [
      ['x/b', 'b'],
      ['x/a', 'a'],
    ] as const) {
      const file = await files.create(at(name))
      await file.write(Buffer.from(text), 0)
      await file.close()
    }

    await files.rename(at('x/b'), at('x/a'))
    await files.syncFolder(at('x'))

    expect(await files.list(at('x'))).toEqual(['a', 'y'])
    expect(Buffer.from((await files.read(at('x/a'))) ?? []).toString()).toBe('b')
    await files.remove(at('x/a'))
    expect(await files.list(at('x'))).toEqual(['y'])
  })
})
