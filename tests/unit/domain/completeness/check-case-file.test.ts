import { expect, test } from 'vitest'
import { checkCaseFile } from '../../../../domain/completeness/check-case-file.ts'
import { type CompletenessFault, summary } from '../../../../domain/completeness/completeness-fault.ts'
import {
  checkedOf,
  cleanCaseFile,
  cleanDocument,
  cleanTwin,
  faultyTwin,
  type Laid,
  planted,
} from '../../../support/faulty-case-files.ts'
import { aPlanEntry, idOf } from '../../../support/memory-vault.ts'

const check = (laid: Laid): readonly CompletenessFault[] => checkCaseFile(checkedOf(laid))
/** `<code> <nth document, 0 for the file>`. */
const named = ({ code, jump: { document } }: CompletenessFault): string =>
  `${code} ${document === null ? 0 : Number(document.slice(-12))}`

test('[CF36] the clean twin has no fault', () => {
  expect(check(cleanTwin())).toEqual([])
})

test('[CF36] every planted fault is listed, each once, and nothing else', () => {
  const found = check(faultyTwin()).map(named)

  expect(planted.length).toBeGreaterThanOrEqual(25)
  expect([...found].sort()).toEqual([...planted].sort())
})

test('[CF37] a fault carries the facts of its sentence and the very place where it is mended', () => {
  const faults = check(faultyTwin())
  const of = (code: string) => faults.find((fault) => fault.code === code)

  expect(of('duplicate-code')).toEqual({
    code: 'duplicate-code',
    severity: 'must',
    point: 5,
    facts: {
      name: 'Quyết định 43/QĐ-UBND',
      order: 24,
      otherName: 'Tờ trình 43/QĐ-UBND',
      otherOrder: 9,
    },
    jump: { place: 'contents', document: idOf('doc', 24) },
  })
  expect(of('resolution-low')).toMatchObject({
    facts: { order: 16, page: 1, dpi: 150, least: 200 },
    jump: { place: 'contents', document: idOf('doc', 16), page: 0 },
  })
  expect(of('cited-missing')).toMatchObject({
    facts: { order: 6, cited: 'Tờ trình số 12/TTr-UBND' },
    jump: { place: 'review', document: idOf('doc', 6), page: 0 },
  })
  expect(of('cited-elsewhere')).toMatchObject({
    facts: { caseNotation: '03.TH' },
    jump: { document: idOf('doc', 99), caseFile: idOf('case', 7) },
  })
  expect(of('number-gap')?.facts).toEqual({ number: 42, notation: 'QĐ-UBND', year: '2025' })
  expect(of('retention-below-document')?.facts).toMatchObject({ order: 7, retention: '07-5', least: '05' })
})

test('[CF36] what rules each other out is found as well', () => {
  const clean = cleanTwin()
  const withFile = (file: Partial<Laid['contents']['file']>, part: Partial<Laid> = {}): string[] =>
    check({ ...clean, contents: { ...clean.contents, file: cleanCaseFile(file) }, ...part }).map(named)

  expect(withFile({ startDate: '2025-12-31', endDate: '2025-01-01' })).toContain('dates-reversed 0')
  expect(withFile({ startDate: '2025-03-02', endDate: '2025-04-30' })).toEqual([])
  expect(withFile({ startDate: '2025-03-03', endDate: '2025-04-30' })).toEqual(['date-outside-file 1'])
  expect(withFile({ retention: '99' })).toEqual(['retention-unknown 0', 'description-not-in-list 0'])
  const entry = aPlanEntry(1, { title: 'Việc khác', retention: '01' })
  expect(withFile({}, { entry })).toEqual(['retention-below-plan 0'])
  expect(check({ ...clean, contents: { file: cleanCaseFile(), documents: [] } }).map(named)).toEqual([
    'no-documents 0',
  ])
})

test('[CF36] a retention below the schedule is a must once the province confirmed the row', () => {
  const clean = cleanTwin()
  const { schedule } = clean.authority
  const entries = schedule.entries.map((row) => ({ ...row, verified: true }))
  const authority = { ...clean.authority, schedule: { ...schedule, entries } }
  const file = cleanCaseFile({ retention: '07-5' })

  const found = check({ ...clean, authority, entry: null, contents: { ...clean.contents, file } })

  expect(found.find(({ code }) => code === 'retention-below-schedule')).toMatchObject({
    severity: 'must',
    facts: { retention: '07-5', least: '06' },
  })
})

test('[CF36] forms that differ in their numbers are no doubles, and few numbers of a series have no gaps', () => {
  const clean = cleanTwin()
  const [first, second] = clean.contents.documents
  if (first === undefined || second === undefined) throw new RangeError('no documents')
  const layer = clean.layers.get('p1')
  if (layer === undefined) throw new RangeError('no layer')
  const far = [1, 40, 90].map((number, at) =>
    cleanDocument(at + 1, {
      values: { ...first.values, number: String(number), notation: 'QĐ-UBND' },
    }),
  )

  expect(check({ ...clean, layers: new Map([...clean.layers, ['p3', layer]]) })).toEqual([])
  expect(check({ ...clean, contents: { ...clean.contents, documents: far } })).toEqual([])
})

test('[CF38] the first hundred faults are listed with musts first, and all are counted', () => {
  const clean = cleanTwin()
  const documents = Array.from({ length: 150 }, (_, at) =>
    cleanDocument(at + 1, { isAccepted: at % 2 === 0, sheets: null }),
  )
  const found = summary(check({ ...clean, layers: new Map(), contents: { ...clean.contents, documents } }))

  expect(found).toMatchObject({ musts: 75, shoulds: 1 })
  expect(found.faults).toHaveLength(76)
  expect(found.faults.at(-1)?.severity).toBe('should')
  expect(found.points.find(({ point }) => point === 4)).toEqual({ point: 4, musts: 75, shoulds: 0 })
  const many = Array.from({ length: 150 }, (_, at) => cleanDocument(at + 1, { isAccepted: false }))
  const all = summary(
    check({ ...clean, layers: new Map(), contents: { ...clean.contents, documents: many } }),
  )
  expect([all.musts, all.faults.length]).toEqual([150, 100])
})
