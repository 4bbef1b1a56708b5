import { expect, test } from 'vitest'
import { openTestIndex } from '../../../../support/test-index.ts'
import { newRecord } from '../../../../support/test-vault.ts'

test('[ST13] words are found with and without tone marks, đ and d alike, exact tone marks first', async () => {
  const { put, find } = await openTestIndex()
  const [other, exact, upper] = await put(
    { pages: ['Bản đồ dật dờ, chuyện kể về cấp dat'] },
    { pages: ['Quyết định về việc cấp đất ở cho hộ gia đình ông Trần Văn Bình'] },
    { pages: ['QUYẾT ĐỊNH VỀ VIỆC CẤP ĐẤT'.normalize('NFD')] },
  )

  expect(new Set(await find('cap dat'))).toEqual(new Set([exact, other, upper]))
  expect(new Set((await find('cấp đất')).slice(0, 2))).toEqual(new Set([exact, upper]))
  expect(await find('cấp đất')).toHaveLength(3)
  expect(new Set(await find('QUYET DINH'))).toEqual(new Set([exact, upper]))
  expect(new Set(await find('quyết định'.normalize('NFD')))).toEqual(new Set([exact, upper]))
  expect(await find('gia dinh ong tran')).toEqual([exact])
})

test('the last word is a beginning while it is typed, the others are whole', async () => {
  const { put, find } = await openTestIndex()
  const [document] = await put({ pages: ['giấy chứng nhận quyền sử dụng đất 042090670803'] })

  expect(await find('chung nh')).toEqual([document])
  expect(await find('chứng nhậ')).toEqual([document])
  expect(await find('chung nh ')).toEqual([])
  expect(await find('chu nhan')).toEqual([])
  expect(await find('0420906')).toEqual([document])
})

test.each([
  '45/QĐ-UBND',
  '45/QD-UBND',
  '45 QĐ UBND',
  '45 qd ubnd',
  '45-QĐ/UBND',
  '45QĐUBND',
  '045/qdubnd',
  '  45 / QĐ - UBND ',
  '45/QĐ',
])('[ST14] a document is found by its number and notation typed as %s', async (query) => {
  const { put, find } = await openTestIndex()
  const [mentions, wanted] = await put(
    {
      number: '7',
      notation: 'TB-UBND',
      pages: ['Căn cứ Quyết định số 45/QĐ-UBND ngày 3 tháng 2, '.repeat(20)],
    },
    { number: '45', notation: 'QĐ-UBND', pages: ['không có số trên trang này'] },
    { number: '46', notation: 'QĐ-UBND', pages: ['một quyết định khác'] },
  )

  const found = await find(query)

  expect(found[0]).toBe(wanted)
  expect(found.every((document) => document === wanted || document === mentions)).toBe(true)
})

test('[ST17] a number that was misread is found by the right one, in the description and in the text', async () => {
  const { put, find } = await openTestIndex()
  const [right, misread, cited, zero] = await put(
    { number: '45', notation: 'QĐ-UBND' },
    { number: '45', notation: 'OĐ-UBND' },
    { pages: ['theo Quyết định số 4S/0Đ-UBND ngày 01 tháng 02'] },
    { number: '05', notation: 'QĐ-UBND' },
  )

  const found = await find('45/QĐ-UBND')

  expect(found[0]).toBe(right)
  expect(new Set(found)).toEqual(new Set([right, misread, cited]))
  expect((await find('5/QĐ-UBND'))[0]).toBe(zero)
  expect((await find('so:5'))[0]).toBe(zero)
})

test('the kinds of match come in their order: tone marks before none, phrase before words, newest first', async () => {
  const { put, find } = await openTestIndex()
  const [scattered, old, young, unmarked, subject] = await put(
    { pages: ['đất được cấp cho hộ'], issuedDate: '2026-01-01' },
    { pages: ['giấy cấp đất ở'], issuedDate: '1999-12-31' },
    { pages: ['giấy cấp đất ở'], issuedDate: '2020-02-29' },
    { pages: ['giay cap dat o'], issuedDate: '2026-05-01' },
    { pages: ['nội dung khác'], subject: 'Về việc cấp đất', issuedDate: '1990-01-01' },
  )

  expect(await find('cấp đất')).toEqual([subject, young, old, scattered, unmarked])
})

test('a phrase in quotes, fields and days narrow what is found', async () => {
  const { put, find } = await openTestIndex()
  const [first, second] = await put(
    {
      pages: ['hộ ông Bình cấp đất'],
      subject: 'Hoà giải ranh giới',
      signer: 'Trần Văn Bình',
      issuedDate: '2026-03-31',
    },
    {
      pages: ['đất cấp hộ ông Bình'],
      subject: 'Cấp đất ở',
      signer: 'Lê Thị Hoa',
      issuedDate: '2025-12-31',
      issuer: 'UBND xã',
      number: '12',
      notation: 'TTr-UBND',
    },
  )

  expect(await find('"cấp đất" ong')).toEqual([first, second])
  expect(await find('"hộ ông" trichyeu:"ranh gioi"')).toEqual([first])
  expect(await find('nguoiky:hoa')).toEqual([second])
  expect(await find('coquan:"ubnd xa" so:012 kyhieu:TTr-UBND')).toEqual([second])
  expect(await find('dat ngay:2026-01..2026-06')).toEqual([first])
  expect(await find('nam:2025')).toEqual([second])
  expect(await find('dat ngay:..31/12/2025')).toEqual([second])
  expect(await find('', { dateFrom: '2026-01-01' })).toEqual([first])
})

test('[ST18] filters narrow and facets count; a case file that changes is one row', async () => {
  const { put, find, ask, index } = await openTestIndex()
  const [caseA, caseB] = [newRecord('case'), newRecord('case')]
  const [a1, a2, b, unfiled] = await put(
    { caseFile: caseA, type: '02', year: 2024, issuedDate: '2024-05-01', pages: ['đất'] },
    { caseFile: caseA, type: '03', year: 2025, issuedDate: '2025-05-01', pages: ['đất', 'đất'] },
    { caseFile: caseB, type: '02', year: 2025, issuedDate: '2025-06-01', pages: ['đất'] },
    { type: '02', pages: ['đất'] },
  )
  const file = { fonds: 'fonds_a', retention: '01', state: 'open' } as const
  await index.putCaseFiles([
    { caseFile: caseA, ...file },
    { caseFile: caseB, ...file, fonds: 'fonds_b', state: 'closed' },
  ])

  expect(await find('dat', { states: ['closed'] })).toEqual([b])
  expect(await find('dat', { states: ['unfiled'] })).toEqual([unfiled])
  expect(await find('dat', { states: ['unfiled', 'closed'] })).toEqual([b, unfiled])
  expect(await find('dat', { fonds: ['fonds_a'], years: ['2025'] })).toEqual([a2])
  expect(await find('dat', { types: ['02'] })).toEqual([b, a1, unfiled])
  const { total, isTotalExact, facets, areFacetsExact } = await ask('dat')
  expect([total, isTotalExact, areFacetsExact]).toEqual([4, true, true])
  expect(facets.years).toEqual([
    { value: '2025', count: 2 },
    { value: '2024', count: 1 },
  ])
  expect(facets.states).toEqual([
    { value: 'open', count: 2 },
    { value: 'closed', count: 1 },
    { value: 'unfiled', count: 1 },
  ])
  const narrowed = await ask('dat', { states: ['open'], types: ['02'] })
  expect(narrowed.total).toBe(1)
  expect(narrowed.facets.states.map(({ value, count }) => [value, count])).toEqual([
    ['closed', 1],
    ['open', 1],
    ['unfiled', 1],
  ])
  expect(narrowed.facets.types.map(({ value, count }) => [value, count])).toEqual([
    ['02', 1],
    ['03', 1],
  ])

  await index.putCaseFiles([{ caseFile: caseA, ...file, state: 'closed' }])
  expect(await find('dat', { states: ['closed'] })).toEqual([b, a2, a1])
})

test.each([
  '"',
  "'",
  '*',
  '(',
  'a"b',
  'NEAR(a b)',
  'code : x',
  '{exact} : a',
  'a OR b',
  'NOT',
  'AND',
  '-',
  'x^2',
  '%',
  '\0',
  '🙂',
  'a" OR "',
  'so:"',
  'ngay:',
  '_',
  '\u0301',
  'x'.repeat(900),
])('a query %j is never syntax', async (query) => {
  const { put, find } = await openTestIndex()
  await put({ number: '1', notation: 'A', pages: ['a b or not and near code'] })

  await expect(find(query)).resolves.toBeInstanceOf(Array)
})

test('putting again replaces, removing removes, and each document comes once with its first page that fits', async () => {
  const { put, find, ask, index } = await openTestIndex()
  const document = newRecord('doc')
  await put({ document, pages: ['đất cũ', 'đất cũ nữa'], issuedDate: '2020-01-01' })
  await put({ document, pages: ['nhà', ...Array.from({ length: 30 }, () => 'đất mới')] })
  const [other] = await put({ pages: ['đất'] })

  expect(await find('cu')).toEqual([])
  expect((await ask('dat')).hits).toEqual([
    { document, page: 1 },
    { document: other, page: 0 },
  ])
  expect((await ask('dat', {}, 1)).hits).toHaveLength(1)
  expect((await ask('dat', {}, 1)).total).toBe(2)
  await index.remove([document])
  expect(await find('dat')).toEqual([other])
  expect(await index.documents()).toBe(1)
})

test('what stands in the index is known by its stamp', async () => {
  const { put, index } = await openTestIndex()
  const [document] = await put({ stamp: 'one' })
  if (document === undefined) throw new Error('nothing was put')
  const unknown = newRecord('doc')

  expect(
    await index.changed([
      { document, stamp: 'one' },
      { document: unknown, stamp: 'one' },
    ]),
  ).toEqual([unknown])
  expect(await index.changed([{ document, stamp: 'two' }])).toEqual([document])
})

test('where nothing fits, words are proposed that do', async () => {
  const { put, ask } = await openTestIndex()
  await put(...Array.from({ length: 4 }, () => ({ pages: ['tranh chấp ranh giới thửa đất'] })))

  expect((await ask('ramh gioi')).otherWords).toEqual(['ranh', 'gioi'])
  expect((await ask('ranh giới xyzzy')).otherWords).toEqual(['ranh', 'giới'])
  expect((await ask('ranh giới')).otherWords).toBeNull()
  expect((await ask('qwerty')).otherWords).toBeNull()
})
