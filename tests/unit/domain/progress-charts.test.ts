import { describe, expect, test } from 'vitest'
import { bandTimes, shownDays, vietnamDay } from '../../../domain/progress-charts.ts'

describe('[UI75] days and ages as they are counted in Viet Nam', () => {
  test('a day begins at midnight there', () => {
    expect(vietnamDay(Date.parse('2026-11-22T16:59:59Z'))).toBe('2026-11-22')
    expect(vietnamDay(Date.parse('2026-11-22T17:00:00Z'))).toBe('2026-11-23')
  })

  test('four weeks are shown, the present day last', () => {
    const { days, sinceMs } = shownDays(Date.parse('2026-11-23T08:00:00+07:00'))

    expect(days).toHaveLength(28)
    expect(days[0]).toBe('2026-10-27')
    expect(days.at(-1)).toBe('2026-11-23')
    expect(sinceMs).toBe(Date.parse('2026-10-27T00:00:00+07:00'))
  })

  test('ages follow each other without a gap', () => {
    const bands = bandTimes(1_800_000_000_000)

    expect(bands[0]?.beforeMs).toBeNull()
    expect(bands.at(-1)?.fromMs).toBeNull()
    expect(bands.slice(1).map(({ beforeMs }) => beforeMs)).toEqual(
      bands.slice(0, -1).map(({ fromMs }) => fromMs),
    )
  })
})
