import type { DocumentType } from '../../domain/authority.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { extractFields } from '../../electron/digitise/extract/extract-fields.ts'
import type { Contestant, Cost } from './ocr-contestant.ts'
import { type FieldJudgement, impossibleDates, judgeProposals } from './ocr-fields.ts'
import type { Paper } from './ocr-papers.ts'
import { scorePage, type TextScore } from './score.ts'

/** What one contestant made of one page. */
export interface PageResult extends Cost {
  readonly contestant: string
  readonly id: string
  readonly tier: string
  /** From 1. */
  readonly page: number
  readonly score: TextScore
  /** Why it could not be read: all of it counts as lost then. */
  readonly failure: string | null
  readonly lines: readonly string[]
}

/** What we made of one paper. */
export interface PaperResult {
  readonly id: string
  readonly tier: string
  readonly judgements: readonly FieldJudgement[]
  readonly impossibleDates: readonly string[]
  /** Of finding the fields once all pages are read. */
  readonly cpuSeconds: number
}

export interface MatchResults {
  readonly pages: readonly PageResult[]
  readonly papers: readonly PaperResult[]
}

interface Match {
  readonly ours: Contestant
  readonly rivals: readonly Contestant[]
  /** Does everybody read this one, or we alone? */
  readonly isCompared: (paper: Paper) => boolean
  readonly types: readonly DocumentType[]
  /** ISO 8601. */
  readonly today: string
  readonly onPage: (results: readonly PageResult[]) => void
}

/**
 * Takes papers from the list until none is left. On each page all have their turn one after the other before the next
 * page comes, each time another one first: what else the machine does meets them alike.
 */
export async function runLane(match: Match, take: () => Paper | undefined): Promise<MatchResults> {
  const pages: PageResult[] = []
  const results: PaperResult[] = []
  for (let paper = take(); paper !== undefined; paper = take()) {
    const contestants = match.isCompared(paper) ? [match.ours, ...match.rivals] : [match.ours]
    const layers: TextLayer[] = []
    for (const page of paper.pages.keys()) {
      const first = pages.length % contestants.length
      const ofPage: PageResult[] = []
      for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
        const { result, layer } = await readPage(contestant, paper, page)
        if (contestant === match.ours && layer !== null) layers.push(layer)
        ofPage.push(result)
      }
      pages.push(...ofPage)
      match.onPage(ofPage)
    }
    results.push(describe(paper, layers, match))
  }
  return { pages, papers: results }
}

async function readPage(contestant: Contestant, { id, tier, pages }: Paper, at: number) {
  const page = pages[at]
  if (page === undefined) throw new RangeError(`${id} has no page ${at}`)
  const known = { contestant: contestant.name, id, tier, page: at + 1 }
  try {
    const { layer, lines, ...cost } = await contestant.read(page)
    const result: PageResult = {
      ...known,
      ...cost,
      lines,
      score: scorePage(page.truth, lines),
      failure: null,
    }
    return { result, layer }
  } catch (error) {
    const none = { cpuSeconds: Number.NaN, wallSeconds: Number.NaN, peakBytes: Number.NaN, lines: [] }
    const result: PageResult = { ...known, ...none, score: scorePage(page.truth, []), failure: String(error) }
    return { result, layer: null }
  }
}

function describe(
  { id, tier, truth }: Paper,
  layers: readonly TextLayer[],
  { types, today }: Pick<Match, 'types' | 'today'>,
): PaperResult {
  const before = process.cpuUsage()
  const extraction = extractFields(layers, types)
  const { user, system } = process.cpuUsage(before)
  return {
    id,
    tier,
    judgements: judgeProposals(truth, extraction, types),
    impossibleDates: impossibleDates(extraction, today),
    cpuSeconds: (user + system) / 1e6,
  }
}
