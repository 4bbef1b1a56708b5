import { expect, test } from 'vitest'
import {
  compareHeadings,
  headingText,
  moveHeading,
  newHeading,
  renameHeading,
  romanNumeral,
} from '../../../domain/plan-headings.ts'

const plan = ['I. Tổng hợp', 'II. Đất đai\n1. Giao đất', 'II. Đất đai\n2. Tranh chấp', 'III. Tài chính']

test('headings stand by their numerals, a large one before its small ones', () => {
  const mixed = ['X. Sau', 'II. Đất đai\n10. Mười', 'II. Đất đai\n2. Hai', 'II. Đất đai', 'IX. Trước']

  expect([...mixed].sort(compareHeadings)).toEqual([
    'II. Đất đai',
    'II. Đất đai\n2. Hai',
    'II. Đất đai\n10. Mười',
    'IX. Trước',
    'X. Sau',
  ])
  expect([4, 9, 40, 14].map(romanNumeral)).toEqual(['IV', 'IX', 'XL', 'XIV'])
  expect(headingText('II. Đất đai\n1. Giao đất')).toBe('II. Đất đai › 1. Giao đất')
})

test('[CF19] a large heading moves with all below it, and all are numbered anew', () => {
  expect([...moveHeading(plan, 'II. Đất đai', -1)]).toEqual([
    ['I. Tổng hợp', 'II. Tổng hợp'],
    ['II. Đất đai\n1. Giao đất', 'I. Đất đai\n1. Giao đất'],
    ['II. Đất đai\n2. Tranh chấp', 'I. Đất đai\n2. Tranh chấp'],
  ])
  expect(moveHeading(plan, 'I. Tổng hợp', -1).size).toBe(0)
})

test('[CF19] a small heading moves among those of its large one only', () => {
  expect([...moveHeading(plan, 'II. Đất đai\n2. Tranh chấp', -1).values()]).toEqual([
    'II. Đất đai\n2. Giao đất',
    'II. Đất đai\n1. Tranh chấp',
  ])
})

test('a heading is renamed with its numeral kept, and a new one comes after the last', () => {
  expect([...renameHeading(plan, 'II. Đất đai', 'Địa chính').values()]).toEqual([
    'II. Địa chính\n1. Giao đất',
    'II. Địa chính\n2. Tranh chấp',
  ])
  expect(newHeading(plan, [], 'Văn hóa')).toBe('IV. Văn hóa')
  expect(newHeading(plan, [], 'tài chính')).toBe('III. Tài chính')
  expect(newHeading(plan, ['II. Đất đai'], 'Bản đồ')).toBe('II. Đất đai\n3. Bản đồ')
})
