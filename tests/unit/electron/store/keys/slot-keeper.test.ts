import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { armor, Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import type { Failpoint } from '../../../../../electron/store/files/failpoint.ts'
import { createNodeFiles } from '../../../../../electron/store/files/node-files.ts'
import { openSlots } from '../../../../../electron/store/keys/key-slots.ts'
import { saltOf } from '../../../../../electron/store/keys/passphrase-key.ts'
import { openVault, type Vault } from '../../../../../electron/store/vault.ts'
import { readHeader } from '../../../../../electron/store/vault-header.ts'
import {
  createTestVault,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  temporaryFolder,
  testPorts,
} from '../../../../support/test-vault.ts'

const SECOND = 'mật khẩu của người thứ hai'
const THIRD = 'mật khẩu của người thứ ba'

const slotFile = (folder: string, id: string) => path.join(folder, 'keys', `${id}.age`)
const namesOf = async (folder: string) => (await readdir(path.join(folder, 'keys'))).sort()

async function opens(folder: string, secret: string): Promise<string> {
  const vault = await openVault(folder, secret, testPorts())
  await vault.close()
  return vault.openedBy.id
}

test('[KY4] each user has a slot of their own, and the vault tells which one a secret opened', async () => {
  const { folder, vault, recoveryCode } = await createTestVault()
  const second = await vault.keySlots.addPassphrase(SECOND)
  const third = await vault.keySlots.addPassphrase(THIRD)
  const { slot: sheet, code } = await vault.keySlots.addRecovery()
  await vault.close()

  expect(await opens(folder, PASSPHRASE)).toBe(vault.openedBy.id)
  expect(await opens(folder, SECOND)).toBe(second.id)
  expect(await opens(folder, THIRD.normalize('NFD'))).toBe(third.id)
  expect(await opens(folder, code)).toBe(sheet.id)
  expect([vault.openedBy.id, second.id, third.id, sheet.id]).not.toContain(await opens(folder, recoveryCode))
})

test('passphrase slots of one vault share a salt, so that trying them all costs one scrypt', async () => {
  const { folder, vault } = await createTestVault()
  const second = await vault.keySlots.addPassphrase(SECOND)

  const salts = await Promise.all(
    [vault.openedBy.id, second.id].map(async (id) =>
      saltOf(armor.decode(await readFile(slotFile(folder, id), 'utf8'))),
    ),
  )

  expect(salts[0]).toHaveLength(16)
  expect(salts[1]).toEqual(salts[0])
})

test('[KY4] a passphrase that opens a slot already is refused for another one', async () => {
  const { folder, vault } = await createTestVault()
  const before = await namesOf(folder)
  const refused = { code: 'invalid-input', detail: { reason: 'passphrase-used' } }

  expect(await faultOf(vault.keySlots.addPassphrase(PASSPHRASE.normalize('NFD')))).toEqual(refused)
  const second = await vault.keySlots.addPassphrase(SECOND)
  expect(await faultOf(vault.keySlots.changePassphrase(second.id, PASSPHRASE))).toEqual(refused)
  expect(await faultOf(vault.keySlots.addPassphrase('age-secret-key-1 xyz'))).toEqual({
    code: 'invalid-input',
    detail: { reason: 'passphrase' },
  })

  expect(await namesOf(folder)).toEqual([...before, `${second.id}.age`].sort())
})

test('[KY5] after a passphrase was changed only the new one opens, and nothing has to be sealed again', async () => {
  const { folder, vault } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'đất')])

  await vault.keySlots.changePassphrase(vault.openedBy.id, SECOND)
  await vault.close()

  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toMatchObject({
    code: 'wrong-passphrase',
  })
  const again = await openVault(folder, SECOND, testPorts())
  expect(again.record(record)).toEqual(vault.record(record))
  await again.close()
})

test('[KY5] the slot of a removed user is gone from the disk and opens nothing', async () => {
  const { folder, vault } = await createTestVault()
  const second = await vault.keySlots.addPassphrase(SECOND)

  await vault.keySlots.remove([second.id])
  await vault.close()

  expect(existsSync(slotFile(folder, second.id))).toBe(false)
  expect(await readFile(path.join(folder, 'vault.json'), 'utf8')).not.toContain(second.id)
  expect(await faultOf(openVault(folder, SECOND, testPorts()))).toMatchObject({ code: 'wrong-passphrase' })
  expect(await opens(folder, PASSPHRASE)).toBe(vault.openedBy.id)
})

test('the last slot stays', async () => {
  const { vault } = await createTestVault()

  const all = vault.keySlots.slots().map(({ id }) => id)
  expect(await faultOf(vault.keySlots.remove(all))).toMatchObject({ code: 'conflict' })
})

test('[KY6] the key of the province opens the vault; what is no public key is refused', async () => {
  const { folder, vault } = await createTestVault()
  const identity = await generateX25519Identity()

  const slot = await vault.keySlots.addProvince(await identityToRecipient(identity))
  expect(await faultOf(vault.keySlots.addProvince(`age1${'q'.repeat(58)}`))).toEqual({
    code: 'invalid-input',
    detail: { reason: 'recipient' },
  })
  await vault.close()

  expect(await opens(folder, identity)).toBe(slot.id)
})

test('one slot that cannot be read locks out only its own user', async () => {
  const { folder, vault } = await createTestVault()
  const second = await vault.keySlots.addPassphrase(SECOND)
  await vault.close()

  await writeFile(slotFile(folder, vault.openedBy.id), 'không phải age')

  expect(await opens(folder, SECOND)).toBe(second.id)
  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toEqual({
    code: 'damaged',
    detail: { part: 'keys' },
  })
})

const run = promisify(execFile)

class Killed extends Error {}

/** How the slots change, and which secrets must open whatever came of it. */
const changes: Readonly<Record<string, (vault: Vault) => Promise<unknown>>> = {
  add: (vault) => vault.keySlots.addPassphrase(THIRD),
  change: async (vault) => {
    const slot = await vault.keySlots.verify(SECOND)
    await vault.keySlots.changePassphrase(slot.id, THIRD)
  },
  remove: async (vault) => vault.keySlots.remove([(await vault.keySlots.verify(SECOND)).id]),
  sheet: (vault) => vault.keySlots.addRecovery(),
}
/** Does the passphrase of the second user open, and that of the third? */
const outcomes: Readonly<Record<string, readonly (readonly boolean[])[]>> = {
  add: [
    [true, false],
    [true, true],
  ],
  change: [
    [true, false],
    [false, true],
  ],
  remove: [
    [true, false],
    [false, false],
  ],
  sheet: [[true, false]],
}
const moments: readonly Failpoint[] = [
  'replacement-written',
  'replacement-synced',
  'replacement-renamed',
  'key-slot-added',
  'key-header-written',
  'key-slot-removed',
]
const cases = Object.keys(changes).flatMap((name) =>
  moments.flatMap((moment) =>
    (moment.startsWith('replacement') ? [1, 2] : [1]).map((time) => [name, moment, time] as const),
  ),
)

test.each(cases)(
  '[KY5] a change of the slots (%s) that ends at %s, time %i, leaves a vault that opens',
  async (name, moment, time) => {
    const made = await createTestVault()
    await made.vault.keySlots.addPassphrase(SECOND)
    let left = Number.POSITIVE_INFINITY
    const vault = await made.reopen({
      failpoint: (reached) => {
        if (reached === moment && --left === 0) throw new Killed()
      },
    })
    left = time

    await changes[name]?.(vault).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
    left = Number.POSITIVE_INFINITY
    await vault.close()

    expect(await opens(made.folder, PASSPHRASE)).toBe(made.vault.openedBy.id)
    expect(await canOpen(made.folder, made.recoveryCode)).toBe(true)
    // Whatever was under way is done or is not, and no slot that the header names is missing or half written.
    const user = await Promise.all([SECOND, THIRD].map((secret) => canOpen(made.folder, secret)))
    expect(outcomes[name]).toContainEqual(user)
  },
)

async function canOpen(folder: string, secret: string): Promise<boolean> {
  const header = await readHeader(createNodeFiles(), folder)
  const opened = openSlots(createNodeFiles(), path.join(folder, 'keys'), { slots: header.slots, secret })
  return opened.then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'wrong-passphrase' })
      return false
    },
  )
}

const age = '/usr/bin/age'
const script = '/usr/bin/script'

/** What the age command decrypts; on a machine without it, what its package does by itself. */
async function decrypted(file: string, secret: string): Promise<Buffer> {
  if (!existsSync(age) || !existsSync(script)) return packageDecrypts(file, secret)
  const folder = await temporaryFolder()
  const out = path.join(folder, 'khoa')
  if (secret.startsWith('AGE-SECRET-KEY-1')) {
    const identity = path.join(folder, 'phieu.txt')
    await writeFile(identity, `${secret}\n`)
    await run(age, ['--decrypt', '-o', out, '-i', identity, file])
  } else {
    // age reads a passphrase from a terminal only.
    const child = run(script, ['-qec', `${age} --decrypt -o ${out} ${file}`, '/dev/null'])
    child.child.stdin?.write(`${secret}\n`)
    await child
  }
  return readFile(out)
}

async function packageDecrypts(file: string, secret: string): Promise<Buffer> {
  const decrypter = new Decrypter()
  if (secret.startsWith('AGE-SECRET-KEY-1')) decrypter.addIdentity(secret)
  else decrypter.addPassphrase(secret)
  return Buffer.from(await decrypter.decrypt(armor.decode(await readFile(file, 'utf8'))))
}

test('[KY3] the age command opens the slot of a user and that of a recovery sheet, and finds the same key', async () => {
  const { folder, vault } = await createTestVault()
  const user = await vault.keySlots.addPassphrase('passphrase of ascii')
  const { slot: sheet, code } = await vault.keySlots.addRecovery()
  const identity = `AGE-SECRET-KEY-1${code.slice(16).replaceAll(' ', '')}`

  const byUser = await decrypted(slotFile(folder, user.id), 'passphrase of ascii')
  const bySheet = await decrypted(slotFile(folder, sheet.id), identity)

  expect(byUser).toHaveLength(32)
  expect(bySheet).toEqual(byUser)
  const first = slotFile(folder, vault.openedBy.id)
  expect(await packageDecrypts(first, PASSPHRASE.normalize('NFC'))).toEqual(byUser)
})
