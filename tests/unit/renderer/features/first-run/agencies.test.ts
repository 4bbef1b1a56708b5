import { expect, test } from 'vitest'
import { agenciesFor } from '../../../../../renderer/features/first-run/agencies-for.ts'
import { shippedAuthority } from '../../../../support/shipped-authority.ts'

const agencies = shippedAuthority.agencyCodes.agencies ?? []
const names = (typed: string): readonly string[] => agenciesFor(agencies, typed).map(({ name }) => name)

test('[UI76] the communes of the province are there, none twice, and no code is made up', () => {
  expect(agencies).toHaveLength(69)
  expect(new Set(agencies.map(({ name }) => name)).size).toBe(69)
  expect(agencies.filter(({ code, verified }) => code === null && verified)).toEqual([])
})

test('[UI76] a commune is found by any part of its name with or without tone marks', () => {
  expect(names('cam due')).toEqual(['UBND xã Cẩm Duệ'])
  expect(names('Cẩm Duệ')).toEqual(['UBND xã Cẩm Duệ'])
  expect(names('thanh sen')).toEqual(['UBND phường Thành Sen'])
  expect(names('duc')[0]).toMatch(/^UBND xã Đức/)
  expect(names('không có xã này')).toEqual([])
})
