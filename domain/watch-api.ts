import * as z from 'zod'
import { faultCodes } from './fault.ts'
import { procedure } from './rpc.ts'

/** What became of a file that appeared in the watched folder. */
const watchOutcomes = ['growing', 'taken', 'known', 'skipped', 'failed'] as const

export const WatchedFile = z.object({
  name: z.string(),
  outcome: z.enum(watchOutcomes),
  /** ISO 8601 instant. */
  at: z.string(),
})
export type WatchedFile = z.infer<typeof WatchedFile>

const FaultData = z.object({
  code: z.enum(faultCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** The folder into which a copier or another program lays its scans. Its files are never changed, moved or deleted. */
export const WatchState = z.object({
  folder: z.string().nullable(),
  isOn: z.boolean(),
  hasSubfolders: z.boolean(),
  /** Does somebody have to state again that no file is marked as a state secret? That holds for a day. */
  isStatementDue: z.boolean(),
  /** Files that were taken since the watch was set on this folder. */
  taken: z.int().min(0),
  /** The newest first. */
  recent: z.array(WatchedFile).max(50),
  /** Why the folder cannot be looked into; it is tried again by itself. */
  problem: FaultData.nullable(),
})
export type WatchState = z.infer<typeof WatchState>

const nothing = z.object({})
const done = z.null()

export const watchApi = {
  watchState: procedure(nothing, WatchState),
  /** Sets the folder and switches the watch on. Whoever calls states that no file there is marked as a state secret. */
  startWatch: procedure(
    z.object({
      folder: z.string().min(1).max(4096),
      hasSubfolders: z.boolean(),
      isStatementMade: z.literal(true),
    }),
    done,
  ),
  stopWatch: procedure(nothing, done),
} as const
export type WatchApi = typeof watchApi

export const watchEvents = {
  watchChanged: z.object({}),
} as const
