import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { RecordId } from '../../domain/op.ts'
import {
  ADMINISTRATOR,
  addUser,
  CLERK,
  codeOf,
  LEADER,
  newDesk,
  openStatus,
  planOf,
  switchTo,
} from '../support/users-desk.ts'

test('[KY4] who signs in is who the passphrase belongs to, with their role, and signs what they do', async () => {
  const desk = await newDesk()
  expect((await openStatus(desk)).user).toEqual({ id: '1', name: 'Trần Thị Mẫu', role: 'administrator' })
  const id = await addUser(desk, 'clerk', CLERK)

  await switchTo(desk, CLERK)

  expect((await openStatus(desk)).user).toEqual({ id, name: 'Người clerk', role: 'clerk' })
  const [entry] = await planOf(desk)
  const file = await desk.client.openCaseFile({ planEntry: RecordId.parse(entry?.id) })
  await desk.client.setCaseFileAccess({ id: file.id, access: 'restricted' })
  await desk.client.caseFile(file)
  await switchTo(desk, ADMINISTRATOR)
  expect((await desk.client.accessRecords({ limit: 10 })).rows.map(({ by }) => by)).toEqual(['Người clerk'])
})

test('[KY8] the engine refuses what the role does not allow, and tells which', async () => {
  const desk = await newDesk()
  await addUser(desk, 'leader', LEADER)
  await switchTo(desk, LEADER)
  const [entry] = await planOf(desk)

  const planEntry = RecordId.parse(entry?.id)
  expect(await codeOf(desk.client.openCaseFile({ planEntry }))).toBe('forbidden role')
  expect(await codeOf(desk.client.users({}))).toBe('forbidden role')
  expect((await desk.client.caseFiles({ limit: 10 })).rows).toEqual([])
})

test('[KY5] a role that was taken away is gone at the next call; a user who was removed is locked out', async () => {
  const desk = await newDesk()
  const id = await addUser(desk, 'administrator', CLERK)
  await switchTo(desk, CLERK)
  await desk.client.setUserRole({ id: '1', role: 'clerk' })

  await switchTo(desk, ADMINISTRATOR)
  expect(await codeOf(desk.client.users({}))).toBe('forbidden role')
  await switchTo(desk, CLERK)
  await desk.client.removeUser({ id: '1' })

  await desk.client.lockVault({})
  expect(await codeOf(desk.client.unlockVault({ secret: ADMINISTRATOR }))).toBe('wrong-passphrase')
  await desk.client.unlockVault({ secret: CLERK })
  expect((await desk.client.users({})).map((user) => [user.id, user.isRemoved, user.canUnlock])).toEqual([
    [id, false, true],
    ['1', true, false],
  ])
})

test('[KY5] the last administrator can neither be demoted nor remove themselves', async () => {
  const desk = await newDesk()
  await addUser(desk, 'clerk', CLERK)

  expect(await codeOf(desk.client.setUserRole({ id: '1', role: 'leader' }))).toBe(
    'conflict last-administrator',
  )
  expect(await codeOf(desk.client.removeUser({ id: '1' }))).toBe('conflict self')
  expect(await codeOf(desk.client.addUser({ name: 'NGƯỜI CLERK', role: 'clerk', passphrase: LEADER }))).toBe(
    'invalid-input user-name',
  )
})

test('[KY5] changing the own passphrase needs the old one; an administrator resets that of another', async () => {
  const desk = await newDesk()
  const id = await addUser(desk, 'clerk', CLERK)
  await switchTo(desk, CLERK)

  expect(await codeOf(desk.client.changePassphrase({ old: ADMINISTRATOR, passphrase: LEADER }))).toBe(
    'wrong-passphrase',
  )
  await desk.client.changePassphrase({ old: CLERK, passphrase: LEADER })
  await desk.client.lockVault({})
  expect(await codeOf(desk.client.unlockVault({ secret: CLERK }))).toBe('wrong-passphrase')
  await desk.client.unlockVault({ secret: LEADER })

  await switchTo(desk, ADMINISTRATOR)
  await desk.client.resetPassphrase({ id, passphrase: CLERK })
  await switchTo(desk, CLERK)
  expect((await openStatus(desk)).user.id).toBe(id)
})

test('[KY6] who comes in with a recovery sheet gives a user a new passphrase before anything else', async () => {
  const made = await newDesk()
  const desk = await made.restart()
  await desk.client.unlockVault({ secret: desk.recoveryCode })

  const users = [{ id: '1', name: 'Trần Thị Mẫu', role: 'administrator' }]
  expect(await desk.client.status({})).toEqual({ kind: 'recovering', users })
  expect(await codeOf(desk.client.overview({}))).toBe('forbidden role')
  await desk.client.recoverUser({ id: '1', passphrase: CLERK })

  expect((await openStatus(desk)).user.id).toBe('1')
  expect(await codeOf(desk.client.recoverUser({ id: '1', passphrase: LEADER }))).toBe('forbidden role')
  await desk.client.lockVault({})
  expect(await codeOf(desk.client.recoverUser({ id: '1', passphrase: LEADER }))).toBe('locked')
  expect(await codeOf(desk.client.unlockVault({ secret: ADMINISTRATOR }))).toBe('wrong-passphrase')
  await desk.client.unlockVault({ secret: CLERK })
})

test('[ST11] the names of users never stand in clear, and their slots only by id', async () => {
  const desk = await newDesk()
  await addUser(desk, 'archivist', CLERK)
  const files = await readdir(path.join(desk.folder, 'kho'), { recursive: true, withFileTypes: true })

  for (const file of files) {
    // Reading the lock would drop it, and it is empty.
    if (!file.isFile() || file.name.startsWith('lock')) continue
    const bytes = await readFile(path.join(file.parentPath, file.name))
    const found = ['Người archivist', 'Trần Thị Mẫu', 'archivist', 'administrator'].filter((text) =>
      bytes.includes(text),
    )
    expect([file.name, found]).toEqual([file.name, []])
  }
})
