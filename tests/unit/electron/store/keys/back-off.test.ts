import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { waitAfter } from '../../../../../electron/store/keys/back-off.ts'
import { openVault } from '../../../../../electron/store/vault.ts'
import { createTestVault, faultOf, PASSPHRASE, testPorts } from '../../../../support/test-vault.ts'

const wrong = { code: 'wrong-passphrase', detail: {} }
const wait = (seconds: number) => ({
  code: 'too-many-requests',
  detail: { reason: 'passphrase', seconds },
})

async function lockedVault() {
  const { folder, vault, recoveryCode } = await createTestVault()
  await vault.close()
  let nowMs = 1_767_571_200_000
  const ports = testPorts({ clock: { nowMs: () => nowMs } })
  return {
    folder,
    recoveryCode,
    later: (ms: number) => {
      nowMs += ms
    },
    attempt: (secret: string) => faultOf(openVault(folder, secret, ports)),
    open: async () => {
      const vault = await openVault(folder, PASSPHRASE, ports)
      await vault.close()
    },
  }
}

test('[KY7] three wrong passphrases cost nothing, each one after them doubles the wait, up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 500].map(waitAfter)).toEqual(
    [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000),
  )
})

test('[KY7] who must wait is told how long, even with the right passphrase and after a restart', async () => {
  const { attempt, later, open } = await lockedVault()
  for (let time = 1; time <= 3; time += 1) expect(await attempt('sai rồi')).toEqual(wrong)

  expect(await attempt(PASSPHRASE)).toEqual(wait(1))
  later(1000)
  expect(await attempt('sai nữa')).toEqual(wrong)
  later(1500)
  expect(await attempt(PASSPHRASE)).toEqual(wait(1))
  later(500)
  await open()

  // A success forgets the failures.
  expect(await attempt('sai rồi')).toEqual(wrong)
  expect(await attempt('sai rồi')).toEqual(wrong)
  await open()
})

test('[KY7] a clock that was set back does not lock anybody out for longer than the wait', async () => {
  const { attempt, later, open } = await lockedVault()
  for (let time = 1; time <= 3; time += 1) await attempt('sai rồi')

  later(-20 * 365 * 86_400_000)
  expect(await attempt(PASSPHRASE)).toEqual(wait(1))
  later(1000)
  await open()
})

test('[KY7] a mistyped recovery code is no failure, and the file of failures holds numbers only', async () => {
  const { folder, attempt, recoveryCode, open } = await lockedVault()
  const mistyped = recoveryCode.slice(0, -3)
  for (let time = 1; time <= 5; time += 1) {
    expect(await attempt(mistyped)).toMatchObject({ code: 'invalid-input' })
  }
  await attempt('sai rồi')

  const file = path.join(folder, 'attempts.json')
  expect(await readFile(file, 'utf8')).toMatch(/^\{"count":1,"atMs":\d+\}\n$/)
  await writeFile(file, 'hỏng')
  await open()
})
