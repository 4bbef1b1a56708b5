import { expect, test } from 'vitest'
import { parseOcrOptions, reportingSeeds, rivalNames, tuningSeeds } from '../../bench/ocr-options.ts'

test('figures are reported on seeds that nothing is tuned on', () => {
  expect(tuningSeeds.last).toBeLessThan(reportingSeeds.first)
  expect(parseOcrOptions([])).toMatchObject({
    seed: reportingSeeds.first,
    tiers: ['A', 'B', 'C', 'D'],
    rivals: rivalNames,
    folder: null,
    workers: 2,
  })
})

test('all of a folder is read, by as few rivals as wanted', () => {
  expect(parseOcrOptions(['--folder=papers', '--rivals=', '--tiers=C'])).toMatchObject({
    folder: 'papers',
    rivals: [],
    tiers: ['C'],
    documents: 9999,
    compared: 9999,
  })
})

test('single pages of reporting seeds are shown to nobody', () => {
  expect(parseOcrOptions(['--details']).hasDetails).toBe(false)
  expect(parseOcrOptions(['--details', '--seed=1']).hasDetails).toBe(true)
  expect(parseOcrOptions(['--details', '--folder=papers']).hasDetails).toBe(true)
})

test.each([
  [['--documents=0']],
  [['--workers=two']],
  [['--rivals=abbyy']],
  [['--seed=1500']],
  [['--seed=990', '--documents=20']],
  [['--seed=5999', '--documents=2']],
])('%j is refused', (args) => {
  expect(() => parseOcrOptions(args)).toThrow(RangeError)
})
