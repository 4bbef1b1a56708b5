import * as z from 'zod'
import { cellLabels } from './conflict-cells.ts'
import { faultCodes } from './fault.ts'
import { RecordId, Sha256 } from './op.ts'
import { pageOf, Span } from './paging.ts'
import { procedure } from './rpc.ts'

const nothing = z.object({})
const done = z.null()

const Reason = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** "HH:mm" of this PC's clock. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When, over which line and how fast this PC sends; what is typed on this PC waits for no schedule. */
export const SyncSetting = z.object({
  /** Scans travel between these times only, over midnight where `from` is the later; null at any time. */
  hours: z.object({ from: ClockTime, to: ClockTime }).nullable(),
  /** Networks over which scans may travel, as `networks` of the state names them; null over any. */
  networks: z.array(z.string().min(1).max(200)).max(20).nullable(),
  /** Most of the line that scans may take, in kilobits a second; null all of it. */
  kilobitsPerSecond: z.int().min(16).max(1_000_000).nullable(),
  /** Nothing is sent or fetched until somebody goes on. */
  isPaused: z.boolean(),
})
export type SyncSetting = z.infer<typeof SyncSetting>

/** Why scans do not travel now though some wait. */
const heldReasons = ['paused', 'hours', 'network'] as const

/** How far the sending is; text and scans are counted apart, since text never waits behind scans. */
export const SyncProgress = z.object({
  /** Edits that the province has not acknowledged. */
  unsentOps: z.int(),
  /** Scans and texts that the province asked for; null until it was asked. */
  blobs: z.object({ waiting: z.int(), refused: z.int(), bytesLeft: z.number() }).nullable(),
  /** Since the last time nothing was left. */
  sent: z.object({ ops: z.int(), blobs: z.int(), bytes: z.number() }),
  /** From acknowledged bytes of the last minutes; null where nothing moves. */
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  held: z.enum(heldReasons).nullable(),
  /** Of this PC now; the names that a setting may list. */
  networks: z.array(z.string()),
})
export type SyncProgress = z.infer<typeof SyncProgress>

/** One file on its way to the province. */
export const SyncItem = z.object({
  sha: Sha256,
  /** The document and the case file that name it; null of data that belong to none. */
  document: z.object({ id: RecordId, title: z.string() }).nullable(),
  caseFile: z.object({ id: RecordId, title: z.string() }).nullable(),
  sizeBytes: z.number(),
  /** Acknowledged by the server. */
  sentBytes: z.number(),
  state: z.enum(['sending', 'waiting', 'refused']),
  isUrgent: z.boolean(),
  /** Of what was refused or stopped: why. */
  reason: Reason.nullable(),
})
export type SyncItem = z.infer<typeof SyncItem>

export const syncApi = {
  syncProgress: procedure(nothing, SyncProgress),
  /** What is being sent, then what was refused, then what waits in the order it will go. */
  syncItems: procedure(Span, pageOf(SyncItem)),
  /** Tries a refused file again at once. */
  retrySyncItem: procedure(z.object({ sha: Sha256 }), done),
  /** Stops a file that is being sent; it waits behind the others, what the server has of it stays there. */
  stopSyncItem: procedure(z.object({ sha: Sha256 }), done),
  /** The scans of this case file go before all others, on this PC. */
  setSyncUrgent: procedure(z.object({ caseFile: RecordId, isUrgent: z.boolean() }), done),
  syncSetting: procedure(nothing, SyncSetting),
  setSyncSetting: procedure(SyncSetting, done),
} as const

/** Values that are told by words of the window and not by a text of their own. */
const toldValues = [
  'empty',
  'none',
  'yes',
  'no',
  'pages',
  'sheets',
  'bin',
  'separator',
  'moved',
  'turned',
  'urgency',
  'state-open',
  'state-closed',
  'state-deposited',
  'state-returned',
  'state-accepted',
  'access-open',
  'access-restricted',
  'excluded-state-secret',
  'excluded-complex',
  'other',
] as const

/** One of the values of a conflict, as a person reads it. */
export const ConflictSide = z.object({
  op: z.string(),
  /** Who wrote it, at which PC, when by that PC's clock (ISO 8601). */
  by: z.string(),
  /** Its place among the stations of the commune where it is known. */
  station: z.object({ id: z.string(), isOwn: z.boolean(), ordinal: z.int().nullable() }),
  time: z.string(),
  /** As it is shown on a form: days, names of codes, titles of records; empty where `told` says it or nothing stands. */
  text: z.string(),
  told: z.object({ kind: z.enum(toldValues), count: z.int() }).nullable(),
  isRemoved: z.boolean(),
})
export type ConflictSide = z.infer<typeof ConflictSide>

export const Conflict = z.object({
  record: RecordId,
  kind: z.string(),
  /** Of the record: its title, its notation or its name; empty where it has none. */
  title: z.string(),
  path: z.string(),
  /** Names the cell in the texts of the window. */
  label: z.enum(cellLabels),
  /** What the label does not say: the name of an element, the year of a plan; empty where it says all. */
  element: z.string(),
  /** The first is what is shown meanwhile. */
  sides: z.array(ConflictSide).min(2),
  /** Texts that can stand below each other, a document that can stand in two places. */
  canKeepBoth: z.boolean(),
})
export type Conflict = z.infer<typeof Conflict>

const ofCell = { record: RecordId, path: z.string().max(256) }

export const conflictApi = {
  /** By record, newest first. */
  conflicts: procedure(Span, pageOf(Conflict)),
  /** Keeps one value. @throws Fault 'conflict' where somebody settled it meanwhile, 'case-closed' as any edit */
  settleConflict: procedure(z.object({ ...ofCell, keep: z.string().max(100) }), done),
  /** Keeps texts below each other, and a document as it stands with a copy as the others have it. @throws as `settleConflict` */
  keepBoth: procedure(z.object(ofCell), done),
} as const
