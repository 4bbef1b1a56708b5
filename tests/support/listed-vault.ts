import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Edit } from '../../domain/op.ts'
import { newBatch } from '../../domain/records/batch.ts'
import { fieldNames } from '../../domain/records/document.ts'
import { newFonds } from '../../domain/records/fonds.ts'
import { createUndo } from '../../electron/compose/undo.ts'
import { createDepositDesk } from '../../electron/desk/deposit-desk.ts'
import { listHandlers } from '../../electron/desk/lists/list-handlers.ts'
import { depositWatchHandlers } from '../../electron/desk/progress/deposit-handlers.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { caseFileEdits, documentEdits } from './large-vault.ts'
import { shippedAuthority } from './shipped-authority.ts'
import { edit, newRecord } from './test-vault.ts'

/** 3,000 case files of three years; every third is closed, every hundredth accepted; two documents in each of the first 1,000. */
export const FILES = 3000
const fonds = newRecord('fonds')
const batch = newRecord('batch')
export const files = Array.from({ length: FILES }, (_, n) => ({ id: newRecord('case'), n }))
const makers = ['Lê Thị Mẫu', 'Đỗ Văn Ví', 'Trần Thị Dụ'] as const

export function* listedRecords(): Iterable<readonly Edit[]> {
  yield newFonds(fonds, { agencyCode: 'H27.38.05', agencyName: 'UBND xã Ví Dụ', isOpen: true })
  yield newBatch(batch, '2026-01-05T00:00:00.000Z', [])
  const document = { batch, isAccepted: true, confidence: 1, fields: fieldNames }
  // Some documents come before their case file, as from another PC.
  for (const { id } of files.slice(0, 500))
    yield documentEdits({ ...document, caseFile: id, position: 1 }).edits
  for (const { id, n } of files) {
    const planEntry = newRecord('plan')
    yield [
      ...caseFileEdits(id, { fonds, planEntry, year: 2024 + (n % 3), title: `Việc số ${n}` }),
      edit(id, '/maker', makers[n % makers.length] ?? ''),
      edit(id, '/retention', n % 2 === 0 ? '01' : '03'),
    ]
  }
  for (const { id } of files.slice(500, 1000))
    yield documentEdits({ ...document, caseFile: id, position: 1 }).edits
  for (const { id } of files.slice(0, 1000)) {
    const lacking = { ...document, fields: fieldNames.filter((name) => name !== 'subject') }
    yield documentEdits({ ...lacking, caseFile: id, position: 2 }).edits
  }
  for (const { id, n } of files) if (n % 3 === 1) yield [edit(id, '/state', { name: 'closed', reason: null })]
}

/** The lists, what is due and the undo over a vault, on the fifth of January 2026. */
export function openLists(of: Vault) {
  const undo = createUndo({
    record: (id) => of.record(id),
    append: (edits) => of.append(edits),
    isInUse: () => false,
    actor: () => '1',
  })
  const records = { ...of, append: undo.append }
  const surroundings = {
    clock: { nowMs: () => 1_767_571_200_000 },
    createId: () => randomUUID(),
    emit: () => {},
    onBug: (where: string, error: unknown) => expect.fail(`${where}: ${String(error)}`),
  }
  const deposits = createDepositDesk({ records, surroundings, receipts: () => [] })
  const handlers = listHandlers({ records, deposits, authority: () => shippedAuthority, surroundings })
  const due = depositWatchHandlers({ records, blobs: of.blobs, deposits, surroundings })
  return { ...handlers, ...undo.handlers, dueFiles: due.dueFiles }
}
