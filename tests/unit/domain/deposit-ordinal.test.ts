import { expect, test } from 'vitest'
import { depositOrdinals, nextOrdinal, numbered } from '../../../domain/deposit-ordinal.ts'
import type { Deposit } from '../../../domain/records/deposit.ts'
import { aDeposit } from '../../support/memory-vault.ts'

const decided = {
  isAccepted: true,
  receiptNumber: 'BN-1',
  decidedAt: '2026-03-01T00:00:00.000Z',
  decidedBy: 'Lưu trữ',
  reason: '',
}

/** A deposit of a fonds, made under a number on a day of January. */
function claim(id: string, [ordinal, day]: readonly [number, number], part: Partial<Deposit> = {}) {
  const createdAt = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
  return aDeposit(1, { id, ordinal, createdAt, ...part })
}

test('[CF54] numbers that were given once stay, each fonds counting for itself', () => {
  const claims = [claim('a', [1, 1]), claim('b', [2, 2]), claim('c', [1, 3], { fonds: 'fonds_other' })]

  expect([...depositOrdinals(claims)]).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 1],
  ])
  expect(nextOrdinal(claims, claims[0]?.fonds ?? '')).toBe(3)
  expect(nextOrdinal(claims, 'fonds_other')).toBe(2)
  expect(nextOrdinal([], 'fonds_other')).toBe(1)
})

test('[CF54] of deposits made under one number the earliest keeps it, the others follow and say so', () => {
  const claims = [claim('late', [3, 5]), claim('next', [4, 6]), claim('early', [3, 4])]
  const ordinals = depositOrdinals(claims)

  expect(Object.fromEntries(ordinals)).toEqual({ early: 3, next: 4, late: 5 })
  expect(depositOrdinals(claims.toReversed())).toEqual(ordinals)
  expect(
    claims.map((each) => numbered(each, ordinals)).map(({ ordinal, madeAs }) => [ordinal, madeAs]),
  ).toEqual([
    [5, 3],
    [4, undefined],
    [3, undefined],
  ])
})

test('[CF54] what was decided keeps its number, whoever was earlier', () => {
  const claims = [claim('early', [3, 4]), claim('late', [3, 5], { outcome: decided })]

  expect(Object.fromEntries(depositOrdinals(claims))).toEqual({ late: 3, early: 4 })
})
