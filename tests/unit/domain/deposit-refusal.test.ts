import { expect, test } from 'vitest'
import { type DepositRefusal, depositRefusal, type ToHandOver } from '../../../domain/deposit-refusal.ts'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { aCaseFile } from '../../support/memory-vault.ts'

const sound = { isDisputed: false, isolated: 0, beingRead: 0 }
const closed = aCaseFile(1, { state: 'closed' })
const look = (part: Partial<CaseFile>, facts: Partial<ToHandOver> = {}): DepositRefusal | null =>
  depositRefusal({ file: { ...closed, ...part }, ...sound, ...facts }, closed.fonds)

test('[CF52] a closed or returned file of the fonds is taken', () => {
  expect([look({}), look({ state: 'returned' })]).toEqual([null, null])
})

test.each<readonly [DepositRefusal, Partial<CaseFile>, Partial<ToHandOver>]>([
  ['missing', { notation: '' }, {}],
  ['excluded', { excluded: { reason: 'complex', documents: 2 } }, {}],
  ['not-closed', { state: 'open' }, {}],
  ['deposited', { state: 'deposited' }, {}],
  ['accepted', { state: 'accepted' }, {}],
  ['disputed', {}, { isDisputed: true }],
  ['isolated', {}, { isolated: 1 }],
  ['being-read', {}, { beingRead: 1 }],
  ['other-fonds', { fonds: 'fonds_other' }, {}],
])('[CF52] a file is refused as %s', (refusal, part, facts) => {
  expect(look(part, facts)).toBe(refusal)
})
