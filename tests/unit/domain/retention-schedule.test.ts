import { expect, test } from 'vitest'
import type { RetentionRule } from '../../../domain/records/retention-rule.ts'
import { effectiveRows, leastRetention, placedRows } from '../../../domain/retention-schedule.ts'
import { shippedAuthority } from '../../support/shipped-authority.ts'

const row = (id: string, title: string) => ({
  id,
  group: 'Nhóm',
  title,
  retention: ['01'],
  basis: 'TT',
  verified: false,
})
const rows = [row('a', 'Một'), row('b', 'Hai')]
const rule = (id: string, part: Partial<RetentionRule> = {}): RetentionRule => ({
  ...row(id, 'Khác'),
  of: '',
  isRemoved: false,
  ...part,
})

test('[CF12] rows are changed, taken out and added by what people said', () => {
  const rules = [
    rule('rule_1', { of: 'a', verified: true }),
    rule('rule_2', { of: 'b', isRemoved: true }),
    rule('rule_3'),
  ]

  expect(placedRows(rows, rules).map(({ row: { id }, origin }) => [id, origin])).toEqual([
    ['a', 'changed'],
    ['b', 'removed'],
    ['rule_3', 'added'],
  ])
  expect(effectiveRows(rows, rules)).toEqual([{ ...row('a', 'Khác'), verified: true }, row('rule_3', 'Khác')])
})

test('[CF12] what was said of a row outlives the row, unless it was to be gone', () => {
  const rules = [rule('rule_1', { of: 'gone' }), rule('rule_2', { of: 'lost', isRemoved: true })]

  expect(placedRows(rows, rules).map(({ row: { id }, origin }) => [id, origin])).toEqual([
    ['a', 'file'],
    ['b', 'file'],
    ['gone', 'added'],
  ])
})

test('[CF12] a rule that was taken back says nothing', () => {
  expect(effectiveRows(rows, [rule('rule_1', { of: 'a', title: '' })])).toEqual(rows)
})

test('the least retention of a row is the shortest that is known', () => {
  expect(leastRetention(shippedAuthority, { retention: ['05', '07-15', '01'] })).toBe('07-15')
  expect(leastRetention(shippedAuthority, { retention: ['99'] })).toBeNull()
  expect(leastRetention(shippedAuthority, { retention: [] })).toBeNull()
})
