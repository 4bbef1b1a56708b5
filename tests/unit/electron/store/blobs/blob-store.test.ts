import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Files } from '../../../../../electron/store/files/files.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { createTestVault, faultOf, piecesOf } from '../../../../support/test-vault.ts'

const CHUNK = 65_536
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function blobFiles(folder: string): Promise<string[]> {
  const found = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17])(
  '[ST6] a blob of %i bytes is named by its SHA-256 and read back as it was',
  async (sizeBytes) => {
    const { vault } = await createTestVault()
    const bytes = randomBytes(sizeBytes)

    const { sha, ...written } = await vault.blobs.put(piecesOf(bytes, 10_000))
    const reader = await vault.blobs.open(sha)

    expect(sha).toBe(sha256(bytes))
    expect(written.sizeBytes).toBe(sizeBytes)
    expect(reader.sizeBytes).toBe(sizeBytes)
    expect((await collect(reader.stream())).equals(bytes)).toBe(true)
    expect(Buffer.from(await reader.read(0, sizeBytes + 10)).equals(bytes)).toBe(true)
    await reader.close()
  },
)

test('[ST6] storing the same bytes twice, also at the same time, stores them once', async () => {
  const { folder, vault } = await createTestVault()
  const bytes = randomBytes(100_000)

  const [one, two] = await Promise.all([
    vault.blobs.put(piecesOf(bytes)),
    vault.blobs.put(piecesOf(bytes, 333)),
  ])
  const three = await vault.blobs.put(piecesOf(bytes))

  expect([two, three]).toEqual([one, one])
  expect(await blobFiles(folder)).toHaveLength(1)
  expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
})

test('[ST8] a part of a blob is read without reading the rest', async () => {
  const read: [number, number][] = []
  const { vault } = await createTestVault({
    files: watchedFiles((position, length) => read.push([position, length])),
  })
  const bytes = randomBytes(40 * CHUNK + 5)
  const { sha } = await vault.blobs.put(piecesOf(bytes))
  const reader = await vault.blobs.open(sha)
  read.length = 0

  for (const [offset, length] of [
    [0, 10],
    [CHUNK - 3, 6],
    [17 * CHUNK + 100, 2 * CHUNK],
    [40 * CHUNK, 100],
    [40 * CHUNK + 5, 1],
  ] as const) {
    read.length = 0
    const part = await reader.read(offset, length)
    expect(Buffer.from(part).equals(bytes.subarray(offset, offset + length))).toBe(true)
    expect(read.reduce((sum, [, bytesRead]) => sum + bytesRead, 0)).toBeLessThanOrEqual(length + 3 * CHUNK)
  }
  expect((await collect(reader.stream(39 * CHUNK + 7))).equals(bytes.subarray(39 * CHUNK + 7))).toBe(true)
  await reader.close()
})

test('[ST7] a blob whose bytes were altered anywhere is refused when read', async () => {
  const { folder, vault } = await createTestVault()
  const bytes = randomBytes(2 * CHUNK + 100)
  const { sha } = await vault.blobs.put(piecesOf(bytes))
  const [file = ''] = await blobFiles(folder)
  const sealed = await readFile(file)

  for (const at of [0, 3, 10, 40, 59, 60, 5000, CHUNK + 100, 2 * CHUNK + 92, sealed.length - 1]) {
    const altered = Buffer.from(sealed)
    altered.writeUInt8(altered.readUInt8(at) ^ 4, at)
    await writeFile(file, altered)
    expect([at, (await faultOf(readAll(sha))).code]).toEqual([at, 'damaged'])
  }
  const swapped = Buffer.concat([
    sealed.subarray(0, 60),
    sealed.subarray(60 + CHUNK + 16, 60 + 2 * (CHUNK + 16)),
    sealed.subarray(60, 60 + CHUNK + 16),
    sealed.subarray(60 + 2 * (CHUNK + 16)),
  ])
  for (const wrong of [
    swapped,
    sealed.subarray(0, 60 + CHUNK + 16),
    sealed.subarray(0, 20),
    Buffer.alloc(0),
  ]) {
    await writeFile(file, wrong)
    expect((await faultOf(readAll(sha))).code).toBe('damaged')
  }

  async function readAll(of: string): Promise<void> {
    const reader = await vault.blobs.open(of)
    try {
      await reader.read(0, reader.sizeBytes)
    } finally {
      await reader.close()
    }
  }
})

test('[ST7] one blob cannot stand in for another, and storing the right bytes again mends it', async () => {
  const { folder, vault } = await createTestVault()
  const { sha } = await vault.blobs.put(piecesOf(randomBytes(100)))
  const [first = ''] = await blobFiles(folder)
  const bytes = randomBytes(100)
  const other = await vault.blobs.put(piecesOf(bytes))
  const second = (await blobFiles(folder)).find((file) => file !== first) ?? ''

  await writeFile(second, await readFile(first))
  expect(await faultOf(vault.blobs.open(other.sha))).toEqual({
    code: 'damaged',
    detail: { part: 'blob', sha: other.sha },
  })

  await vault.blobs.put(piecesOf(bytes))
  const reader = await vault.blobs.open(other.sha)
  expect((await collect(reader.stream())).equals(bytes)).toBe(true)
  await reader.close()
  expect(await vault.blobs.has(sha)).toBe(true)
})

test('a blob that is not there says so', async () => {
  const { vault } = await createTestVault()
  const sha = 'ab'.repeat(32)

  expect(await vault.blobs.has(sha)).toBe(false)
  expect(await faultOf(vault.blobs.open(sha))).toMatchObject({ code: 'not-found' })
})

test('a source that fails leaves nothing behind', async () => {
  const { folder, vault } = await createTestVault()
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield randomBytes(200_000)
    throw new Error('the stick was pulled out')
  }

  await expect(vault.blobs.put(failing())).rejects.toThrow('pulled out')

  expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
  expect(await blobFiles(folder)).toEqual([])
})

test('derived bytes come back, and are absent once altered or deleted', async () => {
  const { folder, vault } = await createTestVault()
  await vault.derived.put('thumbnail/abc', Buffer.from('ảnh nhỏ'))
  expect(Buffer.from((await vault.derived.get('thumbnail/abc')) ?? []).toString()).toBe('ảnh nhỏ')
  expect(await vault.derived.get('thumbnail/xyz')).toBeNull()

  const [entry] = await readdir(path.join(folder, 'derived'), { recursive: true, withFileTypes: true }).then(
    (all) => all.filter((each) => each.isFile()),
  )
  await writeFile(path.join(entry?.parentPath ?? '', entry?.name ?? ''), Buffer.alloc(50))

  expect(await vault.derived.get('thumbnail/abc')).toBeNull()
})

function watchedFiles(onRead: (position: number, length: number) => void): Files {
  const real = createNodeFiles()
  return {
    ...real,
    open: async (file, access) => {
      const opened = await real.open(file, access)
      if (opened === null) return null
      return {
        ...opened,
        read: async (length, position) => {
          const bytes = await opened.read(length, position)
          onRead(position, bytes.length)
          return bytes
        },
      }
    },
  }
}
