import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bookOf, type HelpEntry, HelpFile, helpOn } from '../../../domain/help-api.ts'
import { fieldNames, furtherFieldNames } from '../../../domain/records/document.ts'
import { screens } from '../../../renderer/state/view.ts'
import { shippedAuthority } from '../../support/shipped-authority.ts'

const folder = path.join(import.meta.dirname, '../../../assets/help')
const files = readdirSync(folder).map((name) =>
  HelpFile.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
)
const book = bookOf(files)

function anEntry(part: Partial<HelpEntry> = {}): HelpEntry {
  return {
    topics: ['field/subject'],
    title: { vi: 'Trích yếu', en: 'Subject' },
    text: { vi: 'Nói về việc gì.', en: 'What it is about.' },
    basis: [],
    ...part,
  }
}

describe('[UI80] help that is shipped', () => {
  test('explains every field, every element of the profiles and every screen', () => {
    const elements = shippedAuthority.profiles
      .filter(({ id }) => id === 'tt05-2025')
      .flatMap(({ caseFile, document }) => [...caseFile, ...document].map(({ name }) => `element/${name}`))
    const wanted = [
      ...elements,
      ...[...fieldNames, ...furtherFieldNames].map((name) => `field/${name}`),
      ...screens.map((screen) => `screen/${screen}`),
      'closing/endDate',
      'closing/retention',
      'closing/basis',
      'deposit/hand-over',
      'plan/title',
      'first-run/agencyCode',
    ]

    expect(wanted.filter((topic) => helpOn(book, topic) === null)).toEqual([])
  })

  test('is composed as Unicode composes it, and names acts of law as they are cited', () => {
    const words = book.entries.flatMap(({ title, text }) => [title.vi, title.en, text.vi, text.en])
    const acts = book.entries.flatMap(({ basis }) => basis.map(({ act }) => act))

    expect(words.filter((text) => text !== text.normalize('NFC'))).toEqual([])
    expect(acts.filter((act) => !/^(Luật|Nghị định|Thông tư|Quyết định) .*\d+\/\d{4}\//.test(act))).toEqual(
      [],
    )
  })
})

describe('[UI80] a help file', () => {
  const file = { file: 'help/x', version: '2026-01-01', source: 'nguồn', entries: [anEntry()] }

  test.each([
    ['no English', { entries: [{ ...anEntry(), text: { vi: 'chữ' } }] }],
    ['a topic that is none', { entries: [anEntry({ topics: ['Trích yếu'] })] }],
    ['no version', { version: 'mới' }],
    ['no entry', { entries: [] }],
  ])('with %s is refused', (_why, part) => {
    expect(HelpFile.safeParse({ ...file, ...part }).success).toBe(false)
  })

  test('that explains a topic again is refused', () => {
    expect(() => bookOf([file, file])).toThrow(RangeError)
  })
})
