import { expect, test } from 'vitest'
import type { Json } from '../../../../domain/json.ts'
import type { Edit } from '../../../../domain/op.ts'
import {
  acceptances,
  depositView,
  failedDocuments,
  isMended,
  newDeposit,
} from '../../../../domain/records/deposit.ts'
import { createEditedRecords } from '../../../support/edited-records.ts'

const DEPOSIT = 'deposit_00000000-0000-4000-8000-000000000001'
const [FIRST, SECOND, THIRD] = ['doc_1', 'doc_2', 'doc_3']
const put = (record: string, path: string, value: Json): Edit => ({ record, path, value })

function someRecords() {
  const records = createEditedRecords()
  const made = { fonds: 'fonds_1', ordinal: 1, createdAt: '2026-11-20', caseFiles: ['case_1'], manifest: 'a' }
  records.write(...newDeposit(DEPOSIT, made))
  return records
}

test('[CF51] a verdict names a page and a field where the archive did, and an older one still counts', () => {
  const records = someRecords()
  records.write(
    put(DEPOSIT, `/verdict/${FIRST}`, { hasPassed: false, reason: 'Mờ' }),
    put(DEPOSIT, `/verdict/${SECOND}`, {
      hasPassed: false,
      reason: 'Sai năm',
      page: 'p2',
      field: 'issuedDate',
    }),
    put(DEPOSIT, `/verdict/${THIRD}`, { hasPassed: true, reason: '' }),
    put(DEPOSIT, '/verdict/doc_4', 'of no shape'),
  )

  expect(failedDocuments(records.look(DEPOSIT))).toEqual([
    { document: FIRST, reason: 'Mờ' },
    { document: SECOND, reason: 'Sai năm', page: 'p2', field: 'issuedDate' },
  ])
  expect(Object.keys(depositView(records.look(DEPOSIT)).verdicts)).toEqual([FIRST, SECOND, THIRD])
})

test('[CF51] a document is mended by being accepted after the archive said what is wrong', () => {
  const records = someRecords()
  records.write(put(FIRST, '/isAccepted', true))
  const mended = (): boolean => isMended(records.look(DEPOSIT), records.look(FIRST))
  expect(mended()).toBe(false)

  const judge = (): void => {
    const examined = [...acceptances(records.look(FIRST))]
    records.write(put(DEPOSIT, `/verdict/${FIRST}`, { hasPassed: false, reason: 'Mờ', examined }))
  }
  judge()
  expect(mended()).toBe(false)
  records.write(put(FIRST, '/isAccepted', true))
  expect(mended()).toBe(true)
  judge()
  expect(mended()).toBe(false)
  // A verdict of an older server does not tell what it was made of.
  records.write(put(DEPOSIT, `/verdict/${FIRST}`, { hasPassed: false, reason: 'Mờ' }))
  expect(mended()).toBe(false)
})

test('[CF53] a deposit says by which description its manifest was made; without a word it is the first', () => {
  const records = someRecords()
  expect(depositView(records.look(DEPOSIT)).manifestVersion).toBe(2)

  records.write({ record: DEPOSIT, path: '/manifestVersion', remove: true })
  expect(depositView(records.look(DEPOSIT)).manifestVersion).toBe(1)
})
