import { expect, test } from 'vitest'
import { codeLists, profileOf } from '../../../domain/authority.ts'
import {
  type Described,
  describeCaseFile,
  describeDocument,
  descriptionFaults,
  enteredElements,
  writtenValue,
} from '../../../domain/describe.ts'
import { documentIdentifier, profileFileCode } from '../../../domain/describe-sources.ts'
import { assertEditsAllowed } from '../../../domain/edit-rules.ts'
import { recordId } from '../../../domain/op.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { createEditedRecords } from '../../support/edited-records.ts'
import { aCaseFile, aDocument, aFonds } from '../../support/memory-vault.ts'
import { shippedAuthority } from '../../support/shipped-authority.ts'

const lists = codeLists(shippedAuthority)
const tt05 = profileOf(shippedAuthority, 'tt05-2025')
const tt02 = profileOf(shippedAuthority, 'tt02-2019')
const values = {
  type: '02',
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2025-03-12',
  issuer: 'UBND xã Cẩm Hoà',
  subject: 'Về việc trợ cấp',
}
const documents = [
  aDocument(1, { values }),
  aDocument(2, {
    values: { ...values, issuedDate: '2025-02-01' },
    isolated: { at: '2025-05-01T00:00:00.000Z' },
  }),
  aDocument(3, {
    values: { ...values, issuedDate: '2025-04-20' },
    extra: { language: '01,02', keyword: 'trợ cấp' },
  }),
]
const file = aCaseFile(1, {
  year: 2025,
  notation: '05.XH',
  title: 'Trợ cấp',
  retention: '07-5',
  maker: 'Trần Thị Mẫu',
  place: { store: '1', shelf: '2', box: '3' },
  extra: {},
})
const fonds = aFonds({ code: 'P27', extra: { archiveCode: 'LT.HT' } })
const context = (part: Partial<typeof file> = {}) => ({
  contents: { file: { ...file, ...part }, documents },
  fonds,
  sheets: numberSheets(documents),
})

const plain = (described: readonly Described[]): Record<string, string> =>
  Object.fromEntries(described.map(({ element, value }) => [element.name, value]))

test('[CF13] a case file is described by what is known of it, with the defaults of the profile', () => {
  expect(plain(describeCaseFile(tt05, context()))).toEqual({
    fileCode: 'H27.38.05.2025.05.XH',
    title: 'Trợ cấp',
    maintenance: '07-5',
    mode: '01',
    language: '01',
    startDate: '2025-03-12',
    endDate: '2025-04-20',
    keyword: '',
    totalDoc: '2',
    numberOfPaper: '4',
    numberOfPage: '4',
    format: '',
    inforSign: '',
    confidenceLevel: '02',
    paperFileCode: 'LT.HT.1/2/3.05.XH',
    riskRecovery: '0',
    riskRecoveryStatus: '',
    description: 'Người lập hồ sơ: Trần Thị Mẫu',
  })
})

test('[CF13] what a person entered stands before what is computed, and falls away with its condition', () => {
  const extra = {
    riskRecovery: '1',
    riskRecoveryStatus: '02',
    paperFileCode: 'X.1',
    description: 'Đủ',
    confidenceLevel: '01',
  }
  const described = plain(describeCaseFile(tt05, context({ extra })))

  expect(described).toMatchObject({
    riskRecovery: '1',
    riskRecoveryStatus: '02',
    description: 'Đủ',
    confidenceLevel: '01',
    paperFileCode: '',
  })
  expect(plain(describeCaseFile(tt05, context({ extra: { riskRecoveryStatus: '02' } })))).toMatchObject({
    riskRecoveryStatus: '',
  })
})

test('[CF13] a document has its own code with its place among those that are shown', () => {
  const [first, isolated, third] = documents
  if (first === undefined || isolated === undefined || third === undefined) throw new Error('three documents')
  const described = plain(describeDocument(tt05, context(), third))

  expect(described).toMatchObject({
    docCode: 'H27.38.05.2025.05.XH.0000002',
    typeName: '02',
    codeNumber: '15',
    codeNotation: 'QĐ-UBND',
    issuedDate: '2025-04-20',
    language: '01,02',
    keyword: 'trợ cấp',
    numberOfPage: '2',
    mode: '01',
    isCan: '',
  })
  expect(described['docId']).toMatch(/^[0-9A-Z]{25}$/)
  expect(plain(describeDocument(tt05, context(), first))['docCode']).toBe('H27.38.05.2025.05.XH.0000001')
  expect(descriptionFaults(describeDocument(tt05, context(), third), lists)).toEqual([])
})

test('[CF13] nothing of the shipped profiles is at fault in a whole case file', () => {
  expect(descriptionFaults(describeCaseFile(tt05, context()), lists)).toEqual([])
})

test('[CF13] what is missing, too long or in no list is told by its element', () => {
  const described = describeCaseFile(
    tt05,
    context({
      title: '',
      retention: '99',
      place: null,
      extra: { keyword: 'x'.repeat(101), language: '01,77', mode: '01' },
    }),
  )
  const faults = descriptionFaults(described, lists).map(({ element, kind }) => `${element.name} ${kind}`)

  expect(faults).toEqual([
    'title missing',
    'maintenance not-in-list',
    'language not-in-list',
    'keyword too-long',
    'paperFileCode missing',
  ])
})

test('[CF13] a code that the law has and nobody may give is in no list', () => {
  const described = describeCaseFile(tt05, context()).map((one) =>
    one.element.name === 'mode' ? { ...one, value: '03' } : one,
  )

  expect(descriptionFaults(described, lists)).toMatchObject([
    { element: { name: 'mode' }, kind: 'not-in-list' },
  ])
})

test('[CF14] the profile of Thông tư 02/2019 has its own code, lengths and words', () => {
  const described = describeCaseFile(tt02, context({ access: 'restricted' }))
  const written = Object.fromEntries(
    described.map((one) => [one.element.name, writtenValue(one, tt02, lists)]),
  )

  expect(written).toMatchObject({
    FileCode: 'LT.HT.P27.2025.05.XH',
    Identifier: 'LT.HT',
    OrganId: 'P27',
    FileCatalog: '2025',
    Maintenance: 'Khác: 5 năm',
    Rights: 'Sử dụng có điều kiện',
    Language: 'Tiếng Việt',
    StartDate: '12/03/2025',
    PhysicalNum: '4',
  })
  const long = describeCaseFile(tt02, context({ notation: '0123456789.ABCDEFGHIJ' }))
  expect(descriptionFaults(long, lists).map(({ element, kind }) => `${element.name} ${kind}`)).toEqual([
    'FileCode too-long',
    'FileNotation too-long',
  ])
})

test('[CF14] what was entered under one profile stands under the other', () => {
  const extra = { keyword: 'trợ cấp', format: '01' }

  expect(plain(describeCaseFile(tt02, context({ extra })))).toMatchObject({
    Keyword: 'trợ cấp',
    Format: '01',
  })
})

test('a written code is that of the circular, and a date as the profile has it', () => {
  const written = describeCaseFile(tt05, context()).map((one) => [
    one.element.name,
    writtenValue(one, tt05, lists),
  ])

  expect(Object.fromEntries(written)).toMatchObject({
    maintenance: '07',
    startDate: '12/03/2025',
    language: '01',
  })
  const iso = { ...tt05, dateFormat: 'YYYY-MM-DD' as const }
  expect(describeCaseFile(iso, context()).map((one) => writtenValue(one, iso, lists))).toContain('2025-03-12')
})

test('a template leaves no empty place where a part is not known', () => {
  expect(profileFileCode(tt02, file, aFonds({ code: '', extra: {} }))).toBe('2025.05.XH')
  expect(profileFileCode({ fileCode: '{fondsCode}/{notation}' }, file, fonds)).toBe('P27/05.XH')
})

test('two documents never have one identifier, and no more than 25 characters', () => {
  const ids = ['doc_ffffffff-ffff-4fff-bfff-ffffffffffff', 'doc_00000000-0000-4000-8000-000000000001'].map(
    (id) => documentIdentifier(id),
  )

  expect(ids.map((id) => id.length)).toEqual([25, 25])
  expect(new Set(ids).size).toBe(2)
})

test('people fill what is not computed, and see what stands if they do not', () => {
  const elements = enteredElements(tt05, { kind: 'case-file', file, fonds })

  expect(elements.map(({ element }) => element.name)).toEqual([
    'language',
    'keyword',
    'format',
    'inforSign',
    'confidenceLevel',
    'paperFileCode',
    'riskRecovery',
    'riskRecoveryStatus',
    'description',
  ])
  expect(elements.map(({ computed }) => computed)).toEqual([
    '01',
    '',
    '',
    '',
    '02',
    'LT.HT.1/2/3.05.XH',
    '0',
    '',
    'Người lập hồ sơ: Trần Thị Mẫu',
  ])
})

test('[CF13] the description of a case file that is not open, and of its documents, is not changed', () => {
  const records = createEditedRecords()
  const caseFile = recordId('case', '00000000-0000-4000-8000-000000000001')
  const document = recordId('doc', '00000000-0000-4000-8000-000000000001')
  records.write(
    { record: caseFile, path: '/state', value: { name: 'closed', reason: null } },
    { record: document, path: '/caseFile', value: caseFile },
  )

  for (const record of [caseFile, document]) {
    const edit = { record, path: '/extra/keyword', value: 'trợ cấp' }
    expect(() => assertEditsAllowed([edit], records.look)).toThrow(
      expect.objectContaining({ code: 'case-closed' }),
    )
  }
})
