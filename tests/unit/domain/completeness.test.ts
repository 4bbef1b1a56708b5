import { expect, test } from 'vitest'
import { datesOf, shortcomingsOf } from '../../../domain/completeness.ts'
import { emptyRecord } from '../../../domain/merge.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'

const file = caseFileView(emptyRecord('case_00000000-0000-4000-8000-000000000000'))
const blank = documentView(emptyRecord('doc_00000000-0000-4000-8000-000000000000'))
const page = { id: 'p1', source: 'a'.repeat(64), index: 0 }
const whole: Document = {
  ...blank,
  pages: [page],
  texts: { p1: 'b'.repeat(64) },
  isAccepted: true,
  values: { type: '02', issuedDate: '2025-03-12', issuer: 'UBND xã Cẩm Hoà', subject: 'Về việc trợ cấp' },
}

const codes = (documents: readonly Document[]): string[] =>
  shortcomingsOf({ file, documents }).map(({ code, severity, field }) =>
    [severity, code, field].filter(Boolean).join(' '),
  )

test('[CF3] a whole document leaves nothing to mend', () => {
  expect(codes([whole])).toEqual([])
})

test('[CF3] every fault is listed with what it concerns and how heavy it is', () => {
  expect(codes([])).toEqual(['must no-documents'])
  expect(codes([{ ...whole, isAccepted: false }])).toEqual(['must document-unreviewed'])
  expect(codes([{ ...whole, values: { ...whole.values, subject: '', type: '' } }])).toEqual([
    'must document-field-missing type',
    'must document-field-missing subject',
  ])
  expect(codes([{ ...whole, texts: {} }])).toEqual(['must document-unread'])
  expect(codes([{ ...whole, texts: {}, unread: { p1: 'reader-died' } }])).toEqual(['should document-unread'])
})

test('the dates of a file are those of its first and last dated document', () => {
  const dated = (issuedDate: string): Document => ({ ...whole, values: { issuedDate } })

  expect(datesOf([dated('2025-03-12'), dated(''), dated('2024-11-02')])).toEqual({
    start: '2024-11-02',
    end: '2025-03-12',
  })
  expect(datesOf([dated('')])).toEqual({ start: null, end: null })
})
