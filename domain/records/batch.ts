import * as z from 'zod'
import { faultCodes } from '../fault.ts'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'
import { readCell, textCell, wholeNumberCell } from './cell-value.ts'

export const outcomeKinds = ['waiting', 'taken', 'refused', 'withheld'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/**
 * One file somebody chose: waiting, taken whole into the vault, refused with the reason, or withheld as a state secret:
 * then it keeps its place in the batch and nothing else, neither name nor path.
 */
export const BatchSource = z.object({
  /** The file's own name, for people; never used as a path. */
  name: z.string(),
  path: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting') }),
    z.object({
      kind: z.literal('taken'),
      source: Sha256,
      sizeBytes: z.int(),
      pages: z.int(),
      /** Pages that could not be drawn, so that nobody looked whether they are stamped as a state secret. */
      unseen: z.int().exactOptional(),
      /** Separator sheets among the pages: documents filed by them, and sheets whose case file takes nothing here. */
      sheets: z.object({ sheets: z.int(), filed: z.int(), unknown: z.int() }).exactOptional(),
    }),
    z.object({
      kind: z.literal('refused'),
      code: z.enum(faultCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    z.object({ kind: z.literal('withheld'), at: z.string() }),
  ]),
})
export type BatchSource = z.infer<typeof BatchSource>

/**
 * What came in together (đợt nhập). Chosen = taken + refused + withheld + waiting, always. What waits has no name here: the
 * names stand in a file of the station that is written over, since a name may itself be a state secret.
 */
export const Batch = z.object({
  id: z.string(),
  /** ISO 8601 instant. */
  createdAt: z.string(),
  sources: z.array(BatchSource),
})
export type Batch = z.infer<typeof Batch>

/** One source with its place in the batch, which an edit of it names. */
export interface SourceAt {
  readonly index: number
  readonly source: BatchSource
}

export function batchView(record: RecordState): Batch {
  const sources = batchSources(record).map(({ source }) => source)
  return { id: record.id, createdAt: batchTime(record), sources }
}

/** ISO 8601 instant. */
export function batchTime(record: RecordState): string {
  return readCell(record, '/createdAt', textCell)
}

export function batchSources(record: RecordState): readonly SourceAt[] {
  return entriesBelow(record, '/source/')
    .map(([index, value]) => ({ index: Number(index), parsed: BatchSource.safeParse(value) }))
    .sort((a, b) => a.index - b.index)
    .flatMap(({ index, parsed }) => (parsed.success ? [{ index, source: parsed.data }] : []))
}

export type BatchCounts = Readonly<Record<OutcomeKind | 'chosen', number>>

/** How many files were chosen, and what became of them. */
export function batchCounts(record: RecordState, sources = batchSources(record)): BatchCounts {
  const count = (kind: OutcomeKind): number =>
    sources.filter(({ source }) => source.outcome.kind === kind).length
  const [taken, refused, withheld] = [count('taken'), count('refused'), count('withheld')]
  // Until version 0.1.0 every file that waited stood in the record.
  const chosen = Math.max(readCell(record, '/chosen', wholeNumberCell), sources.length)
  return { chosen, taken, refused, withheld, waiting: chosen - taken - refused - withheld }
}

/** A batch of files that all wait; whoever writes it states that none of them is stamped as a state secret. */
export function newChoice(id: RecordId, at: string, chosen: number): readonly Edit[] {
  return [
    { record: id, path: '/createdAt', value: at },
    { record: id, path: '/chosen', value: chosen },
    { record: id, path: '/statement', value: { at } },
  ]
}

/** When it was stated that no file is stamped as a state secret, and by whom; null in batches of before. */
export function batchStatement(record: RecordState): { readonly at: string; readonly by: string } | null {
  const { at } = readCell(record, '/statement', StatementCell) ?? { at: null }
  return at === null ? null : { at, by: record.cells['/statement']?.heads[0]?.by ?? '' }
}

const StatementCell = z.object({ at: z.string() }).nullable().catch(null)

/** Somebody looked at a mark and found that it is none of a state secret; the op says who. */
export function newOverride(id: RecordId, override: string, at: string): Edit {
  return { record: id, path: `/override/${override}`, value: { at } }
}

/** In place of a file that is a state secret: its turn in the batch and nothing else. */
export function withheldSource(at: string): BatchSource {
  return { name: '', path: '', outcome: { kind: 'withheld', at } }
}

export function newBatch(id: RecordId, createdAt: string, sources: readonly BatchSource[]): readonly Edit[] {
  return [
    { record: id, path: '/createdAt', value: createdAt },
    ...sources.map((source, index) => setBatchSource(id, index, source)),
  ]
}

export function setBatchSource(id: RecordId, index: number, source: BatchSource): Edit {
  return { record: id, path: `/source/${index}`, value: { ...source, outcome: { ...source.outcome } } }
}
