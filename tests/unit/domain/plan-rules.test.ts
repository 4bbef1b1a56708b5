import { expect, test } from 'vitest'
import { assertEditsAllowed } from '../../../domain/edit-rules.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Edit } from '../../../domain/op.ts'
import { newCaseFile } from '../../../domain/records/case-file.ts'
import { newPlanEntry } from '../../../domain/records/plan-entry.ts'
import { createEditedRecords, type EditedRecords } from '../../support/edited-records.ts'
import { idOf } from '../../support/memory-vault.ts'

const [open, closed] = [idOf('fonds', 1), idOf('fonds', 2)]
const [entry, addition, ofOther] = [idOf('plan', 1), idOf('plan', 2), idOf('plan', 3)]
const approval = {
  at: '2026-01-05T00:00:00.000Z',
  by: 'Trần Thị Mẫu',
  decision: '1/QĐ-UBND',
  decidedOn: '2026-01-05',
}

const put = (record: string, path: string, value: Exclude<Edit, { remove: true }>['value']): Edit => ({
  record,
  path,
  value,
})
const planned = (id: string, fonds: string, isAddition = false): readonly Edit[] =>
  newPlanEntry(id, {
    fonds,
    year: 2026,
    heading: 'I. Tổng hợp',
    notation: '01.TH',
    title: 'Báo cáo',
    retention: '01',
    maker: '',
    note: '',
    isAddition,
  })

function someRecords(): EditedRecords {
  const records = createEditedRecords()
  records.write(
    put(open, '/agencyName', 'UBND xã Thử'),
    put(open, '/extra/openedOn', '2025-07-01'),
    put(closed, '/agencyName', 'UBND xã Cũ'),
    put(closed, '/isOpen', false),
    put(closed, '/closedOn', '2025-06-30'),
    ...planned(entry, open),
    ...planned(addition, open, true),
    ...planned(ofOther, closed),
  )
  return records
}

function refusal({ look }: EditedRecords, ...edits: readonly Edit[]): string | null {
  try {
    assertEditsAllowed(edits, look)
    return null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return String(error.detail['reason'])
  }
}

const caseFile = (fonds: string, year: number, planEntry: string | null = null): readonly Edit[] =>
  newCaseFile(idOf('case', 9), {
    fonds,
    planEntry,
    year,
    notation: '01.TH',
    title: 'x',
    retention: '01',
    maker: '',
  })

test('[CF15] a case file is opened in a fonds for the years in which that lived', () => {
  const records = someRecords()

  expect(refusal(records, ...caseFile(closed, 2025))).toBeNull()
  expect(refusal(records, ...caseFile(closed, 1998))).toBeNull()
  expect(refusal(records, ...caseFile(closed, 2026))).toBe('fonds-year')
  expect(refusal(records, ...caseFile(open, 2024))).toBe('fonds-year')
  expect(refusal(records, ...caseFile(open, 2026))).toBeNull()
})

test('[CF15] a case file never mixes fonds, and neither it nor an entry changes its fonds or year', () => {
  const records = someRecords()
  expect(refusal(records, ...caseFile(open, 2026, ofOther))).toBe('fonds')
  records.write(...caseFile(open, 2026, entry))

  expect(refusal(records, put(idOf('case', 9), '/fonds', closed))).toBe('plan-place')
  expect(refusal(records, put(idOf('case', 9), '/year', 2027))).toBe('plan-place')
  expect(refusal(records, put(entry, '/year', 2027))).toBe('plan-place')
  expect(refusal(records, put(idOf('case', 9), '/title', 'y'))).toBeNull()
})

test('[CF16] entries of an approved plan are neither changed nor removed, additions are', () => {
  const records = someRecords()
  expect(refusal(records, put(entry, '/title', 'y'))).toBeNull()
  records.write(put(open, '/approval/2026', approval))

  expect(refusal(records, put(entry, '/title', 'y'))).toBe('plan-approved')
  expect(refusal(records, { record: entry, path: '/notation', remove: true })).toBe('plan-approved')
  expect(refusal(records, put(entry, '/isAddition', true))).toBe('plan-approved')
  expect(refusal(records, put(addition, '/title', 'y'))).toBeNull()
  expect(refusal(records, put(addition, '/isAddition', false))).toBe('plan-approved')
  expect(refusal(records, ...planned(idOf('plan', 4), open))).toBe('plan-approved')
  expect(refusal(records, ...planned(idOf('plan', 4), open, true))).toBeNull()
  expect(refusal(records, ...planned(idOf('plan', 4), closed))).toBeNull()
})

test('[CF16] a withdrawn approval frees the plan again, and a conflict is settled as it is shown', () => {
  const records = someRecords()
  records.writeApart([put(entry, '/title', 'a')], [put(entry, '/title', 'b')])
  records.write(put(open, '/approval/2026', approval))

  expect(refusal(records, put(entry, '/title', 'b'))).toBeNull()
  expect(refusal(records, put(entry, '/title', 'a'))).toBe('plan-approved')
  records.write({ record: open, path: '/approval/2026', remove: true })
  expect(refusal(records, put(entry, '/title', 'a'))).toBeNull()
})
