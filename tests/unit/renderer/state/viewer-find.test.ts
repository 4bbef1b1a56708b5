import { expect, test } from 'vitest'
import { hitsOn, spansFrom } from '../../../../renderer/state/viewer-find.ts'

test('[UI52] words of a phrase on one line are one hit; on two lines, or far apart, they are two', () => {
  const hits = hitsOn(3, [
    [0.1, 0.2, 0.15, 0.22],
    [0.157, 0.2, 0.2, 0.22],
    [0.6, 0.2, 0.65, 0.22],
    [0.1, 0.24, 0.15, 0.26],
  ])

  expect(hits).toEqual([
    { page: 3, box: [0.1, 0.2, 0.2, 0.22] },
    { page: 3, box: [0.6, 0.2, 0.65, 0.22] },
    { page: 3, box: [0.1, 0.24, 0.15, 0.26] },
  ])
})

test('[UI52] the pages from the one in sight on are looked at first, and each of them once', () => {
  const spans = spansFrom(120, 180)

  expect(spans).toEqual([
    { from: 120, count: 50 },
    { from: 170, count: 10 },
    { from: 0, count: 50 },
    { from: 50, count: 50 },
    { from: 100, count: 20 },
  ])
  expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(180)
})
