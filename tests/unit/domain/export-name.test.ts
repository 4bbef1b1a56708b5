import { expect, test } from 'vitest'
import { exportName } from '../../../domain/export-name.ts'
import { aDocument } from '../../support/memory-vault.ts'

const named = (values: Record<string, string>): string => exportName(aDocument(1, { values }))

test('[PA21] a file is named by code and year, in letters that every medium takes', () => {
  expect(named({ number: '15', notation: 'QĐ-UBND', issuedDate: '2024-03-05' })).toBe('15-QD-UBND-2024')
  expect(named({ number: '', notation: 'NQ/HĐND', issuedDate: '' })).toBe('NQ-HDND')
})

test('[PA21] without a code the subject names it, cut where it is too long', () => {
  expect(named({ subject: 'Về việc: hỗ trợ "hộ nghèo" <2024>?' })).toBe('Ve-viec-ho-tro-ho-ngheo-2024')
  expect(named({ subject: 'ươ '.repeat(100) }).length).toBeLessThanOrEqual(60)
})

test('[PA21] no name is empty or that of a device', () => {
  expect(named({})).toBe('van-ban')
  expect(named({ subject: '***' })).toBe('van-ban')
  expect(named({ subject: 'Con' })).toBe('Con_')
  expect(named({ subject: 'LPT1' })).toBe('LPT1_')
})
