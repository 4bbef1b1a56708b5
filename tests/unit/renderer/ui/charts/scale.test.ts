import { describe, expect, test } from 'vitest'
import { axisFor, bandsOf, labelStep } from '../../../../../renderer/ui/charts/scale.ts'

describe('[UI75] the scale of a chart', () => {
  test.each([
    [[0], { max: 1, ticks: [0, 1] }],
    [[3], { max: 3, ticks: [0, 1, 2, 3] }],
    [[7, 2], { max: 8, ticks: [0, 2, 4, 6, 8] }],
    [[100], { max: 100, ticks: [0, 50, 100] }],
    [[1999, 12], { max: 2000, ticks: [0, 500, 1000, 1500, 2000] }],
  ])('%j ends at a round number above them', (values, axis) => {
    expect(axisFor(values)).toEqual(axis)
  })

  test('bars stand side by side inside their band', () => {
    const bands = bandsOf(600, 12, 2)

    expect(bands.width).toBe(50)
    const [first, second] = [bands.bar(3, 0), bands.bar(3, 1)]
    expect(first.left).toBeGreaterThan(bands.left(3))
    expect(second.left).toBe(first.left + first.width)
    expect(second.left + second.width).toBeLessThan(bands.left(4))
  })

  test('labels are left out before they run into each other', () => {
    expect(labelStep(50, 40)).toBe(1)
    expect(labelStep(20, 45)).toBe(3)
  })
})
