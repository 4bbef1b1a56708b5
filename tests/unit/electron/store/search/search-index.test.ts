import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { RecordId } from '../../../../../domain/op.ts'
import type { IndexEntry } from '../../../../../electron/store/search/search-index.ts'
import type { Vault } from '../../../../../electron/store/vault.ts'
import { createTestVault, newRecord } from '../../../../support/test-vault.ts'

function anEntry(change: Partial<IndexEntry>): IndexEntry {
  return { document: newRecord('doc'), caseFile: null, code: '', fields: '', pages: [''], ...change }
}

async function withEntries(
  vault: Vault,
  changes: readonly Partial<IndexEntry>[],
): Promise<readonly RecordId[]> {
  const entries = changes.map(anEntry)
  for (const entry of entries) await vault.index.put(entry)
  return entries.map((entry) => entry.document)
}

async function find(vault: Vault, query: string, limit = 10): Promise<readonly RecordId[]> {
  return (await vault.index.search(query, limit)).map((hit) => hit.document)
}

test('[ST13] words are found with and without tone marks, đ and d alike, exact tone marks first', async () => {
  const { vault } = await createTestVault()
  const [other, exact, upper] = await withEntries(vault, [
    { pages: ['Bản đồ dật dờ, chuyện kể về cấp dat'] },
    { pages: ['Quyết định về việc cấp đất ở cho hộ gia đình ông Trần Văn Bình'] },
    { pages: ['QUYẾT ĐỊNH VỀ VIỆC CẤP ĐẤT'.normalize('NFD')] },
  ])

  expect(new Set(await find(vault, 'cap dat'))).toEqual(new Set([exact, other, upper]))
  expect(new Set((await find(vault, 'cấp đất')).slice(0, 2))).toEqual(new Set([exact, upper]))
  expect(await find(vault, 'cấp đất')).toHaveLength(3)
  expect(new Set(await find(vault, 'QUYET DINH'))).toEqual(new Set([exact, upper]))
  expect(new Set(await find(vault, 'quyết định'.normalize('NFD')))).toEqual(new Set([exact, upper]))
  expect(await find(vault, 'gia dinh ong tran')).toEqual([exact])
})

test('the last word is a beginning, the others are whole', async () => {
  const { vault } = await createTestVault()
  const [document] = await withEntries(vault, [{ pages: ['giấy chứng nhận quyền sử dụng đất'] }])

  expect(await find(vault, 'chung nh')).toEqual([document])
  expect(await find(vault, 'chu nhan')).toEqual([])
})

test.each([
  '45/QĐ-UBND',
  '45/QD-UBND',
  '45 QĐ UBND',
  '45 qd ubnd',
  '45-QĐ/UBND',
  '45QĐUBND',
  '45/qdubnd',
  '  45 / QĐ - UBND ',
  '45/QĐ',
])('[ST14] a document is found by its number and notation typed as %s', async (query) => {
  const { vault } = await createTestVault()
  const [mentions, wanted] = await withEntries(vault, [
    { code: '7/TB-UBND', pages: ['Căn cứ Quyết định số 45/QĐ-UBND ngày 3 tháng 2, '.repeat(20)] },
    { code: '45/QĐ-UBND', pages: ['không có số trên trang này'] },
    { code: '46/QĐ-UBND', pages: ['một quyết định khác'] },
  ])

  const found = await find(vault, query)

  expect(found[0]).toBe(wanted)
  expect(found.every((document) => document === wanted || document === mentions)).toBe(true)
})

test('words of the page and of the description may be mixed, and the best page is told', async () => {
  const { vault } = await createTestVault()
  const [document] = await withEntries(vault, [
    {
      code: '12/TTr-UBND',
      fields: 'Tờ trình\nLê Thị Hoa',
      pages: ['trang đầu', 'kinh phí sửa đường liên thôn', 'hết'],
    },
  ])

  const hits = await vault.index.search('hoa kinh phi', 10)

  expect(hits).toEqual([
    {
      document,
      page: 1,
      snippet: [
        { text: 'kinh', isMatch: true },
        { text: ' ', isMatch: false },
        { text: 'phí', isMatch: true },
        { text: ' sửa đường liên thôn', isMatch: false },
      ],
    },
  ])
})

test('a hit in the description alone shows the description', async () => {
  const { vault } = await createTestVault()
  await withEntries(vault, [{ code: '12/TTr-UBND', fields: 'Tờ trình\nLê Thị Hoa', pages: ['trang đầu'] }])

  const [hit] = await vault.index.search('le thi hoa', 10)

  expect(hit?.snippet.filter((piece) => piece.isMatch).map((piece) => piece.text)).toEqual([
    'Lê',
    'Thị',
    'Hoa',
  ])
})

test('a snippet of a long page is cut around its matches', async () => {
  const { vault } = await createTestVault()
  const filler = Array.from({ length: 200 }, (_, n) => `chữ${n}`).join(' ')
  await withEntries(vault, [{ pages: [`${filler} đất ở nông thôn ${filler}`] }])

  const [hit] = await vault.index.search('dat o nong thon', 10)

  const text = hit?.snippet.map((piece) => piece.text).join('') ?? ''
  expect(text).toContain('đất ở nông thôn')
  expect(text.split(' ').length).toBeLessThan(30)
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
])('a query %j is never syntax', async (query) => {
  const { vault } = await createTestVault()
  await withEntries(vault, [{ code: '1/A', pages: ['a b or not and near code'] }])

  await expect(vault.index.search(query, 5)).resolves.toBeInstanceOf(Array)
})

test('putting again replaces, removing removes, and each document comes once', async () => {
  const { vault } = await createTestVault()
  const document = newRecord('doc')
  await vault.index.put(anEntry({ document, pages: ['đất cũ', 'đất cũ nữa'] }))
  await vault.index.put(anEntry({ document, pages: Array.from({ length: 30 }, () => 'đất mới') }))
  const [other] = await withEntries(vault, [{ pages: ['đất'] }])

  expect(await find(vault, 'cu')).toEqual([])
  expect(new Set(await find(vault, 'dat', 2))).toEqual(new Set([document, other]))
  expect(await find(vault, 'dat', 1)).toHaveLength(1)
  await vault.index.remove(document)
  expect(await find(vault, 'dat')).toEqual([other])
})

test('[ST15] an index that is deleted or damaged begins anew and says so; one that is whole goes on', async () => {
  const { folder, vault, reopen } = await createTestVault()
  expect(vault.index.isStale).toBe(true)
  const [document] = await withEntries(vault, [{ pages: ['đất'] }])
  await vault.index.setCovered({ x: 3 })
  expect(vault.index.isStale).toBe(false)

  const whole = await reopen()
  expect([whole.index.isStale, whole.index.covered]).toEqual([false, { x: 3 }])
  expect(await find(whole, 'dat')).toEqual([document])

  await whole.close()
  await rm(path.join(folder, 'index.db'))
  const deleted = await reopen()
  expect([deleted.index.isStale, deleted.index.covered]).toEqual([true, {}])
  expect(await find(deleted, 'dat')).toEqual([])

  await deleted.index.setCovered({ x: 4 })
  await deleted.close()
  await writeFile(path.join(folder, 'index.db'), Buffer.alloc(20_000, 7))
  const damaged = await reopen()
  expect(damaged.index.isStale).toBe(true)
  await withEntries(damaged, [{ pages: ['nhà'] }])
  expect(await find(damaged, 'nha')).toHaveLength(1)
})

test('[ST15] damage that shows only in use makes the index anew as well', async () => {
  const { folder, vault, reopen } = await createTestVault()
  await withEntries(
    vault,
    Array.from({ length: 300 }, (_, n) => ({ pages: [`đất số ${n} ${'chữ '.repeat(200)}`] })),
  )
  await vault.index.setCovered({ x: 3 })
  await vault.close()

  const file = path.join(folder, 'index.db')
  const bytes = await readFile(file)
  bytes.fill(1, 3 * 4096)
  await writeFile(file, bytes)
  const damaged = await reopen()

  expect(await find(damaged, 'dat')).toEqual([])
  expect(damaged.index.isStale).toBe(true)
  expect(await readdir(folder)).toContain('index.db')
})
