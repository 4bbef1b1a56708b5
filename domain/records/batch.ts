import { z } from 'zod'
import { faultCodes } from '../fault.ts'
import { entriesBelow, type RecordState } from '../merge.ts'
import { type Edit, type RecordId, Sha256 } from '../op.ts'
import { readCell, textCell } from './cell-value.ts'

export const outcomeKinds = ['waiting', 'taken', 'refused'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/** One file somebody chose: waiting, taken whole into the vault, or refused with the reason. */
export const BatchSource = z.object({
  /** The file's own name, for people; never used as a path. */
  name: z.string(),
  path: z.string(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('waiting') }),
    z.object({ kind: z.literal('taken'), source: Sha256, sizeBytes: z.int(), pages: z.int() }),
    z.object({
      kind: z.literal('refused'),
      code: z.enum(faultCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ]),
})
export type BatchSource = z.infer<typeof BatchSource>

/** What came in together (đợt nhập). Chosen = taken + refused + waiting, always. */
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

export function newBatch(id: RecordId, createdAt: string, sources: readonly BatchSource[]): readonly Edit[] {
  return [
    { record: id, path: '/createdAt', value: createdAt },
    ...sources.map((source, index) => setBatchSource(id, index, source)),
  ]
}

export function setBatchSource(id: RecordId, index: number, source: BatchSource): Edit {
  return { record: id, path: `/source/${index}`, value: { ...source, outcome: { ...source.outcome } } }
}
