import { expect, test } from 'vitest'
import { acceptedAsRead, isSureAbove, sampleSize } from '../../../domain/sure-documents.ts'
import { aDocument, proposalsOf } from '../../support/memory-vault.ts'

const whole = {
  number: '15',
  notation: 'QĐ-UBND',
  issuedDate: '2024-03-05',
  issuer: 'UBND xã Ví Dụ',
  type: '02',
  subject: 'Về việc sửa đường làng',
  signer: 'Lê Văn Mẫu',
}

test('[UI45] a document is sure where every main field is there and as sure as wanted', () => {
  const sure = aDocument(1, { proposals: proposalsOf(whole) })

  expect(isSureAbove(sure, 0.95)).toBe(true)
  expect(isSureAbove(sure, 0.98)).toBe(false)
  expect(isSureAbove({ ...sure, values: whole }, 0.98)).toBe(true)
  expect(isSureAbove(aDocument(1, { proposals: proposalsOf(whole, { signer: 0.91 }) }), 0.95)).toBe(false)
  expect(isSureAbove(aDocument(1, { proposals: proposalsOf({ ...whole, signer: '' }) }), 0.5)).toBe(false)
  expect(isSureAbove({ ...sure, unread: { x: 'reader-died' } }, 0.5)).toBe(false)
  const split = { page: 1, confidence: 0.9, reasons: ['motto' as const] }
  const findings = { cited: [], incoming: null, splits: [split], layout: 'other' as const }
  expect(isSureAbove({ ...sure, findings }, 0.5)).toBe(false)
  expect(isSureAbove({ ...sure, findings, isOneDocument: true }, 0.5)).toBe(true)
})

test('[UI45] three of a few are looked at, and every twentieth of many', () => {
  expect([0, 1, 3, 40, 61, 1000].map(sampleSize)).toEqual([0, 1, 3, 3, 4, 50])
})

test('[UI45] what was read becomes a person’s word', () => {
  const edits = acceptedAsRead(aDocument(1, { proposals: proposalsOf(whole), values: { number: '15' } }))

  expect(edits.map(({ path }) => path)).toEqual([
    '/field/notation',
    '/field/issuedDate',
    '/field/issuer',
    '/field/type',
    '/field/subject',
    '/field/signer',
    '/isAccepted',
  ])
})
