import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openIdentity } from '../../../../server/identity/server-identity.ts'
import { newFolder } from '../../../support/test-server.ts'

let folder: string
beforeEach(async () => {
  folder = await newFolder()
})
afterEach(() => rm(folder, { recursive: true }))

test('the identity outlives a restart; a restore keeps the key and begins another epoch', async () => {
  const first = await openIdentity(folder, false)
  const again = await openIdentity(folder, false)
  const restored = await openIdentity(folder, true)

  expect([again.key.publicKey, again.epoch]).toEqual([first.key.publicKey, first.epoch])
  expect(restored.key.publicKey).toBe(first.key.publicKey)
  expect(restored.epoch).not.toBe(first.epoch)
})

test('an identity of a newer program, or none at all, is refused instead of being replaced', async () => {
  const file = path.join(folder, 'identity.json')
  await writeFile(file, JSON.stringify({ version: 2, epoch: 'e', privateKey: 'x' }))
  await expect(openIdentity(folder, false)).rejects.toMatchObject({ code: 'newer-version' })

  await writeFile(file, '{}')
  await expect(openIdentity(folder, false)).rejects.toMatchObject({ code: 'damaged' })
})
