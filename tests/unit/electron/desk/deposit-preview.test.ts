import { expect, test } from 'vitest'
import type { Json } from '../../../../domain/json.ts'
import { type Edit, type RecordId, recordId } from '../../../../domain/op.ts'
import { newCaseFile } from '../../../../domain/records/case-file.ts'
import { newDocument, setIsolation } from '../../../../domain/records/document.ts'
import { newFonds } from '../../../../domain/records/fonds.ts'
import { previewDeposit } from '../../../../electron/desk/progress/deposit-preview.ts'
import { createTestVault } from '../../../support/test-vault.ts'

const idOf = (kind: 'fonds' | 'case' | 'doc' | 'batch', n: number): RecordId =>
  recordId(kind, `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
const [OPEN, CLOSED] = [idOf('fonds', 1), idOf('fonds', 2)]
const put = (record: RecordId, path: string, value: Json): Edit => ({ record, path, value })

function fileWith(n: number, fonds: RecordId, isRead: boolean): readonly Edit[] {
  const [file, document] = [idOf('case', n), idOf('doc', n)]
  const named = { planEntry: null, year: 2025, notation: `0${n}.XH`, title: `Hồ sơ ${n}`, retention: '05' }
  return [
    ...newCaseFile(file, { ...named, fonds, maker: 'Trần Thị Mẫu' }),
    ...newDocument(document, idOf('batch', 1), [{ id: 'p1', source: 'a'.repeat(64), index: 0 }]),
    put(document, '/caseFile', file),
    ...(isRead ? [put(document, '/text/p1', 'b'.repeat(64)), put(document, '/proposals', {})] : []),
  ]
}

test('[CF52] files of the open fonds are taken first; those with a secret, still being read, or of another fonds say so', async () => {
  const { vault } = await createTestVault()
  await vault.append([
    ...newFonds(OPEN, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Ví Dụ', isOpen: true }),
    ...newFonds(CLOSED, { agencyCode: 'H27.38.90', agencyName: 'UBND xã Cũ', isOpen: false }),
    put(CLOSED, '/closedOn', '2025-12-31'),
  ])
  const files = [1, 2, 3, 4].map((n) => idOf('case', n))
  for (const [n, fonds, isRead] of [
    [1, OPEN, true],
    [2, OPEN, true],
    [3, OPEN, false],
    [4, CLOSED, true],
  ] as const) {
    await vault.append(fileWith(n, fonds, isRead))
    await vault.append([put(idOf('case', n), '/state', { name: 'closed', reason: null })])
  }
  await vault.append([setIsolation(idOf('doc', 2), { at: '2026-11-20T00:00:00.000Z' })])
  const deposits = { believed: <T>(file: T): T => file }
  const ports = { records: vault, deposits }

  const { rows, fonds, choices, later } = await previewDeposit(ports, { caseFiles: files, fonds: null })

  expect([fonds, later]).toEqual([OPEN, 0])
  expect(rows.map(({ id, refused }) => [id, refused])).toEqual([
    [files[0], null],
    [files[1], 'isolated'],
    [files[2], 'being-read'],
    [files[3], 'other-fonds'],
  ])
  expect(choices).toEqual([
    { fonds: OPEN, name: 'UBND xã Ví Dụ', files: 1 },
    { fonds: CLOSED, name: 'UBND xã Cũ', files: 1 },
  ])
  const old = await previewDeposit(ports, { caseFiles: [], fonds: CLOSED })
  expect(old.rows.filter(({ refused }) => refused === null).map(({ id }) => id)).toEqual([files[3]])
})
