import * as z from 'zod'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

/** Most places at which one document is cut at once. */
const MOST_CUTS = 1000

/** Cutting a scan that holds several documents. */
export const splitApi = {
  /**
   * Each page of `at` (indexes from 1) begins a document of its own; the first part stays the document that it was.
   * @returns the new documents, in the order of their pages
   */
  splitDocument: procedure(
    z.object({ id: RecordId, at: z.array(z.int().min(1)).min(1).max(MOST_CUTS) }),
    z.object({ ids: z.array(RecordId) }),
  ),
  /** It is one document: nothing more is proposed. */
  dismissSplits: procedure(z.object({ id: RecordId }), z.null()),
} as const
export type SplitApi = typeof splitApi
