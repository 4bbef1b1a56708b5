import { expect, test } from 'vitest'
import { dueOf } from '../../../domain/due-list.ts'
import { type ProgressFile, progressOf } from '../../../domain/progress.ts'
import { aCaseFile } from '../../support/memory-vault.ts'

const target = { share: 0.3, by: '2026-12-31' }
const input = { year: 2026, years: [2026], planned: 40, target, today: '2026-11-23' }

function aFile(
  n: number,
  part: Partial<ProgressFile['file']>,
  rest: Partial<ProgressFile> = {},
): ProgressFile {
  const file = aCaseFile(n, { maker: 'Trần Thị Mẫu', ...part })
  return { file, pages: 100, createdAt: '2026-03-04', depositedAt: null, acceptedAt: null, ...rest }
}
const closing = (day: string) => ({ at: `${day}T02:00:00Z`, by: 'Trần Thị Mẫu' })

test('[CF56] created, complete, deposited and accepted are counted apart, and what the law leaves out is no part of the whole', () => {
  const files = [
    aFile(1, { state: 'open' }),
    aFile(2, { state: 'closed', closing: closing('2026-11-10') }),
    aFile(
      3,
      { state: 'accepted', closing: closing('2026-10-01') },
      { depositedAt: '2026-10-05', acceptedAt: '2026-10-20' },
    ),
    aFile(4, { state: 'returned', closing: closing('2026-10-01') }, { depositedAt: '2026-10-05' }),
    aFile(5, { state: 'open', excluded: { reason: 'state-secret', documents: 7 } }),
  ]
  const progress = progressOf(files, input)
  expect(progress.counts).toEqual({ created: 4, complete: 2, deposited: 2, accepted: 1, pages: 200 })
  expect(progress.excluded).toEqual([{ reason: 'state-secret', files: 1, documents: 7 }])
  expect([progress.counted, progress.wanted]).toEqual([39, 12])
})

test('[CF57] each step counts in the month it was taken, and by who made the file and of which fonds', () => {
  const files = [
    aFile(1, { state: 'closed', closing: closing('2026-04-10'), maker: 'Lê Văn Mẫu' }),
    aFile(
      2,
      { state: 'accepted', closing: closing('2026-05-01') },
      { depositedAt: '2026-05-05', acceptedAt: '2026-06-20' },
    ),
  ]
  const { months, makers, fonds } = progressOf(files, input)
  expect(
    months.map(({ name, counts }) => [
      name,
      counts.created,
      counts.complete,
      counts.deposited,
      counts.accepted,
    ]),
  ).toEqual([
    ['2026-03', 2, 0, 0, 0],
    ['2026-04', 0, 1, 0, 0],
    ['2026-05', 0, 1, 1, 0],
    ['2026-06', 0, 0, 0, 1],
  ])
  expect(makers.map(({ name, counts }) => [name, counts.created])).toEqual([
    ['Lê Văn Mẫu', 1],
    ['Trần Thị Mẫu', 1],
  ])
  expect(fonds).toHaveLength(1)
})

test('[CF58] the pages a day that are needed and the expected end come from the pace of the last weeks', () => {
  // Two whole files of 100 pages in four weeks of 20 working days: 10 pages a day; ten more files are wanted.
  const files = [1, 2].map((n) => aFile(n, { state: 'closed', closing: closing('2026-11-10') }))
  const { pace } = progressOf(files, input)
  expect(pace.pagesADay).toBe(10)
  // 23 November 2026 is a Monday: 28 working days are left until the end of the year.
  expect(pace.pagesADayNeeded).toBeCloseTo(1000 / 28)
  // A hundred working days are twenty weeks.
  expect(pace.expectedEnd).toBe('2027-04-12')
  expect(progressOf([], input).pace).toEqual({ pagesADayNeeded: null, pagesADay: null, expectedEnd: null })
  expect(progressOf(files, { ...input, planned: 4 }).pace.expectedEnd).toBeNull()
})

test('[CF50] a file is due one year after the year in which its work ended', () => {
  const today = '2026-11-23'
  const due = (part: Parameters<typeof aCaseFile>[1]) => dueOf(aCaseFile(1, part), today)
  expect(due({ state: 'closed', endDate: '2024-05-01' })).toMatchObject({
    dueOn: '2025-12-31',
    urgency: 'overdue',
  })
  expect(due({ state: 'returned', endDate: '2025-12-31' })).toMatchObject({
    dueOn: '2026-12-31',
    urgency: 'this-year',
  })
  expect(due({ state: 'closed', endDate: '2026-01-01' })).toMatchObject({
    dueOn: '2027-12-31',
    urgency: 'later',
  })
  expect(due({ state: 'open', year: 2024 })).toMatchObject({ dueOn: '2025-12-31', urgency: 'overdue' })
  expect(due({ state: 'open', year: 2026 })).toBeNull()
  expect(due({ state: 'deposited', endDate: '2024-05-01' })).toBeNull()
  expect(due({ state: 'open', year: 2024, excluded: { reason: 'complex', documents: 1 } })).toBeNull()
})
