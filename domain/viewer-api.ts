import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { RecordId } from './op.ts'
import { PageBox } from './records/page-box.ts'
import { procedure } from './rpc.ts'

/** Widths in which a window asks for a page beside its usual picture: few, so that what is kept is asked for again. */
export const SMALL_WIDTH_PX = 320
/** All the pixels that a page has, up to about this. */
export const FINE_WIDTH_PX = 5000

/** How large a page is, known before its picture comes. */
export const ViewedPage = z.object({
  /** Of the usual picture, which comes where no width is asked for. */
  widthPx: z.int().positive(),
  heightPx: z.int().positive(),
  /** Pixels of that picture to an inch of paper. */
  dpi: z.number().positive(),
  /** Of the scan as it lies in the file; null where the page is written, not scanned. */
  scanDpi: z.number().positive().nullable(),
})
export type ViewedPage = z.infer<typeof ViewedPage>

/** Pages in which one call looks for words. */
export const MOST_PAGES_LOOKED_AT = 50

const page = z.int().min(0)

export const viewerApi = {
  /** The sizes of a document's pages in their order; null for one that nothing is known of. */
  viewedPages: procedure(
    z.object({ document: RecordId }),
    z.object({ pages: z.array(ViewedPage.nullable()) }),
  ),
  /** Where the words of a query stand on some pages; those without a match are left out. */
  documentMatches: procedure(
    z.object({
      document: RecordId,
      query: z.string().max(1000),
      from: page,
      count: z.int().min(1).max(MOST_PAGES_LOOKED_AT),
    }),
    z.object({ pages: z.array(z.object({ page, boxes: z.array(PageBox) })) }),
  ),
  /** Why the picture of a page does not come, tried once more; null where it comes. */
  pageTrouble: procedure(
    z.object({ document: RecordId, page }),
    z.object({
      fault: z
        .object({
          code: z.enum(faultCodes),
          detail: z.record(z.string(), z.union([z.string(), z.number()])),
        })
        .nullable(),
    }),
  ),
} as const
export type ViewerApi = typeof viewerApi
