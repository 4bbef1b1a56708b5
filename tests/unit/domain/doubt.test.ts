import { expect, test } from 'vitest'
import { certaintyOf, doubtfulFields, doubtOf, fieldsByDoubt } from '../../../domain/doubt.ts'
import { aDocument, proposalsOf } from '../../support/memory-vault.ts'

const whole = {
  number: '1',
  notation: 'A',
  issuedDate: '2024-01-02',
  issuer: 'X',
  type: '02',
  subject: 'S',
  signer: 'N',
}

test('the emptiest field comes first, then the least certain; what a person decided comes last', () => {
  const { signer: _, ...rest } = whole
  const document = aDocument(1, {
    proposals: proposalsOf(rest, { number: 0.2, subject: 0.5 }),
    values: { number: '1' },
  })

  const order = fieldsByDoubt(document)

  expect(order.slice(0, 2)).toEqual(['signer', 'subject'])
  expect(order.at(-1)).toBe('number')
  expect(certaintyOf(document, 'signer')).toBe('empty')
  expect(certaintyOf(document, 'subject')).toBe('doubt')
  expect(certaintyOf(document, 'number')).toBe('sure')
  expect(doubtfulFields(document)).toBe(2)
})

test('a value that the machine left empty is a doubt, never sure', () => {
  const document = aDocument(1, { proposals: proposalsOf({ ...whole, issuedDate: '' }) })

  expect(certaintyOf(document, 'issuedDate')).toBe('empty')
})

test('a document wants the more of a person, the more of its fields are doubtful', () => {
  const sure = doubtOf(aDocument(1, { proposals: proposalsOf(whole) }))
  const alsoSure = doubtOf(aDocument(2, { proposals: proposalsOf(whole) }))
  const shaky = doubtOf(aDocument(3, { proposals: proposalsOf(whole, { number: 0.1 }) }))
  const unreadable = doubtOf(aDocument(4, { proposals: null }))

  expect(alsoSure).toBe(sure)
  expect(shaky).toBeGreaterThan(sure)
  expect(unreadable).toBeGreaterThan(shaky)
})
