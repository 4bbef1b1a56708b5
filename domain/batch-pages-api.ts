import * as z from 'zod'
import { PrintedLabels } from './assemble-api.ts'
import { PlacedSource } from './desk-rows.ts'
import { RecordId } from './op.ts'
import { pageOf, Span } from './paging.ts'
import { QuarterTurn } from './reading-recipe.ts'
import { Page } from './records/page.ts'
import { procedure } from './rpc.ts'

const done = z.null()
/** Most pages, and most scans, of one step. */
const MOST_PAGES = 10_000
const MOST_SCANS = 1000
/** Most separator sheets that are printed at once. */
export const MOST_PATCH_SHEETS = 200

/** A page of one of the documents of a batch. */
export const PageRef = z.object({ document: RecordId, page: z.string().max(100) })
export type PageRef = z.infer<typeof PageRef>
const pages = z.array(PageRef).min(1).max(MOST_PAGES)

/** A page that was put away, and can be brought back to where it stood. */
export const BinnedPage = z.object({ document: RecordId, page: Page, turn: QuarterTurn })
export type BinnedPage = z.infer<typeof BinnedPage>

/** A separator sheet that was found in a scan, and what it would do. */
export const FoundSeparator = z.object({
  page: Page,
  /** Among the pages of its document. */
  index: z.int().min(0),
  turn: QuarterTurn,
  /** What follows it goes into a case file, into none because the sheet names none, or into none because that takes nothing here. */
  kind: z.enum(['case-file', 'plain', 'unknown']),
  /** Of the case file; empty where there is none. */
  notation: z.string(),
  title: z.string(),
  ordinal: z.int().nullable(),
})
export type FoundSeparator = z.infer<typeof FoundSeparator>

/** A scan with separator sheets on which nobody decided yet. */
export const Separation = z.object({
  document: RecordId,
  pages: z.int(),
  sheets: z.array(FoundSeparator),
})
export type Separation = z.infer<typeof Separation>

/** A file that was refused, with the batch that it came in. */
export const RefusedSource = PlacedSource.extend({ batch: RecordId })
export type RefusedSource = z.infer<typeof RefusedSource>

/** Putting the pages of a batch right; each call that changes something is one step that can be taken back. */
export const batchPagesApi = {
  /** Puts pages behind a page of a document, or first where `after` is null: its own in another order, or those of others. */
  layPages: procedure(z.object({ pages, to: RecordId, after: z.string().max(100).nullable() }), done),
  /** By a quarter clockwise. */
  turnPages: procedure(z.object({ pages, by: z.union([z.literal(90), z.literal(270)]) }), done),
  /** A document that lies in no case file may lose all its pages to the bin. */
  putAwayPages: procedure(z.object({ pages }), done),
  bringBackPages: procedure(z.object({ pages }), done),
  /** What was put away of a batch. */
  batchBin: procedure(Span.extend({ id: RecordId }), pageOf(BinnedPage)),

  /** What separator sheets would do with the scans of a batch; nothing is cut before somebody says so. */
  separations: procedure(z.object({ batch: RecordId }), z.array(Separation)),
  /** Cuts scans at the sheets that are named; the other sheets found in them are pages like any other from then on. */
  separateScans: procedure(
    z.object({
      scans: z
        .array(z.object({ document: RecordId, sheets: z.array(z.string().max(100)).min(1).max(MOST_PAGES) }))
        .min(1)
        .max(MOST_SCANS),
    }),
    z.object({ documents: z.int(), filed: z.int() }),
  ),
  /** The sheets found in these scans are pages like any other: nothing more is proposed. */
  refuseSeparations: procedure(z.object({ documents: z.array(RecordId).min(1).max(MOST_SCANS) }), done),

  /** Files that were refused and can be tried again, of all batches, the newest batch first. */
  quarantine: procedure(Span, pageOf(RefusedSource)),
  /** Tries every refused file again, of one batch or of all. */
  retryRefused: procedure(z.object({ batch: RecordId.nullable() }), z.object({ retried: z.int() })),

  /** Separator sheets that name no case file, with bars that other programs know as well (Patch T). */
  printPatchSheets: procedure(
    z.object({ count: z.int().min(1).max(MOST_PATCH_SHEETS), folder: z.string().min(1).max(4096) }),
    PrintedLabels,
  ),
} as const
export type BatchPagesApi = typeof batchPagesApi
