import { expect, test } from 'vitest'
import { Authority, isAgencyCode, isNewer, profileOf } from '../../../domain/authority.ts'
import {
  disagreementIn,
  filesOf,
  headOf,
  parseAuthorityFile,
  withFile,
} from '../../../domain/authority-file.ts'
import { shippedAuthority } from '../../support/shipped-authority.ts'

const shipped = shippedAuthority
const head = { version: '2027-01-01', source: 'Sở Nội vụ' }
const asFile = (file: string, content: object): unknown =>
  JSON.parse(JSON.stringify({ ...content, ...head, file }))

function sound(json: unknown) {
  const parsed = parseAuthorityFile(json)
  if (parsed.kind !== 'sound') throw new Error(`the file is ${parsed.kind}`)
  return parsed.file
}

test('[CF10] the shipped data agree with each other, and every file has a version and a source', () => {
  expect(disagreementIn(shipped)).toBeNull()
  for (const name of filesOf(shipped)) {
    const { version, source, entries } = headOf(shipped, name)
    expect([name, version, source.length > 0, entries > 0]).toEqual([
      name,
      expect.stringMatching(/^\d{4}-/),
      true,
      true,
    ])
  }
})

test('[CF10] the retention schedule has a basis for every row, none confirmed, and known codes', () => {
  const { schedule, retentions } = shipped
  const codes = new Set(retentions.entries.map(({ code }) => code))

  expect(schedule.entries.length).toBeGreaterThan(30)
  expect(schedule.entries.filter(({ basis }) => basis === '')).toEqual([])
  expect(schedule.entries.filter(({ verified }) => verified)).toEqual([])
  expect(schedule.entries.flatMap(({ retention }) => retention).filter((code) => !codes.has(code))).toEqual(
    [],
  )
})

test('[CF10] both profiles have the lengths of the code of a case file and a way to write dates', () => {
  const lengthOf = (id: string, name: string): number | null | undefined =>
    profileOf(shipped, id).caseFile.find((element) => element.name === name)?.maxLength

  expect([lengthOf('tt05-2025', 'fileCode'), lengthOf('tt02-2019', 'FileCode')]).toEqual([100, 30])
  expect(profileOf(shipped, 'tt02-2019').dateFormat).toBe('DD/MM/YYYY')
  expect(profileOf(shipped, null).id).toBe('tt05-2025')
  expect(shipped.profiles.map(({ caseFile, document }) => [caseFile.length, document.length])).toEqual([
    [18, 22],
    [18, 22],
  ])
})

test("a file is laid over the law's data in place of the one before", () => {
  const entries = [...shipped.retentions.entries, { code: '08', name: '40 năm', years: 40 }]
  const file = sound(asFile('retentions', { entries }))

  const after = withFile(shipped, file)

  expect(headOf(after, 'retentions')).toEqual({ ...head, entries: entries.length })
  expect(after.lists).toBe(shipped.lists)
})

test('a profile that the program does not know is added', () => {
  const profile = { ...profileOf(shipped, null), id: 'tt99-2027', name: 'Thông tư 99/2027' }

  const after = withFile(shipped, sound(asFile('profiles/tt99-2027', profile)))

  expect(after.profiles.map(({ id }) => id)).toEqual(['tt05-2025', 'tt02-2019', 'tt99-2027'])
  expect(headOf(shipped, 'profiles/tt99-2027').entries).toBe(0)
})

test.each([
  ['nothing', null],
  ['a list', []],
  ['a file without a name', { ...head, entries: [] }],
  ['an unknown name', asFile('passwords', { entries: [] })],
  ['a name that is a property of objects', asFile('constructor', { entries: [] })],
  ['a way out of the folder', asFile('profiles/../../x', {})],
])('[CF11] %s is no data file', (_what, json) => {
  expect(parseAuthorityFile(json)).toEqual({ kind: 'unknown' })
})

const { accessModes } = shipped.lists.entries
const withModes = (modes: readonly object[]): unknown =>
  asFile('lists', { entries: { ...shipped.lists.entries, accessModes: modes } })
const agencyCodes = (pattern: string): unknown => asFile('agency-codes', { pattern, maxLength: 35 })

test.each([
  ['a wrong version', 'version', { ...shipped.retentions, file: 'retentions', version: 'mới nhất' }],
  ['an entry without a code', 'entries.0.code', asFile('retentions', { entries: [{ name: 'x', years: 1 }] })],
  ['entries that are none', 'entries', asFile('retentions', { entries: 'all' })],
  ['a selectable code 03', 'entries.accessModes', withModes([{ code: '03', name: 'Kín', selectable: true }])],
  [
    'a secret by its name',
    'entries.accessModes',
    withModes([{ code: '04', name: 'Tối mật', selectable: true }]),
  ],
  ['a pattern that never ends', 'pattern', agencyCodes('^(a+)+$')],
  ['a pattern that is none', 'pattern', agencyCodes('(')],
  ['a profile under another name', 'id', asFile('profiles/tt01-2030', profileOf(shipped, null))],
])('[CF11] a file with %s is refused at its place', (_what, place, json) => {
  expect(parseAuthorityFile(json)).toEqual({ kind: 'wrong', place })
})

const { entries: codes } = shipped.retentions
const { entries: rows } = shipped.schedule

test.each([
  ['a code that is gone', 'unknown-code', asFile('retentions', { entries: codes.slice(0, 2) })],
  ['an empty list', 'empty', asFile('document-types', { entries: [] })],
  ['a code twice', 'twice', asFile('retentions', { entries: [...codes, ...codes.slice(0, 1)] })],
  ['no open access', 'missing-code', withModes(accessModes.slice(1))],
  ['a row twice', 'twice', asFile('retention-schedule', { entries: [...rows, ...rows.slice(0, 1)] })],
])('[CF11] %s does not agree with the other files', (_what, kind, json) => {
  expect(disagreementIn(withFile(shipped, sound(json)))).toMatchObject({ kind })
})

test.each([
  ['an unknown list', { list: 'planets' }, 'unknown-list'],
  [
    'a condition on nothing',
    { required: 'when', when: { element: 'moon', equals: ['1'] } },
    'unknown-element',
  ],
  ['a condition that is missing', { required: 'when' }, 'unknown-element'],
])('[CF11] a profile with %s does not agree with the other files', (_what, part, kind) => {
  const profile = profileOf(shipped, null)
  const caseFile = profile.caseFile.map((one) => (one.name === 'format' ? { ...one, ...part } : one))

  const after = withFile(shipped, sound(asFile('profiles/tt05-2025', { ...profile, caseFile })))

  expect(disagreementIn(after)).toMatchObject({ kind, where: 'profiles/tt05-2025' })
})

test('versions follow their day and then their issue', () => {
  expect(isNewer('2026-01-01', '2025-12-31')).toBe(true)
  expect(isNewer('2026-01-01.2', '2026-01-01')).toBe(true)
  expect(isNewer('2026-01-01.10', '2026-01-01.9')).toBe(true)
  expect(isNewer('2026-01-01', '2026-01-01')).toBe(false)
})

test('codes of agencies follow the pattern of the data file', () => {
  expect(
    ['H27', 'H27.15', 'H27.38.05', 'H27.1234', 'h27', `H27${'.1'.repeat(5)}`].map((code) =>
      isAgencyCode(shipped, code),
    ),
  ).toEqual([true, true, true, false, false, false])
  expect(Authority.safeParse(shipped).success).toBe(true)
})
