import * as z from 'zod'
import { RecordId, Sha256 } from '../../../domain/op.ts'
import { batchSources } from '../../../domain/records/batch.ts'
import { MOST_SCANNED, type ScanPlace, ScanTarget } from '../../../domain/scan-api.ts'
import type { Records } from '../ports.ts'

/** A page that is stored, by the source of the batch that names it. */
export const SittingPage = z.object({
  id: z.string(),
  source: Sha256,
  isBlank: z.boolean(),
  /** What its code says, of a separator sheet. */
  sheet: z.string().nullable(),
  /** A person found the mark on it to be none of a state secret. */
  isCleared: z.boolean(),
  /** Another stands in its place: it goes into the bin of the document. */
  isReplaced: z.boolean(),
})
export type SittingPage = z.infer<typeof SittingPage>

/** What of a sitting outlives the program. The pages are in the log as sources of the batch; here is their order. */
const KeptSitting = z
  .object({
    batch: RecordId,
    target: ScanTarget.nullable(),
    /** In their order. */
    pages: z.array(SittingPage),
    withheld: z.int(),
    /** Sources of the batch so far, with those that were withheld. */
    sources: z.int(),
  })
  .nullable()
export type KeptSitting = z.infer<typeof KeptSitting>
export type Sitting = NonNullable<KeptSitting>

/** A setting; resolved = durable. */
export interface Kept<T> {
  readonly value: T
  save(value: T): Promise<void>
}

type OpenSetting = <T>(name: string, schema: z.ZodType<T>, fallback: T) => Promise<Kept<T>>

/** The sitting as the settings keep it, sealed; they keep no null. */
export async function openSitting(settings: OpenSetting): Promise<Kept<KeptSitting>> {
  const kept = await settings('scan-sitting', z.object({ open: KeptSitting }), { open: null })
  return {
    get value() {
      return kept.value.open
    },
    save: (open) => kept.save({ open }),
  }
}

/** Pages that are shown: those that were replaced are not. */
export function shownOf({ pages }: Sitting): readonly SittingPage[] {
  return pages.filter(({ isReplaced }) => !isReplaced)
}

export function isFull({ sources }: Sitting): boolean {
  return sources >= MOST_SCANNED
}

/** The sitting with a further page at its place; a page that is there no more sends it to the end. */
export function withPage(sitting: Sitting, page: SittingPage, place: ScanPlace): Sitting {
  const { pages } = sitting
  const at = place.way === 'end' ? -1 : pages.findIndex(({ id }) => id === place.page)
  const isReplaced = (each: SittingPage): boolean => place.way === 'replace' && each.id === pages[at]?.id
  const index = at === -1 ? pages.length : place.way === 'before' ? at : at + 1
  const before = pages.map((each) => (isReplaced(each) ? { ...each, isReplaced: true } : each))
  return {
    ...sitting,
    sources: sitting.sources + 1,
    pages: [...before.slice(0, index), page, ...before.slice(index)],
  }
}

/** Where the page behind this one goes. */
export function placeBehind(place: ScanPlace, page: string): ScanPlace {
  return place.way === 'end' || place.way === 'before' ? place : { way: 'after', page }
}

/** After a kill: what the log has beyond the order that was kept stands at the end. */
export function reconciled(
  { record }: Pick<Records, 'record'>,
  sitting: Sitting,
  newId: () => string,
): Sitting {
  const sources = batchSources(record(sitting.batch))
  const later = sources.flatMap(({ index, source: { outcome } }): SittingPage[] =>
    index >= sitting.sources && outcome.kind === 'taken'
      ? [
          {
            id: newId(),
            source: outcome.source,
            isBlank: false,
            sheet: null,
            isCleared: false,
            isReplaced: false,
          },
        ]
      : [],
  )
  const withheld = sources.filter(({ source }) => source.outcome.kind === 'withheld').length
  return {
    ...sitting,
    pages: [...sitting.pages, ...later],
    withheld,
    sources: Math.max(sitting.sources, sources.length),
  }
}
