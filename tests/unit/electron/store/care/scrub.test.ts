import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { FaultReport } from '../../../../../domain/fault.ts'
import type { Scrub } from '../../../../../electron/store/care/scrub.ts'
import type { Vault } from '../../../../../electron/store/vault.ts'
import { createTestVault, piecesOf } from '../../../../support/test-vault.ts'

const NIGHT_MS = 86_400_000

async function putMany(vault: Vault, count: number): Promise<readonly { sha: string; bytes: Buffer }[]> {
  const stored: { sha: string; bytes: Buffer }[] = []
  for (let at = 0; at < count; at += 1) {
    const bytes = randomBytes(70_000)
    stored.push({ sha: (await vault.blobs.put(piecesOf(bytes))).sha, bytes })
  }
  return stored
}

async function blobFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, 'blobs'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

async function oneNight(scrub: Scrub, budgetBytes: number): Promise<number> {
  let pieces = 1
  while ((await scrub.piece(budgetBytes)) === 'goes-on') pieces += 1
  return pieces
}

test('[CA8] within thirty nights every blob is read again, in pieces, over restarts, and damaged ones are set aside', async () => {
  const time = { nowMs: 1_767_571_200_000 }
  const clock = { nowMs: () => time.nowMs }
  const { folder, vault, reopen } = await createTestVault({ clock })
  const stored = await putMany(vault, 40)
  const files = await blobFiles(folder)
  const [damaged = '', other = ''] = files
  for (const [file, at] of [
    [damaged, 69_000],
    [other, 3],
  ] as const) {
    const bytes = await readFile(file)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    await writeFile(file, bytes)
  }

  const heard: FaultReport[] = []
  let open = vault
  let mostPieces = 0
  for (let night = 0; night < 30; night += 1) {
    if (night === 15) open = await reopen()
    const scrub = await open.care.openScrub((damage) => heard.push(damage))
    mostPieces = Math.max(mostPieces, await oneNight(scrub, 60_000))
    // The night's share is done: nothing more is read before the next.
    expect(await scrub.piece(60_000)).toBe('rests')
    time.nowMs += NIGHT_MS
  }

  expect(new Set(heard.map(({ code, detail }) => `${code} ${detail['part']} ${detail['blob']}`))).toEqual(
    new Set([damaged, other].map((file) => `damaged blob ${path.basename(file)}`)),
  )
  expect(mostPieces).toBeGreaterThan(8)
  expect(await readdir(path.join(folder, 'quarantine'))).toHaveLength(2)
  expect(await blobFiles(folder)).toHaveLength(38)

  const missing: Buffer[] = []
  for (const { sha, bytes } of stored) if (!(await open.blobs.has(sha))) missing.push(bytes)
  expect(missing).toHaveLength(2)
  for (const bytes of missing) await open.blobs.put(piecesOf(bytes))
  for (const { sha } of stored) expect(await open.blobs.has(sha)).toBe(true)
})

test('[CA8] bytes that are stored again mend a blob that was altered, before anybody noticed', async () => {
  const { folder, vault } = await createTestVault()
  const [{ sha, bytes } = { sha: '', bytes: Buffer.alloc(0) }] = await putMany(vault, 1)
  const [file = ''] = await blobFiles(folder)
  const sealed = await readFile(file)
  sealed.writeUInt8(sealed.readUInt8(68_000) ^ 1, 68_000)
  await writeFile(file, sealed)

  await vault.blobs.put(piecesOf(bytes))

  const reader = await vault.blobs.open(sha)
  expect(bytes.equals(await reader.read(0, reader.sizeBytes))).toBe(true)
  await reader.close()
})

test('bytes that are not what was expected are not stored', async () => {
  const { folder, vault } = await createTestVault()

  await expect(vault.blobs.put(piecesOf(Buffer.from('khác')), 'a'.repeat(64))).rejects.toMatchObject({
    code: 'hash-mismatch',
  })

  expect(await blobFiles(folder)).toEqual([])
  expect(await readdir(path.join(folder, 'tmp'))).toEqual([])
})
