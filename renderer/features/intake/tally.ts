import type { BatchSource } from '../../../domain/records/batch.ts'

/** A source with its place in the batch, by which it is tried again. */
export interface PlacedSource {
  readonly source: BatchSource
  readonly index: number
}

export interface Tally {
  readonly taken: number
  readonly refused: number
  readonly waiting: number
}

/** Chosen = taken + refused + waiting. */
export function tallyOf(sources: readonly BatchSource[]): Tally {
  const count = (kind: BatchSource['outcome']['kind']): number =>
    sources.filter((source) => source.outcome.kind === kind).length
  return { taken: count('taken'), refused: count('refused'), waiting: count('waiting') }
}

const order = { refused: 0, waiting: 1, taken: 2 } as const

/** What wants a person first: refused, then waiting, then taken; each in the order in which it was chosen. */
export function placedSources(sources: readonly BatchSource[]): readonly PlacedSource[] {
  return sources
    .map((source, index) => ({ source, index }))
    .sort((a, b) => order[a.source.outcome.kind] - order[b.source.outcome.kind])
}
