import { foldText } from '../../domain/fold-text.ts'
import type { SearchFilters } from '../../domain/search-api.ts'
import { createRandom } from '../fixtures/random.ts'
import type { PageTexts } from './page-texts.ts'

/** One search as somebody would make it. */
export interface BenchQuery {
  readonly kind: string
  readonly text: string
  readonly hasMarks: boolean
  readonly filters?: Partial<SearchFilters>
  /** Words alone, which any engine can look for. */
  readonly isPlain: boolean
}

const FREQUENT = [
  'nhân dân',
  'quyết định',
  'công chức',
  'ngày tháng năm',
  'ủy ban nhân dân xã',
  'đất đai',
  'kinh phí',
  'hội đồng',
  'thực hiện',
  'căn cứ luật',
  'xã ngày',
  'định căn',
  'dân quyết',
  'số năm xã',
]
const TYPED = [
  'qu',
  'quyết đị',
  'nhân d',
  'ub',
  'hộ ngh',
  'tranh ch',
  'ng',
  'th',
  'đ',
  'kinh ph',
  'hòa gi',
  'nguyễn v',
]
const EACH = 24

/** At least 200 searches over the pages: frequent words, rare ones, phrases, numbers, beginnings, filters. */
export function searchQueries(texts: PageTexts, pages: number): readonly BenchQuery[] {
  const random = createRandom('queries')
  const page = () => texts.page(random.int(0, pages - 1))
  const some = <T>(make: () => T): readonly T[] => Array.from({ length: EACH }, make)
  const run = (count: number): string => {
    const words = page().text.split(' ')
    const from = random.int(0, words.length - count)
    return words
      .slice(from, from + count)
      .join(' ')
      .replace(/["()]/g, '')
  }
  const both = (kind: string, found: readonly string[], isPlain = false): readonly BenchQuery[] =>
    found.flatMap((text) => [
      { kind, text, hasMarks: true, isPlain },
      { kind, text: foldText(text), hasMarks: false, isPlain },
    ])
  const filtered = (text: string, filters: Partial<SearchFilters>): BenchQuery => ({
    kind: 'with filters',
    text,
    hasMarks: true,
    filters,
    isPlain: false,
  })
  return [
    ...both('frequent words', FREQUENT, true),
    ...both(
      'words of a page',
      some(() => run(3)),
      true,
    ),
    ...both(
      'phrases in quotes',
      some(() => `"${run(4)}"`),
    ),
    ...both(
      'names',
      some(() => page().signer),
    ),
    ...both(
      'numbers',
      some(() => `${page().number}/${page().notation}`),
    ),
    ...both('beginnings', TYPED),
    ...both(
      'fields',
      some(() => `nguoiky:"${page().signer}" ${run(1)}`),
    ),
    ...some(() => filtered(random.pick(FREQUENT), { years: [String(random.int(1994, 2026))] })),
    ...some(() => filtered(run(2), { states: ['closed'], retentions: ['03'] })),
    ...some(() =>
      filtered(random.pick(FREQUENT), { dateFrom: '2010-01-01', dateTo: '2012-12-31', types: ['05'] }),
    ),
  ]
}
