import { expect, test } from 'vitest'
import { api } from '../../../domain/api.ts'
import { mayCall, permissions } from '../../../domain/permission.ts'
import { type Role, roles } from '../../../domain/user.ts'

/** What a leader may ask: to look, to lock, and to look after their own passphrase. */
const looking =
  `status createVault unlockVault lockVault authority noteActivity changePassphrase overview batches pageText
  documents document plan caseFiles caseFile deposits syncStatus search undoState noteAccess`.split(/\s+/)
const onlyAdministrators =
  `connect users addUser removeUser setUserRole resetPassphrase security setIdleMinutes
  newRecoverySheet confirmRecoverySheet setProvinceKey`.split(/\s+/)

test('[KY8] every procedure has its line in the table of rights, and the table has no other', () => {
  expect(Object.keys(permissions).sort()).toEqual(Object.keys(api).sort())
})

const names = Object.keys(api).sort()

test.each(names.flatMap((name) => roles.map((role) => [name, role] as const)))(
  '[KY8] %s may be called by %s exactly as the table says',
  (name, role) => {
    const permission = Object.entries(permissions).find(([row]) => row === name)?.[1] ?? []
    const isListed = permission === 'anyone' || (permission !== 'recovery' && permission.includes(role))

    expect(mayCall(role, name)).toBe(isListed)
  },
)

test.each<[Role, readonly string[]]>([
  ['clerk', onlyAdministrators],
  ['archivist', onlyAdministrators],
])('[KY8] a %s may not look after users, keys and the line', (role, refused) => {
  expect(refused.filter((name) => mayCall(role, name))).toEqual([])
})

test('[KY8] a leader only looks', () => {
  const known = new Set(Object.keys(api))
  const changing = [
    'startBatch',
    'retrySource',
    'acceptDocument',
    'fileDocument',
    'openCaseFile',
    'closeCaseFile',
  ]
  const more = [
    'reopenCaseFile',
    'createDeposit',
    'syncNow',
    'undo',
    'redo',
    'setCaseFileAccess',
    'accessRecords',
  ]

  expect(looking.filter((name) => known.has(name) && !mayCall('leader', name))).toEqual([])
  expect([...changing, ...more, ...onlyAdministrators].filter((name) => mayCall('leader', name))).toEqual([])
})

test('[KY8] an administrator may call all but what belongs to a recovery; what is no procedure, nobody may', () => {
  expect(names.filter((name) => !mayCall('administrator', name))).toEqual(['recoverUser'])
  for (const name of ['noSuch', 'toString', '__proto__', 'constructor']) {
    expect(roles.filter((role) => mayCall(role, name))).toEqual([])
  }
})
