import * as z from 'zod'
import { cellLabels } from './conflict-cells.ts'
import { FormFormat } from './forms-api.ts'
import { RecordId } from './op.ts'
import { procedure } from './rpc.ts'
import { ConflictSide } from './sync-api.ts'

/** What people and machines do, as the journal (nhật ký) tells it. */
export const journalKinds = [
  'intake',
  'read',
  'describe',
  'review',
  'file',
  'pages',
  'open',
  'edit',
  'close',
  'reopen',
  'exclude',
  'deposit',
  'accept',
  'return',
  'plan',
  'fonds',
  'users',
  'law',
  'province',
  'secret',
  'view',
  'export',
  'print',
  'other',
] as const
export type JournalKind = (typeof journalKinds)[number]

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What is left out narrows nothing; days are those of this PC, both included. */
export const JournalFilter = z.object({
  by: z.string().max(100).exactOptional(),
  from: Day.exactOptional(),
  to: Day.exactOptional(),
  kinds: z.array(z.enum(journalKinds)).min(1).max(journalKinds.length).exactOptional(),
  record: RecordId.exactOptional(),
})
export type JournalFilter = z.infer<typeof JournalFilter>

/** How far back each origin was gone through: the last of its ops that was not looked at yet. */
export const JournalCursor = z.record(z.string(), z.int().min(0))
export type JournalCursor = z.infer<typeof JournalCursor>

/** One value that was written, as a person reads it. */
const Change = z.object({
  label: z.enum(cellLabels),
  element: z.string(),
  ...ConflictSide.pick({ text: true, told: true, isRemoved: true }).shape,
})
export type JournalChange = z.infer<typeof Change>

/** What somebody did in one go. */
export const JournalEntry = z.object({
  id: z.string(),
  /** ISO 8601 by the clock of the PC where it was done. */
  at: z.string(),
  by: z.string(),
  station: ConflictSide.shape.station,
  kind: z.enum(journalKinds),
  /** The first records that it concerns; a title is empty where nothing names it, or where it is a state secret. */
  records: z.array(z.object({ id: RecordId, kind: z.string(), title: z.string() })),
  recordsTotal: z.int(),
  /** Of the first record. */
  changes: z.array(Change),
  changesTotal: z.int(),
  ops: z.int(),
})
export type JournalEntry = z.infer<typeof JournalEntry>

export const JournalPage = z.object({
  /** Newest first. Fewer than asked for, even none, where finding more takes longer than one call may. */
  entries: z.array(JournalEntry),
  /** From where to go on; null where all was gone through. */
  next: JournalCursor.nullable(),
  /** Ops that were not looked at yet. */
  left: z.int(),
  /** Of the op looked at last: how far back in time that was. */
  reached: z.string().nullable(),
})
export type JournalPage = z.infer<typeof JournalPage>

export const journalApi = {
  /** What was done, newest first, from a cursor of the page before or from the end. */
  journal: procedure(
    z.object({
      filter: JournalFilter,
      cursor: JournalCursor.nullable(),
      limit: z.int().min(1).max(200),
    }),
    JournalPage,
  ),
  /** How much there is, and who can be asked for. */
  journalState: procedure(
    z.object({}),
    z.object({ ops: z.int(), stations: z.int(), people: z.array(z.string()) }),
  ),
  /**
   * Writes the entries of a span of days. @throws Fault 'invalid-input' reason `too-many` for a PDF of too many,
   * 'conflict' reason `name-exists`, of the folder
   */
  exportJournal: procedure(
    z.object({
      filter: JournalFilter.extend({ from: Day, to: Day }),
      format: FormFormat,
      folder: z.string().min(1).max(4096),
      /** Words for the kinds and the cells, by their names. */
      words: z.record(z.string().max(80), z.string().max(300)),
    }),
    z.object({ file: z.string(), written: z.int() }),
  ),
} as const
export type JournalApi = typeof journalApi
