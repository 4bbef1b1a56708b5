import { expect, test } from 'vitest'
import type { Json } from '../../../domain/json.ts'
import { applyOps, emptyRecord } from '../../../domain/merge.ts'
import { type Op, recordId } from '../../../domain/op.ts'
import { leavesNoAdministrator, type User, usersOf } from '../../../domain/user.ts'

const fonds = recordId('fonds', '00000000-0000-4000-8000-000000000001')

function recordWith(cells: Readonly<Record<string, Json>>) {
  const ops = Object.entries(cells).map(
    ([p, val], index): Op => ({
      v: 1,
      s: 'abcdefghijklmnop',
      i: 0,
      n: index + 1,
      t: [1_767_571_200_000, index],
      f: fonds,
      p,
      o: [],
      val,
      by: '',
      sv: 1,
    }),
  )
  return applyOps(emptyRecord(fonds), ops)
}

function aUser(id: string, part: Partial<User> = {}): User {
  return { id, name: `Người ${id}`, role: 'administrator', slot: `slot-${id}`, isRemoved: false, ...part }
}

test('[KY4] the one user of an old vault is its administrator and has its first passphrase slot', () => {
  expect(usersOf(recordWith({ '/user/1': { name: 'Trần Thị Mẫu' } }), 'slot-a')).toEqual([
    { id: '1', name: 'Trần Thị Mẫu', role: 'administrator', slot: 'slot-a', isRemoved: false },
  ])
})

test('a user whose role is of a newer program has the least of them, and another shape is nobody', () => {
  const record = recordWith({
    '/user/1': { name: 'Một', role: 'administrator', slot: 'slot-b', isRemoved: false },
    '/user/2': { name: 'Hai', role: 'inspector', slot: 'slot-c', isRemoved: false },
    '/user/3': 'ba',
  })

  expect(usersOf(record, 'slot-a').map(({ name, role, slot }) => [name, role, slot])).toEqual([
    ['Hai', 'clerk', 'slot-c'],
    ['Một', 'administrator', 'slot-b'],
  ])
})

test('users stand by their names as the Vietnamese alphabet has them, whatever their ids are', () => {
  const names = ['Đỗ Văn Thử', 'Dương Thị Ví', 'Êban Ví', 'An Văn Mẫu', 'Ân Văn Mẫu', 'Ê Văn Dụ', 'em']
  const cells = names.map((name, at) => [`/user/${9 - at}`, { name, role: 'clerk', slot: null }] as const)

  const listed = usersOf(recordWith(Object.fromEntries(cells)), null)

  expect(listed.map(({ name }) => name)).toEqual([
    'An Văn Mẫu',
    'Ân Văn Mẫu',
    'Dương Thị Ví',
    'Đỗ Văn Thử',
    'em',
    'Ê Văn Dụ',
    'Êban Ví',
  ])
})

test.each<[string, { readonly users: readonly User[]; readonly changed: User }, boolean]>([
  ['the only one is demoted', { users: [aUser('1')], changed: aUser('1', { role: 'clerk' }) }, true],
  [
    'the only one is removed',
    { users: [aUser('1')], changed: aUser('1', { isRemoved: true, slot: null }) },
    true,
  ],
  ['another remains', { users: [aUser('1'), aUser('2')], changed: aUser('1', { role: 'clerk' }) }, false],
  [
    'the other has no way in',
    { users: [aUser('1'), aUser('2', { slot: null })], changed: aUser('1', { role: 'leader' }) },
    true,
  ],
  [
    'a clerk is removed',
    { users: [aUser('1'), aUser('2', { role: 'clerk' })], changed: aUser('2', { isRemoved: true }) },
    false,
  ],
])('[KY5] somebody must remain who looks after users: %s', (_case, { users, changed }, expected) => {
  expect(leavesNoAdministrator(users, changed)).toBe(expected)
})
