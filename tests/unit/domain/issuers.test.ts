import { expect, test } from 'vitest'
import { isoDay, issuerRowsOf } from '../../../domain/issuer-import.ts'
import { matchIssuer } from '../../../domain/issuers.ts'
import type { Issuer } from '../../../domain/records/issuer.ts'

const issuer = (id: string, part: Partial<Issuer>): Issuer => ({
  id,
  name: '',
  aliases: [],
  code: '',
  validFrom: null,
  validTo: null,
  successor: null,
  ...part,
})
const old = issuer('old', { name: 'UBND xã Cẩm Hoà', validTo: '2025-06-30', successor: 'new' })
const now = issuer('new', {
  name: 'UBND xã Thiên Cầm',
  aliases: ['UBND thị trấn Thiên Cầm'],
  validFrom: '2025-07-01',
})
const near = issuer('near', { name: 'UBND xã Cẩm Hà', validTo: '2025-06-30' })
const sector = issuer('sector', { name: 'Sở Nông nghiệp và Phát triển nông thôn', validTo: '2025-02-28' })
const all = [old, now, near, sector]

test('[CF21] a printed name is found whatever its marks, case and abbreviations', () => {
  expect(matchIssuer('ỦY BAN NHÂN DÂN XÃ CẨM HÒA', '2020-01-01', all)).toEqual({
    kind: 'known',
    issuer: old,
    successor: now,
  })
  expect(matchIssuer('UBND thị trấn Thiên Cầm', '2025-08-01', all)?.issuer).toBe(now)
})

test('[CF21] a body that was no more on the day is told as dissolved, one that was not yet there too', () => {
  expect(matchIssuer('UBND xã Cẩm Hoà', '2025-07-01', all)?.kind).toBe('dissolved')
  expect(matchIssuer('UBND xã Thiên Cầm', '2025-06-30', all)?.kind).toBe('not-yet')
  expect(matchIssuer('UBND xã Cẩm Hoà', '2025-06-30', all)?.kind).toBe('known')
})

test('[CF21] a letter of a long word may be misread, one of a place name may not', () => {
  expect(matchIssuer('Sở Nông nghlệp và Phát triển nông thôn', '2020-01-01', all)?.issuer).toBe(sector)
  expect(matchIssuer('UBND xã Cẩm Hoi', '2020-01-01', all)).toBeNull()
  expect(matchIssuer('UBND xã Cẩm Hà', '2020-01-01', all)?.issuer).toBe(near)
})

test('[CF21] of two bodies of one name the one of that day is meant', () => {
  const first = issuer('1', { name: 'UBND huyện X', validTo: '2010-01-01' })
  const second = issuer('2', { name: 'UBND huyện X', validFrom: '2010-01-02' })

  expect(matchIssuer('UBND huyện X', '2015-01-01', [first, second])?.issuer).toBe(second)
  expect(matchIssuer('UBND huyện X', '2005-01-01', [first, second])?.issuer).toBe(first)
  expect(matchIssuer('', '2005-01-01', [first])).toBeNull()
})

test('[CF21] a ring of successors ends', () => {
  const a = issuer('a', { name: 'A', successor: 'b' })
  const b = issuer('b', { name: 'B', successor: 'a' })

  expect(matchIssuer('A', '', [a, b])?.successor).toBe(b)
})

test('[CF21] a list of issuers is read with every row taken or refused', () => {
  const rows = issuerRowsOf(
    [
      ['Tên cơ quan', 'Tên khác', 'Mã', 'Từ ngày', 'Đến ngày', 'Kế thừa'],
      ['UBND xã A', 'UBND xã A cũ; xã A', 'H27.01', '1/1/1990', '30/06/2025', 'UBND xã B'],
      ['UBND xã B', '', '', '2025-07-01', '', ''],
      ['', '', 'H27', '', '', ''],
      ['UBND xã C', '', '', '31/02/2020', '', ''],
      ['UBND xã D', '', '', '2/1/2020', '1/1/2020', ''],
      ['ubnd xa a', '', '', '1/1/1990', '', ''],
    ].map((cells, at) => ({ number: at + 1, cells })),
    [],
  )

  expect(rows.map((row) => (row.kind === 'refused' ? row.reason : row.kind))).toEqual([
    'taken',
    'taken',
    'name-missing',
    'date-unreadable',
    'dates-reversed',
    'name-exists',
  ])
  expect(rows[0]?.kind === 'taken' && rows[0].issuer).toEqual({
    name: 'UBND xã A',
    aliases: ['UBND xã A cũ', 'xã A'],
    code: 'H27.01',
    validFrom: '1990-01-01',
    validTo: '2025-06-30',
    successorName: 'UBND xã B',
  })
  expect(isoDay('45838')).toBe('2025-06-30')
})
