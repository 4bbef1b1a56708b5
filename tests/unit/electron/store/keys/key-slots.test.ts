import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { expect, test } from 'vitest'
import * as z from 'zod'
import {
  passphraseIdentity,
  passphraseKeys,
  passphraseRecipient,
} from '../../../../../electron/store/keys/passphrase-key.ts'
import { createVault, openVault } from '../../../../../electron/store/vault.ts'
import {
  createTestVault,
  edit,
  faultOf,
  newRecord,
  PASSPHRASE,
  temporaryFolder,
  testPorts,
} from '../../../../support/test-vault.ts'

async function slotTexts(folder: string): Promise<string[]> {
  const keys = path.join(folder, 'keys')
  return Promise.all((await readdir(keys)).map((name) => readFile(path.join(keys, name), 'utf8')))
}

test('[KY1] the passphrase opens the vault, however its letters are composed; a wrong one does not and says so', async () => {
  const { folder, vault } = await createTestVault()
  await vault.close()

  for (const wrong of ['một mật khẩu khác', PASSPHRASE.toUpperCase(), `${PASSPHRASE} `]) {
    expect(await faultOf(openVault(folder, wrong, testPorts()))).toEqual({
      code: 'wrong-passphrase',
      detail: {},
    })
  }
  await rm(path.join(folder, 'attempts.json'))
  for (const right of [PASSPHRASE.normalize('NFC'), PASSPHRASE.normalize('NFD')]) {
    const opened = await openVault(folder, right, testPorts())
    expect([opened.id, opened.station.id]).toEqual([vault.id, vault.station.id])
    await opened.close()
  }
})

test('[KY2] the recovery code opens the vault, typed with any case, spaces and dashes', async () => {
  const { folder, vault, recoveryCode } = await createTestVault()
  const record = newRecord('case')
  await vault.append([edit(record, '/title', 'đất')])
  await vault.close()

  expect(recoveryCode).toMatch(/^AGE-SECRET-KEY-1( [0-9A-Z]{2,4}){15}$/)
  for (const typed of [
    recoveryCode,
    recoveryCode.toLowerCase(),
    recoveryCode.replaceAll(/[ -]/g, ''),
    recoveryCode.replaceAll(' ', ' – '),
    `\n ${recoveryCode}\t`,
  ]) {
    const opened = await openVault(folder, typed, testPorts())
    expect(opened.record(record)).toEqual(vault.record(record))
    await opened.close()
  }
})

test('[KY2] a mistyped recovery code is recognised as mistyped, one of another vault as wrong', async () => {
  const { folder, vault, recoveryCode } = await createTestVault()
  const { recoveryCode: foreign } = await createTestVault()
  await vault.close()
  const mistyped = { code: 'invalid-input', detail: { reason: 'recovery-code' } }

  for (let at = 'AGE-SECRET-KEY-1 '.length; at < recoveryCode.length; at += 7) {
    const wrong = recoveryCode[at] === 'Q' ? 'P' : 'Q'
    if (recoveryCode[at] === ' ') continue
    const typed = recoveryCode.slice(0, at) + wrong + recoveryCode.slice(at + 1)
    expect(await faultOf(openVault(folder, typed, testPorts()))).toEqual(mistyped)
  }
  expect(await faultOf(openVault(folder, recoveryCode.slice(0, -3), testPorts()))).toEqual(mistyped)
  expect(await faultOf(openVault(folder, 'AGE-SECRET-KEY-1', testPorts()))).toEqual(mistyped)
  expect(await faultOf(openVault(folder, foreign, testPorts()))).toMatchObject({ code: 'wrong-passphrase' })
})

test('a passphrase that could be taken for a recovery code is refused', async () => {
  const folder = path.join(await temporaryFolder(), 'kho')

  expect(await faultOf(createVault(folder, { passphrase: 'age secret key 1 abc' }, testPorts()))).toEqual({
    code: 'invalid-input',
    detail: { reason: 'passphrase' },
  })
})

test('[KY3] key slots are files of the age format', async () => {
  const { folder } = await createTestVault()

  const header = z
    .object({ slots: z.array(z.object({ id: z.uuid(), kind: z.string() })) })
    .parse(JSON.parse(await readFile(path.join(folder, 'vault.json'), 'utf8')))
  expect(header.slots.map((slot) => slot.kind)).toEqual(['passphrase', 'recovery'])
  expect(new Set(await readdir(path.join(folder, 'keys')))).toEqual(
    new Set(header.slots.map((slot) => `${slot.id}.age`)),
  )

  const recipients = (await slotTexts(folder)).map((text) => {
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    const [version, stanza] = Buffer.from(armor.decode(text)).toString('latin1').split('\n')
    expect(version).toBe('age-encryption.org/v1')
    return stanza?.split(' ').slice(0, 2).join(' ')
  })
  expect(new Set(recipients)).toEqual(new Set(['-> X25519', '-> scrypt']))
})

test('[KY3] age itself opens the passphrase slot, and both slots hold the same 32 bytes', async () => {
  const { folder, recoveryCode } = await createTestVault()
  const keys: Uint8Array[] = []

  for (const text of await slotTexts(folder)) {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(PASSPHRASE)
    decrypter.addIdentity(`AGE-SECRET-KEY-1${recoveryCode.slice(16).replaceAll(' ', '')}`)
    keys.push(await decrypter.decrypt(armor.decode(text)))
  }

  expect(keys.map((key) => key.length)).toEqual([32, 32])
  expect(keys[0]).toEqual(keys[1])
})

test('our scrypt recipient and the one of the package read each other', async () => {
  const plain = Buffer.from('khoá dữ liệu')
  const theirs = new Encrypter()
  theirs.setPassphrase('mật khẩu')
  theirs.setScryptWorkFactor(3)
  const ours = new Encrypter()
  ours.addRecipient(passphraseRecipient(passphraseKeys('mật khẩu'), { scryptLogN: 3 }))

  const readsOurs = new Decrypter()
  readsOurs.addPassphrase('mật khẩu')
  const readsTheirs = new Decrypter()
  readsTheirs.addIdentity(passphraseIdentity(passphraseKeys('mật khẩu')))

  expect(Buffer.from(await readsOurs.decrypt(await ours.encrypt(plain)))).toEqual(plain)
  expect(Buffer.from(await readsTheirs.decrypt(await theirs.encrypt(plain)))).toEqual(plain)
})

test('trying a passphrase gives way to other work', async () => {
  let turns = 0
  let isTrying = true
  const other = async (): Promise<void> => {
    for (; isTrying; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  const turning = other()
  await passphraseRecipient(passphraseKeys('mật khẩu'), { scryptLogN: 15 }).wrapFileKey(new Uint8Array(16))
  isTrying = false
  await turning

  expect(turns).toBeGreaterThan(5)
})

test('a key slot that was altered or is gone is damage, not a wrong passphrase', async () => {
  const { folder, vault } = await createTestVault()
  await vault.close()
  const keys = path.join(folder, 'keys')
  for (const name of await readdir(keys)) await writeFile(path.join(keys, name), 'không phải age')

  expect(await faultOf(openVault(folder, PASSPHRASE, testPorts()))).toEqual({
    code: 'damaged',
    detail: { part: 'keys' },
  })
})
