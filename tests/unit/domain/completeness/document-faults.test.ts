import { expect, test } from 'vitest'
import { ownFaultCounts, ownFaultsOf } from '../../../../domain/completeness/document-faults.ts'
import { datesOf } from '../../../../domain/completeness/file-dates.ts'
import type { Document } from '../../../../domain/records/document.ts'
import { cleanDocument } from '../../../support/faulty-case-files.ts'

const whole = cleanDocument(1)
const codes = (document: Document): string[] =>
  ownFaultsOf(document).map(({ code, field }) => [code, field].filter(Boolean).join(' '))

test('[CF3] a whole document leaves nothing to mend', () => {
  expect(codes(whole)).toEqual([])
})

test('[CF3] every fault of a document is told with the field that it concerns', () => {
  expect(codes({ ...whole, isAccepted: false })).toEqual(['document-unreviewed'])
  expect(codes({ ...whole, values: { ...whole.values, subject: '', type: '' } })).toEqual([
    'document-field-missing type',
    'document-field-missing subject',
  ])
  expect(codes({ ...whole, texts: {} })).toEqual(['document-unread'])
  expect(codes({ ...whole, texts: {}, unread: { p1: 'reader-died' } })).toEqual(['page-unread'])
  expect(codes({ ...whole, isDraft: true })).toEqual(['draft'])
})

test('[CF3] musts and shoulds of a document are counted apart', () => {
  const document = { ...whole, isAccepted: false, texts: {}, unread: { p1: 'reader-died' } }

  expect(ownFaultCounts(document)).toEqual({ musts: 1, shoulds: 1 })
})

test('the dates of a file are those of its first and last dated document', () => {
  const dated = (issuedDate: string): Document => ({ ...whole, values: { issuedDate } })

  expect(datesOf([dated('2025-03-12'), dated(''), dated('2024-11-02')])).toEqual({
    start: '2024-11-02',
    end: '2025-03-12',
  })
  expect(datesOf([dated('')])).toEqual({ start: null, end: null })
})
