import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keyEntryOf, loadUpdateKeys } from '../../../../electron/update/update-keys.ts'
import { temporaryFolder } from '../../../support/test-vault.ts'
import { aReleaser } from '../../../support/update-files.ts'

async function keysOf(content: string) {
  const file = path.join(await temporaryFolder(), 'keys.json')
  await writeFile(file, content)
  return loadUpdateKeys(file)
}

test('[UP4] the keys that come with the sources are none', async () => {
  const shipped = path.join(import.meta.dirname, '../../../../assets/update/keys.json')

  expect((await loadUpdateKeys(shipped)).size).toBe(0)
})

test('a releaser is known by the id of their key, and a list that is not whole is a bug', async () => {
  const releaser = aReleaser()
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

  expect([...(await keysOf(releaser.keysJson)).keys()]).toEqual([releaser.keyId])
  await expect(keysOf(releaser.keysJson.replace(releaser.keyId, '0123456789abcdef'))).rejects.toThrow(
    /another key/,
  )
  await expect(keysOf(JSON.stringify({ keys: [keyEntryOf(publicKey)] }))).rejects.toThrow(/another key/)
  await expect(keysOf('{"keys":[],"more":1}')).rejects.toThrow(/more/)
})
