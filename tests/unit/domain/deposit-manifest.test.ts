import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type CaseFileContents, depositManifest, handedOverAt } from '../../../domain/deposit-manifest.ts'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { MANIFEST_VERSION } from '../../../domain/records/deposit.ts'
import type { Document } from '../../../domain/records/document.ts'
import { aCaseFile, aDocument } from '../../support/memory-vault.ts'

const file = aCaseFile(1, { state: 'deposited' })
const document = aDocument(1, { values: { number: '15', type: '02' }, caseFile: file.id })
const contents = (part: Partial<CaseFile> = {}, own: Partial<Document> = {}): readonly CaseFileContents[] => [
  { file: { ...file, ...part }, documents: [{ ...document, ...own }] },
]
const [page] = document.pages

test('[CF53] what deposits were described by before is described so for ever', () => {
  const hash = createHash('sha256')
    .update(depositManifest(contents(), 1) ?? '')
    .digest('hex')

  expect(hash).toBe('a24ff906cef2f9bd7d4025a0ce3b82fb0f488024d297206431664a0a10cff0db')
  expect(depositManifest(contents({ basis: 'x' }, { isDraft: true }), 1)).toBe(depositManifest(contents(), 1))
})

test('[CF53] the present description is pinned as well: a change of it is a new version', () => {
  expect(MANIFEST_VERSION).toBe(2)
  expect(createHash('sha256').update(depositManifest(contents())).digest('hex')).toBe(
    '47618bb56bb6e6d0167bdbabe0eb3a3c1c7c48d038f5a010d4e755d9c3e5a094',
  )
  expect(depositManifest(contents(), 3)).toBeNull()
})

test.each<readonly [string, Partial<CaseFile>]>([
  ['the entry of the plan', { planEntry: 'plan_x' }],
  ['who made it', { maker: 'Người khác' }],
  ['what the retention rests on', { basis: 'Thông tư 10/2022/TT-BNV' }],
  ['who may see it', { access: 'restricted' }],
  ['who closed it when', { closing: { at: '2026-11-20T02:00:00.000Z', by: 'Trần Thị Mẫu' } }],
  ['a further element', { extra: { description: 'x' } }],
  ['the title', { title: 'Khác' }],
])('[CF53] %s of a case file is part of what is handed over', (_name, part) => {
  expect(depositManifest(contents(part))).not.toBe(depositManifest(contents()))
})

test.each<readonly [string, Partial<Document>]>([
  ['a main field', { values: { ...document.values, number: '16' } }],
  ['a further field', { values: { ...document.values, recipient: 'Sở Nội vụ' } }],
  ['a further element', { extra: { maintenance: '05' } }],
  ['the sheets', { sheets: { count: 3, first: null } }],
  ['a turn by a person', { turned: { [page?.id ?? '']: 90 } }],
  ['a draft', { isDraft: true }],
  ['a word put right', { corrections: { [page?.id ?? '']: { '1-1-2-2': 'sửa' } } }],
])('[CF53] %s of a document is part of what is handed over', (_name, part) => {
  expect(depositManifest(contents({}, part))).not.toBe(depositManifest(contents()))
})

test('[CF53] where the paper lies and in which state the file is are no part of it', () => {
  const place = { store: 'Kho 1', shelf: 'A', box: '3' }

  expect(depositManifest(contents({ place, state: 'accepted', deposit: 'deposit_x' }))).toBe(
    depositManifest(contents()),
  )
})

test('[CF53] what was isolated before a deposit was not handed over, what was isolated later was', () => {
  const at = '2026-11-20T02:00:00.000Z'
  const secret = { ...document, isolated: { at } }
  const shell = { ...document, pages: [] }

  expect(handedOverAt([secret, shell, document], '2026-11-21T00:00:00.000Z')).toEqual([document])
  expect(handedOverAt([secret], '2026-11-19T00:00:00.000Z')).toEqual([document])
})
