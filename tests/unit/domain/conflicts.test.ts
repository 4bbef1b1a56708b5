import { expect, test } from 'vitest'
import { conflictsOf, settle } from '../../../domain/conflicts.ts'
import { shownValue } from '../../../domain/merge.ts'
import type { Edit } from '../../../domain/op.ts'
import { createEditedRecords } from '../../support/edited-records.ts'

const FILE = 'case_00000000-0000-4000-8000-000000000001'
const title = (value: string): Edit => ({ record: FILE, path: '/title', value })

/** The second clerk deleted the note and wrote another title than the first. */
function twoClerks() {
  const records = createEditedRecords()
  records.write(title('đất'), { record: FILE, path: '/note', value: 'xem lại' })
  records.writeApart(
    [
      title('đất ở'),
      { record: FILE, path: '/note', value: 'đã xem' },
      { record: FILE, path: '/year', value: 1 },
    ],
    [
      title('đất vườn'),
      { record: FILE, path: '/note', remove: true },
      { record: FILE, path: '/year', value: 1 },
    ],
  )
  return records
}

test('[MG8] every conflict is listed with who said what and when, in the order in which the values are shown', () => {
  const found = conflictsOf(twoClerks().look(FILE))

  expect(found.map(({ path }) => path)).toEqual(['/note', '/title'])
  expect(found[1]?.values).toEqual([
    { op: 'bbbbbbbbbbbbbbbb:0:1', by: 'Trần Thị Mẫu', time: [1_767_571_206_000, 0], value: 'đất vườn' },
    { op: 'aaaaaaaaaaaaaaaa:0:3', by: 'Lê Văn Mẫu', time: [1_767_571_203_000, 0], value: 'đất ở' },
  ])
  expect(found[0]?.values.map((value) => ('remove' in value ? 'removed' : value.value))).toEqual([
    'đã xem',
    'removed',
  ])
})

test('[MG8] any of the values can be kept, a deletion too, and the conflict is gone', () => {
  for (const [path, at] of [
    ['/title', 0],
    ['/title', 1],
    ['/note', 0],
    ['/note', 1],
  ] as const) {
    const records = twoClerks()
    const before = conflictsOf(records.look(FILE)).find((conflict) => conflict.path === path)
    const kept = before?.values[at]
    if (kept === undefined) throw new Error('there were two values')

    records.write(settle(records.look(FILE), path, kept.op))

    const shown = shownValue(records.look(FILE), path)
    expect(shown).toBe('remove' in kept ? undefined : kept.value)
    expect(conflictsOf(records.look(FILE)).map((conflict) => conflict.path)).not.toContain(path)
  }
})

test('[MG8] a conflict that was settled meanwhile is not settled again', () => {
  const records = twoClerks()
  records.write(title('đất ở, đất vườn'))

  expect(() => settle(records.look(FILE), '/title', 'bbbbbbbbbbbbbbbb:0:1')).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
  expect(() => settle(records.look(FILE), '/nothing', 'bbbbbbbbbbbbbbbb:0:1')).toThrow(
    expect.objectContaining({ code: 'conflict' }),
  )
})
