import type { Target } from '../../domain/desk-rows.ts'
import { FITS, type FilingProposal, SURE_TO_FIT } from '../../domain/propose/propose-case-files.ts'
import { type FilingOffer, MOST_FILED_AT_ONCE } from '../../domain/propose-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

/** Documents that are put away in one pass, and where each of them shall go. */
export interface FilingRound {
  readonly offers: readonly FilingOffer[]
  /** How many documents wait in all. */
  readonly total: number
  /** Document -> case file or entry of the plan; null where somebody leaves it. Those not named go where it is sure. */
  readonly chosen: Readonly<Record<string, string | null>>
}

export interface FilingSlice {
  readonly filing: Remote<FilingRound>
  readonly isFiling: boolean
  loadFiling(): Promise<void>
  chooseFiling(document: string, target: string | null): void
  /** Puts away everything that has a place, as one step. */
  fileChosen(): Promise<void>
  /** What is proposed for the document under review; empty until it is known. */
  readonly proposals: readonly FilingProposal[]
  loadProposals(): Promise<void>
}

export function createFilingSlice(ports: Ports): Slice<FilingSlice> {
  const { client } = ports
  return (set, get) => ({
    filing: loading,
    isFiling: false,
    proposals: [],
    loadProposals: async () => {
      const document = get().review?.document.id
      set({ proposals: [] })
      if (document === undefined) return
      const result = await attempt(ports, () => client.filingProposals({ document }))
      // Another document may have been opened meanwhile.
      if (result.ok && get().review?.document.id === document) set({ proposals: result.value })
    },
    loadFiling: async () => {
      const result = await attempt(ports, () => client.filingOffers({ limit: MOST_FILED_AT_ONCE }))
      if (!result.ok) return set({ filing: { kind: 'failed', fault: result.fault } })
      const { offers, total } = result.value
      const kept = readyValue(get().filing)?.chosen ?? {}
      const waiting = new Set(offers.map(({ document }) => document.id))
      const chosen = Object.fromEntries(Object.entries(kept).filter(([id]) => waiting.has(id)))
      set({ filing: { kind: 'ready', value: { offers, total, chosen } } })
    },
    chooseFiling: (document, target) => {
      const round = readyValue(get().filing)
      if (round === null) return
      const chosen = { ...round.chosen, [document]: target }
      set({ filing: { kind: 'ready', value: { ...round, chosen } } })
    },
    fileChosen: async () => {
      const filings = chosenFilings(get())
      if (filings.length === 0 || get().isFiling) return
      set({ isFiling: true })
      const result = await attempt(ports, () => client.fileDocuments({ filings: [...filings] }))
      set({ isFiling: false })
      if (!result.ok) return get().tell(result.fault)
      const [refusal] = result.value.refused
      if (refusal === undefined) get().confirm('filed-many', String(result.value.filed))
      else get().tell(refusal)
      await get().refresh()
    },
  })
}

/** Where a document goes unless somebody says otherwise: where it is sure to fit. */
export function placeOf({ chosen }: FilingRound, { document, proposals }: FilingOffer): string | null {
  const said = chosen[document.id]
  if (said !== undefined) return said
  const [first] = proposals
  return first !== undefined && first.confidence >= SURE_TO_FIT ? first.target.id : null
}

/** Where the document under review goes when it is accepted and put away in one: what was chosen, what fits, what took the last one. */
export function suggestedTarget({ review, proposals, lastTarget }: AppState): Target | null {
  // Whoever corrects a document of a case file does not mean to move it.
  if (review !== null && review.target === null && review.document.caseFile !== null) return null
  const [first] = proposals
  // Where something else is proposed, however weakly, nothing goes unseen into the file of the document before.
  const likely = first === undefined ? lastTarget : first.confidence >= FITS ? first.target : null
  return review?.target ?? likely
}

/** The documents of a round that have a place. */
export function chosenFilings({ filing }: Pick<AppState, 'filing'>) {
  const round = readyValue(filing)
  if (round === null) return []
  return round.offers.flatMap((offer) => {
    const target = placeOf(round, offer)
    return target === null ? [] : [{ document: offer.document.id, target }]
  })
}
