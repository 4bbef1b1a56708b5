import { expect, test } from 'vitest'
import { createTestVault, piecesOf } from '../../../../support/test-vault.ts'

test('[IN15] a blob that is removed is gone with its picture, others stay, and removing it again changes nothing', async () => {
  const { vault } = await createTestVault()
  const [first, second] = await Promise.all(
    ['một', 'hai'].map((text) => vault.blobs.put(piecesOf(Buffer.from(text)))),
  )
  await vault.derived.put('image:một', Buffer.from('ảnh'))

  await vault.blobs.remove(first?.sha ?? '')
  await vault.blobs.remove(first?.sha ?? '')
  await vault.derived.remove('image:một')
  await vault.derived.remove('image:một')

  expect(await vault.blobs.has(first?.sha ?? '')).toBe(false)
  expect(await vault.blobs.has(second?.sha ?? '')).toBe(true)
  expect(await vault.derived.get('image:một')).toBeNull()
})
