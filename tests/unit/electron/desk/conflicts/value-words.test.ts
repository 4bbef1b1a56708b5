import { expect, test } from 'vitest'
import { namedCell } from '../../../../../domain/conflict-cells.ts'
import type { Json } from '../../../../../domain/json.ts'
import { emptyRecord } from '../../../../../domain/merge.ts'
import { valueWords } from '../../../../../electron/desk/conflicts/value-words.ts'
import { shippedAuthority } from '../../../../support/shipped-authority.ts'

const ports = { records: { record: emptyRecord, records: () => [] }, authority: () => shippedAuthority }
const told = (kind: string, path: string, value: Json) => valueWords(ports, namedCell(kind, path), value).text

test('[UI65] days and instants in a value are told as on a form, by the clock of Viet Nam', () => {
  const closing = { at: '2026-03-11T20:30:12.345Z', by: 'Lê Thị Mẫu' }

  expect(told('case', '/closing', closing)).toBe('12/03/2026 03:30, Lê Thị Mẫu')
  expect(told('case', '/endDate', '2026-03-12')).toBe('12/03/2026')
  expect(told('case', '/endDate', 'khoảng 2026')).toBe('khoảng 2026')
})
