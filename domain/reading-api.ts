import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'

const nothing = z.object({})
const done = z.null()

/** A page that is being read. */
const PageInHand = z.object({
  document: RecordId,
  batch: RecordId,
  /** Index into the document's pages. */
  page: z.int().min(0),
  pageCount: z.int().positive(),
  /** Name of the file it came in with; empty where that is not known. */
  fileName: z.string(),
})
export type PageInHand = z.infer<typeof PageInHand>

/** How far the machine is with reading what came in. */
export const ReadingStatus = z.object({
  /** Pages that were not looked at yet, those in hand among them. */
  pagesWaiting: z.int().min(0),
  /** Pages read or given up since the vault was opened. */
  pagesDone: z.int().min(0),
  /** By the pace of the last pages; null while it stands still or too few were measured. */
  secondsLeft: z.int().min(0).nullable(),
  inHand: z.array(PageInHand),
  isPaused: z.boolean(),
  /** Why it reads more slowly than it could; null while it does not. */
  slowed: z.enum(['typing', 'battery']).nullable(),
  /** Why reading stands still with pages still to read. */
  problem: z
    .object({
      code: z.enum(faultCodes),
      detail: z.record(z.string(), z.union([z.string(), z.number()])),
    })
    .nullable(),
})
export type ReadingStatus = z.infer<typeof ReadingStatus>

/** The machine's reading, as far as a person steers it. All of it may be said twice without harm. */
export const readingApi = {
  readingStatus: procedure(nothing, ReadingStatus),
  /** What a person looks at is read first: the page, then its document, then its batch. */
  lookAt: procedure(z.object({ document: RecordId, page: z.int().min(0).nullable() }), done),
  /** Somebody types: the machine reads more slowly for a few seconds. Is to be said every few seconds at most. */
  noteTyping: procedure(nothing, done),
  /** The pages in hand are read to their end. Holds on this PC until it is resumed, whatever is closed meanwhile. */
  pauseReading: procedure(nothing, done),
  /** Also tries again where reading stands still for a problem. */
  resumeReading: procedure(nothing, done),
  /** Gives up what is not read of a batch, or of all (null), the pages in hand too; each says that it was cancelled. */
  cancelReading: procedure(z.object({ batch: RecordId.nullable() }), done),
  /** Reads the pages of a batch or a document that were given up, for whatever reason. */
  readUnread: procedure(z.object({ of: RecordId }), done),
} as const
export type ReadingApi = typeof readingApi

export const readingEvents = {
  /** A page was begun or ended, or a person stopped or resumed it. */
  readingChanged: z.object({}),
} as const
