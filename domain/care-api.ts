import * as z from 'zod'
import { procedure } from './rpc.ts'

const nothing = z.object({})
const done = z.null()
const folder = z.string().min(1).max(4096)

/** What a check of a vault or a backup can find. Each is one place; details are ids, counters and names at rest, never content. */
const checkCodes = [
  'slot-unreadable',
  'station-unreadable',
  'setting-damaged',
  'log-damaged',
  'log-segment-missing',
  'log-behind-damage',
  'blob-damaged',
  'blob-missing',
  'reference-missing',
  'index-damaged',
  'index-incomplete',
] as const
export const CheckFault = z.object({
  code: z.enum(checkCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type CheckFault = z.infer<typeof CheckFault>

/** What is worth knowing and no fault. */
export const CheckFacts = z.object({
  origins: z.int(),
  ops: z.int(),
  records: z.int(),
  blobs: z.int(),
  /** Of the sealed files. */
  blobBytes: z.int(),
  /** Blobs that no op names: left by an import that was cut off. */
  orphanBlobs: z.int(),
  /** Blobs that only other stations' ops name and that are not here. */
  blobsElsewhere: z.int(),
  quarantined: z.int(),
  leftovers: z.int(),
  /** Logs whose last write was cut short; the next opening cuts it off. */
  tornLogs: z.int(),
  index: z.enum(['absent', 'behind', 'covers']),
})
export type CheckFacts = z.infer<typeof CheckFacts>

export const CheckReport = z.object({
  /** ISO 8601 instant. */
  time: z.string(),
  isFast: z.boolean(),
  faults: z.array(CheckFault),
  facts: CheckFacts,
})
export type CheckReport = z.infer<typeof CheckReport>

/** Work on the whole vault that takes minutes: one at a time. */
const CareWork = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.enum(['backup', 'check']),
    filesDone: z.int(),
    filesTotal: z.int(),
    bytesDone: z.int(),
  }),
])
export type CareWork = z.infer<typeof CareWork>

const BackupDone = z.object({
  folder: z.string(),
  time: z.string(),
  copiedFiles: z.int(),
  copiedBytes: z.int(),
  keptFiles: z.int(),
  keptBytes: z.int(),
})

const FaultData = z.object({
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

const LocationRisk = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cloud'), service: z.string() }),
  z.object({ kind: z.literal('removable') }),
  z.object({ kind: z.literal('network') }),
])

/** How well the vault is looked after. */
export const CareState = z.object({
  work: CareWork,
  lastBackup: BackupDone.nullable(),
  /** The last backup is older than it should be, or there is none and something to lose. */
  isBackupDue: z.boolean(),
  remindAfterDays: z.int(),
  lastCheck: CheckReport.nullable(),
  /** Why the last backup or check did not come to its end. */
  problem: FaultData.nullable(),
  risks: z.array(LocationRisk),
})
export type CareState = z.infer<typeof CareState>

export const SpaceState = z.object({ freeBytes: z.int(), isLow: z.boolean(), hasBallast: z.boolean() })
export type SpaceState = z.infer<typeof SpaceState>

/** What needs an open vault. */
export const careApi = {
  backupState: procedure(nothing, CareState),
  /** Begins a backup into a folder; `careChanged` tells how it goes. */
  startBackup: procedure(z.object({ folder }), done),
  /** Ends the backup or check that is under way. */
  cancelBackup: procedure(nothing, done),
  /** Begins a check of the vault in the background. */
  checkVault: procedure(z.object({ isFast: z.boolean() }), done),
  spaceState: procedure(nothing, SpaceState),
} as const
export type CareApi = typeof careApi

/** What can be asked while there is no vault. */
export const restoreApi = {
  /**
   * Makes the vault of this PC from a backup. Nothing is touched where the backup is damaged: its faults are counted.
   */
  restoreVault: procedure(
    z.object({ folder, secret: z.string().min(1).max(300) }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('restored'), time: z.string(), files: z.int() }),
      z.object({ kind: z.literal('refused'), faults: z.int() }),
    ]),
  ),
} as const
export type RestoreApi = typeof restoreApi
