import { expect, test } from 'vitest'
import { recordId } from '../../../domain/op.ts'
import { referencesOf } from '../../../domain/references.ts'

const id = recordId('authority', '00000000-0000-4000-8000-000000000001')
const sha = 'a'.repeat(64)

test('[CF11] an imported data file names its bytes, so that they are kept, checked and sent', () => {
  expect(referencesOf({ f: id, p: '/blob', val: sha })).toEqual({ blobs: [sha], records: [] })
  expect(referencesOf({ f: id, p: '/blob', val: 'none' })).toEqual({ blobs: [], records: [] })
  expect(referencesOf({ f: id, p: '/version', val: sha })).toEqual({ blobs: [], records: [] })
})
