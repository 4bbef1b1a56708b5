import type { FieldName } from '../../domain/records/document.ts'
import { scoreField, scoreHand, scoreSure } from './ocr-fields.ts'
import type { MatchResults, PageResult } from './ocr-match.ts'
import { rateScores } from './score.ts'

export type Limit = { readonly atMost: number } | { readonly atLeast: number }

export type Unit = '%' | 'x' | 's' | 'MB' | 'pages/min' | 'count' | 'share'

export interface Figure {
  readonly what: string
  readonly unit: Unit
  /** A tier, or `all`. */
  readonly tier: string
  readonly value: number
  readonly wanted: Limit | null
}

export const ALL = 'all'

const PERCENT = 100
const MB = 1e6

/** On papers of a folder; papers from seeds are measured by what the rivals make of the same pages. */
const errorOfFolder: Readonly<Record<string, number>> = { A: 1.2, B: 1.2, C: 2.2, D: 1.5 }
const errorAgainst: Readonly<Record<string, number>> = { ocrmypdf: 0.6, tesseract: 1 }
/** In times what the native engine takes with the same data. */
const cpuRatio: Readonly<Record<string, number>> = { A: 1.6, B: 1.6, C: 2, D: 2 }
const SURE_PRECISION = 0.995

const cleanTiers = ['A', 'B']
const exactFields: readonly FieldName[] = ['number', 'notation', 'issuedDate', 'type']
const namedFields: readonly FieldName[] = ['issuer', 'subject', 'signer']

function fieldLimit(field: FieldName, tier: string): Limit | null {
  const isClean = cleanTiers.includes(tier)
  if (tier === ALL) return null
  if (exactFields.includes(field)) return { atLeast: isClean ? 0.97 : 0.93 }
  if (namedFields.includes(field)) return { atLeast: isClean ? 0.93 : 0.88 }
  return null
}

export function isReached({ value, wanted }: Figure): boolean | null {
  if (wanted === null || Number.isNaN(value)) return null
  return 'atMost' in wanted ? value <= wanted.atMost : value >= wanted.atLeast
}

export interface FigureOptions {
  readonly isFolder: boolean
}

/** All figures of what was read, per tier and together. */
export function figuresOf(results: MatchResults, options: FigureOptions): readonly Figure[] {
  const tiers = [...new Set(results.papers.map(({ tier }) => tier))].toSorted()
  return [...tiers, ALL].flatMap((tier) => {
    const isOfTier = (result: { readonly tier: string }): boolean => tier === ALL || result.tier === tier
    const pages = results.pages.filter(isOfTier)
    const papers = results.papers.filter(isOfTier)
    return [
      ...textFigures(tier, pages, options),
      ...costFigures(tier, pages, papers),
      ...fieldFigures(tier, papers),
    ]
  })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function namesOf(pages: readonly PageResult[]): readonly string[] {
  return [...new Set(pages.map(({ contestant }) => contestant))].toSorted(
    (a, b) => Number(b === 'ours') - Number(a === 'ours') || a.localeCompare(b),
  )
}

/** Our pages that another one read as well: ratios are of these alone. */
function sharedWith(rival: string, pages: readonly PageResult[]) {
  const theirs = pages.filter(({ contestant }) => contestant === rival)
  const keys = new Set(theirs.map(keyOf))
  return { theirs, ours: pages.filter((page) => page.contestant === 'ours' && keys.has(keyOf(page))) }
}

const keyOf = ({ id, tier, page }: PageResult): string => `${tier}/${id}/${page}`

function textFigures(
  tier: string,
  pages: readonly PageResult[],
  { isFolder }: FigureOptions,
): readonly Figure[] {
  const figures: Figure[] = []
  for (const name of namesOf(pages)) {
    const own = pages.filter(({ contestant }) => contestant === name)
    const rates = rateScores(own.map(({ score }) => score))
    const limit = isFolder && name === 'ours' ? errorOfFolder[tier] : undefined
    const wanted = limit === undefined ? null : { atMost: limit }
    const rate = (what: string, value: number, of: Limit | null = null): void => {
      figures.push({ what: `${what}, ${name}`, unit: '%', tier, value: value * PERCENT, wanted: of })
    }
    rate('character errors', rates.characterErrorRate, wanted)
    rate('character errors in print', rates.printedErrorRate)
    rate('word errors', rates.wordErrorRate)
    const failed = own.filter(({ failure }) => failure !== null).length
    const count = (what: string, value: number, of: Limit | null): void => {
      figures.push({ what: `${what}, ${name}`, unit: 'count', tier, value, wanted: of })
    }
    count('pages', own.length, null)
    count('pages not read', failed, name === 'ours' ? { atMost: 0 } : null)
  }
  for (const name of namesOf(pages).filter((other) => other !== 'ours')) {
    const { ours, theirs } = sharedWith(name, pages)
    const rateOf = (list: readonly PageResult[]): number =>
      rateScores(list.map(({ score }) => score)).characterErrorRate
    const limit = tier === ALL ? undefined : errorAgainst[name]
    const wanted = limit === undefined ? null : { atMost: limit }
    figures.push({
      what: `character errors, ours to ${name}`,
      unit: 'x',
      tier,
      value: rateOf(ours) / rateOf(theirs),
      wanted,
    })
  }
  return figures
}

interface PaperCost {
  readonly cpuSeconds: number
}

function costFigures(
  tier: string,
  pages: readonly PageResult[],
  papers: readonly PaperCost[],
): readonly Figure[] {
  const read = pages.filter(({ failure }) => failure === null)
  const extraction = sum(papers.map(({ cpuSeconds }) => cpuSeconds)) / sharedCount('ours', read)
  const cpuOf = (list: readonly PageResult[]): number =>
    sum(list.map(({ cpuSeconds }) => cpuSeconds)) / list.length
  const figures: Figure[] = []
  for (const name of namesOf(read)) {
    const own = read.filter(({ contestant }) => contestant === name)
    const cpu = cpuOf(own) + (name === 'ours' ? extraction : 0)
    const peak = Math.max(...own.map(({ peakBytes }) => peakBytes))
    figures.push({ what: `processor a page, ${name}`, unit: 's', tier, value: cpu, wanted: null })
    figures.push({
      what: `most memory for a page, ${name}`,
      unit: 'MB',
      tier,
      value: peak / MB,
      wanted: null,
    })
  }
  for (const name of namesOf(read).filter((other) => other !== 'ours')) {
    const { ours, theirs } = sharedWith(name, read)
    const limit = name === 'tesseract-same-data' ? cpuRatio[tier] : undefined
    const wanted = limit === undefined ? null : { atMost: limit }
    const value = (cpuOf(ours) + extraction) / cpuOf(theirs)
    figures.push({ what: `processor, ours to ${name}`, unit: 'x', tier, value, wanted })
  }
  return figures
}

function sharedCount(name: string, pages: readonly PageResult[]): number {
  return Math.max(1, pages.filter(({ contestant }) => contestant === name).length)
}

function fieldFigures(tier: string, papers: MatchResults['papers']): readonly Figure[] {
  const all = papers.flatMap(({ judgements }) => judgements)
  const figures: Figure[] = []
  const share = (what: string, value: number, wanted: Limit | null = null): void => {
    figures.push({ what, unit: 'share', tier, value, wanted })
  }
  const count = (what: string, value: number, wanted: Limit | null = null): void => {
    figures.push({ what, unit: 'count', tier, value, wanted })
  }
  for (const field of new Set(all.map((judgement) => judgement.field))) {
    const own = all.filter((judgement) => judgement.field === field)
    const score = scoreField(own)
    share(`F1 of ${field}`, score.f1, fieldLimit(field, tier))
    share(`precision of ${field}`, score.precision)
    share(`recall of ${field}`, score.recall)
    if (field === 'subject') {
      const near = scoreField(own, (outcome) => outcome === 'exact' || outcome === 'near')
      share('F1 of subject, one letter in twenty may be wrong', near.f1)
    }
  }
  const sure = scoreSure(all)
  count('proposals marked sure', sure.sure)
  share('precision of proposals marked sure', sure.precision, { atLeast: SURE_PRECISION })
  const hand = scoreHand(all)
  count('numbers and days by hand', hand.values)
  count('by hand and left empty', hand.empty)
  count('by hand and marked sure', hand.sure, { atMost: 0 })
  count('impossible dates', sum(papers.map((paper) => paper.impossibleDates.length)), { atMost: 0 })
  return figures
}
