import { expect, test } from 'vitest'
import { type Figure, figuresOf, isReached } from '../../bench/ocr-figures.ts'
import type { PageResult, PaperResult } from '../../bench/ocr-match.ts'
import { tableOf } from '../../bench/ocr-table.ts'

interface Reading {
  readonly contestant: string
  readonly errors: number
  readonly cpuSeconds: number
  readonly id?: string
  readonly tier?: string
}

function reading({ contestant, errors, cpuSeconds, id = 'd1', tier = 'A' }: Reading): PageResult {
  const score = {
    characters: 100,
    characterErrors: errors,
    words: 20,
    wordErrors: errors,
    printedCharacters: 80,
    printedErrors: 0,
    baseCharacters: 100,
    baseErrors: 0,
  }
  const cost = { cpuSeconds, wallSeconds: cpuSeconds, peakBytes: 3e8 }
  return { contestant, id, tier, page: 1, score, failure: null, lines: [], ...cost }
}

function paper(tier: string, part: Partial<PaperResult> = {}): PaperResult {
  return { id: 'd1', tier, judgements: [], impossibleDates: [], cpuSeconds: 0, ...part }
}

const valueOf = (figures: readonly Figure[], what: string, tier: string): number | undefined =>
  figures.find((figure) => figure.what === what && figure.tier === tier)?.value

test('rates are of all characters of a tier, and ratios of the pages that both have read', () => {
  const pages = [
    reading({ contestant: 'ours', errors: 1, cpuSeconds: 3 }),
    reading({ contestant: 'ocrmypdf', errors: 4, cpuSeconds: 12 }),
    reading({ contestant: 'ours', errors: 9, cpuSeconds: 9, id: 'd2' }),
  ]
  const figures = figuresOf({ pages, papers: [paper('A'), paper('A')] }, { isFolder: false })

  expect(valueOf(figures, 'character errors, ours', 'A')).toBeCloseTo(5)
  expect(valueOf(figures, 'character errors, ocrmypdf', 'A')).toBeCloseTo(4)
  expect(valueOf(figures, 'character errors, ours to ocrmypdf', 'A')).toBeCloseTo(0.25)
  expect(valueOf(figures, 'processor, ours to ocrmypdf', 'A')).toBeCloseTo(0.25)
  expect(valueOf(figures, 'processor a page, ours', 'A')).toBeCloseTo(6)
})

test('finding the fields is a part of our cost', () => {
  const pages = [
    reading({ contestant: 'ours', errors: 0, cpuSeconds: 3 }),
    reading({ contestant: 'tesseract-same-data', errors: 0, cpuSeconds: 2 }),
  ]
  const figures = figuresOf({ pages, papers: [paper('A', { cpuSeconds: 0.5 })] }, { isFolder: false })

  expect(valueOf(figures, 'processor a page, ours', 'A')).toBeCloseTo(3.5)
  expect(valueOf(figures, 'processor, ours to tesseract-same-data', 'A')).toBeCloseTo(1.75)
})

test('a page that could not be read counts as an error and not as quick', () => {
  const lost: PageResult = {
    ...reading({ contestant: 'ours', errors: 100, cpuSeconds: Number.NaN, id: 'd2' }),
    failure: 'it died',
  }
  const pages = [reading({ contestant: 'ours', errors: 0, cpuSeconds: 3 }), lost]
  const figures = figuresOf({ pages, papers: [paper('A')] }, { isFolder: false })

  expect(valueOf(figures, 'character errors, ours', 'A')).toBeCloseTo(50)
  expect(valueOf(figures, 'processor a page, ours', 'A')).toBeCloseTo(3)
  const unread = figures.find(({ what, tier }) => what === 'pages not read, ours' && tier === 'A')
  expect(unread && isReached(unread)).toBe(false)
})

test('the rate of a folder has a limit of its own on each tier', () => {
  const pages = ['A', 'C'].map((tier) => reading({ contestant: 'ours', errors: 2, cpuSeconds: 1, tier }))
  const figures = figuresOf({ pages, papers: [paper('A'), paper('C')] }, { isFolder: true })
  const reached = figures
    .filter(({ what }) => what === 'character errors, ours')
    .map((figure) => [figure.tier, isReached(figure)])

  expect(reached).toEqual([
    ['A', false],
    ['C', true],
    ['all', null],
  ])
})

test('a table has a row for each thing and says on which tiers it is not reached', () => {
  const figure = (tier: string, value: number, wanted: Figure['wanted']): Figure => ({
    what: 'character errors, ours',
    unit: '%',
    tier,
    value,
    wanted,
  })
  const table = tableOf([
    figure('all', 1.5, null),
    figure('B', 2, { atMost: 1.2 }),
    figure('A', 1, { atMost: 1.2 }),
    { ...figure('all', Number.NaN, { atLeast: 3 }), what: 'pace', unit: 'x' },
  ])

  expect(table.map((line) => line.replace(/ {2,}/g, '|'))).toEqual([
    '|A|B|all|wanted|reached',
    'character errors, ours|1.00 %|2.00 %|1.50 %|<= 1.2|NOT B',
    'pace|-|>= 3',
  ])
})
