import { describe, expect, test } from 'vitest'
import type { ProgressCounts } from '../../../../../domain/progress.ts'
import { ageFinding, paceFinding, targetFinding } from '../../../../../renderer/features/progress/findings.ts'
import { monthStands } from '../../../../../renderer/features/progress/month-series.ts'

function counts(created: number, complete: number): ProgressCounts {
  return { created, complete, deposited: 0, accepted: 0, pages: 0 }
}

describe('[UI75] what was made until the end of each month', () => {
  test('is summed up over the year, and the months to come are empty', () => {
    const months = [
      { name: '2026-02', counts: counts(4, 1) },
      { name: '2026-04', counts: counts(2, 3) },
    ]

    const stands = monthStands({ year: 2026, months }, '2026-05-10')

    expect(stands).toHaveLength(12)
    expect(stands.slice(0, 6)).toEqual([
      { month: '2026-01', created: 0, complete: 0 },
      { month: '2026-02', created: 4, complete: 1 },
      { month: '2026-03', created: 4, complete: 1 },
      { month: '2026-04', created: 6, complete: 4 },
      { month: '2026-05', created: 6, complete: 4 },
      { month: '2026-06', created: null, complete: null },
    ])
  })

  test('of files of an old year begins where the work on them began', () => {
    const months = [
      { name: '2025-11', counts: counts(1, 0) },
      { name: '2026-01', counts: counts(1, 2) },
    ]

    const stands = monthStands({ year: 2021, months }, '2026-02-01')

    expect(stands.map(({ month }) => month)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
    expect(stands.at(-1)).toEqual({ month: '2026-02', created: 2, complete: 2 })
  })

  test('keeps what lies before the first month that is shown', () => {
    const months = [{ name: '2020-01', counts: counts(5, 5) }]

    const stands = monthStands({ year: 2019, months }, '2026-11-23')

    expect(stands).toHaveLength(18)
    expect(stands[0]).toEqual({ month: '2025-06', created: 5, complete: 5 })
  })
})

describe('[UI75] the finding of a chart', () => {
  test('says how many whole files the target still lacks', () => {
    expect(targetFinding({ counts: counts(2, 0), wanted: 0 }).kind).toBe('no-plan')
    expect(targetFinding({ counts: counts(0, 0), wanted: 9 }).kind).toBe('nothing')
    expect(targetFinding({ counts: counts(8, 3), wanted: 9 })).toMatchObject({ kind: 'missing', missing: 6 })
    expect(targetFinding({ counts: counts(9, 9), wanted: 9 }).kind).toBe('reached')
  })

  test('says how much came in, the best day, and what is needed', () => {
    const days = [
      { day: '2026-11-20', pages: 3 },
      { day: '2026-11-21', pages: 12 },
    ]

    expect(paceFinding({ days: [] }, 4).kind).toBe('nothing')
    expect(paceFinding({ days }, null)).toMatchObject({
      kind: 'plain',
      pages: 15,
      most: 12,
      day: '2026-11-21',
    })
    expect(paceFinding({ days }, 3.2)).toMatchObject({ kind: 'needed', needed: 4 })
  })

  test('says how many files are open for over a year', () => {
    const ages = [
      { band: 'month', files: 2 },
      { band: 'older', files: 0 },
    ] as const

    expect(ageFinding({ ages: [] }).kind).toBe('nothing')
    expect(ageFinding({ ages: [...ages] })).toMatchObject({ kind: 'fresh', files: 2 })
    expect(ageFinding({ ages: [ages[0], { band: 'older', files: 3 }] })).toMatchObject({
      kind: 'old',
      old: 3,
    })
  })
})
