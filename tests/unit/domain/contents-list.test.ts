import { expect, test } from 'vitest'
import { contentsList } from '../../../domain/contents-list.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { aDocument } from '../../support/memory-vault.ts'

const types = [{ code: '02', name: 'Quyết định', abbreviation: 'QĐ' }]

test('the contents list is made of the documents as they stand', () => {
  const documents = [
    aDocument(1, {
      values: {
        number: '15',
        notation: 'QĐ-UBND',
        issuedDate: '2024-03-05',
        type: '02',
        subject: 'Về việc một',
        issuer: 'UBND xã Ví Dụ',
      },
      extra: { description: 'Bản sao' },
    }),
    aDocument(2, { isolated: { at: '2026-01-01T00:00:00.000Z' } }),
    aDocument(3, { values: { type: '77' }, sheets: { count: 1, first: null } }),
  ]

  expect(contentsList({ documents }, numberSheets(documents), types)).toEqual([
    {
      id: documents[0]?.id,
      ordinal: 1,
      code: '15/QĐ-UBND',
      date: '2024-03-05',
      typeAndSubject: 'Quyết định Về việc một',
      author: 'UBND xã Ví Dụ',
      sheets: { first: 1, last: 2 },
      pages: 2,
      note: 'Bản sao',
    },
    {
      id: documents[2]?.id,
      ordinal: 2,
      code: '',
      date: '',
      typeAndSubject: '',
      author: '',
      sheets: { first: 3, last: 3 },
      pages: 2,
      note: '',
    },
  ])
})
