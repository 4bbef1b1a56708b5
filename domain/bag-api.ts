import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { procedure } from './rpc.ts'

const Folder = z.object({ folder: z.string().min(1).max(4096) })

const Reason = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const BagsWritten = z.object({
  /** Folders of the parts, in the folder that was chosen. */
  names: z.array(z.string()),
  files: z.int(),
  sizeBytes: z.int(),
  /** Edits, and scans and texts, that are in it. */
  ops: z.int(),
  blobs: z.int(),
  /** Scans that should be in it and are not whole on this PC. */
  absentBlobs: z.int(),
})
export type BagsWritten = z.infer<typeof BagsWritten>

export const BagsRead = z.object({
  /** Every part that lay there; `refusal` tells why nothing of it was taken. */
  bags: z.array(z.object({ name: z.string(), refusal: Reason.nullable() })),
  ops: z.int(),
  blobs: z.int(),
  /** Deposits that the province accepted. */
  receipts: z.int(),
  /** Own edits that the province did not take, and why; they stay here. */
  refusedOps: z.object({ count: z.int(), code: z.string() }).nullable(),
  /** Parts of it that rest on what has not come yet. */
  waitingBatches: z.int(),
  /** The newest update of the program that lies beside the answers and is newer than it; looked at only when it is wanted. */
  update: z.object({ path: z.string(), version: z.string(), sizeBytes: z.int() }).nullable(),
})
export type BagsRead = z.infer<typeof BagsRead>

/** The hand-over to the province on a stick, and its answer. */
export const bagApi = {
  /**
   * Writes what the province lacks, sealed to it, as one part or several. Nothing counts as sent by that.
   * @throws Fault 'not-connected', 'disk-full' before anything is written, 'medium-lost', 'in-use', 'cancelled'
   */
  writeBags: procedure(Folder, BagsWritten),
  /** Takes the answers in a folder; safe to repeat. @throws Fault 'not-found' where there is none, 'medium-lost' */
  readBags: procedure(Folder, BagsRead),
  /** Stops what runs. Parts that were whole by then stay. */
  cancelBags: procedure(z.object({}), z.null()),
} as const
export type BagApi = typeof bagApi

export const bagEvents = {
  bagsProgress: z.object({
    way: z.enum(['write', 'read']),
    part: z.int(),
    parts: z.int(),
    bytesDone: z.number(),
    /** At most; null where it is not known. */
    bytesTotal: z.number().nullable(),
    secondsLeft: z.number().nullable(),
  }),
} as const
