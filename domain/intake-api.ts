import * as z from 'zod'
import { RecordId } from './op.ts'
import { pageOf, Span } from './paging.ts'
import { procedure } from './rpc.ts'
import { secretLevels } from './secret-mark.ts'

/** How far a file that came in is looked through; pages are counted from 0. */
export const Checking = z.object({
  batch: z.string(),
  index: z.int().min(0),
  page: z.int().min(0),
  pageCount: z.int().min(1),
})
export type Checking = z.infer<typeof Checking>

/** Why everything that came in stands still: a page looks stamped as a state secret, and a person has to look at the paper. */
export const IntakeStop = z.object({
  batch: RecordId,
  index: z.int().min(0),
  /** From memory alone. */
  fileName: z.string(),
  page: z.int().min(0),
  level: z.enum(secretLevels),
  by: z.enum(['frame', 'line']),
})
export type IntakeStop = z.infer<typeof IntakeStop>

export const IntakeState = z.object({
  checking: Checking.nullable(),
  stop: IntakeStop.nullable(),
  /** It was decided, and somebody has to say that the rest goes on. */
  isHeld: z.boolean(),
  /** Files that wait at this station. */
  waiting: z.int().min(0),
})
export type IntakeState = z.infer<typeof IntakeState>

/** An isolated document: when, by whom and how much, nothing of what it is. */
export const IsolatedRow = z.object({ id: RecordId, at: z.string(), by: z.string(), pages: z.int().min(0) })
export type IsolatedRow = z.infer<typeof IsolatedRow>

/** What a removal could not reach: backups made since, and files that other documents need. */
export const RemovalReport = z.object({ isolatedAt: z.string(), keptFiles: z.int().min(0) })
export type RemovalReport = z.infer<typeof RemovalReport>

const nothing = z.object({})
const done = z.null()

/** State secrets that came in, and what is done about them. @see Luật 117/2025/QH15, điều 5 */
export const intakeApi = {
  intakeState: procedure(nothing, IntakeState),
  /** Answers the stop of exactly this page. */
  decideSecret: procedure(
    z.object({ batch: RecordId, index: z.int().min(0), page: z.int().min(0), isSecret: z.boolean() }),
    done,
  ),
  continueIntake: procedure(nothing, done),
  isolated: procedure(Span, pageOf(IsolatedRow)),
  removeIsolated: procedure(z.object({ id: RecordId }), RemovalReport),
  releaseIsolated: procedure(z.object({ id: RecordId }), done),
} as const
export type IntakeApi = typeof intakeApi

export const intakeEvents = {
  /** Pages are looked at before anything of them is kept. */
  pageChecked: Checking,
  /** It stands still, or goes on. */
  intakeChanged: z.object({}),
} as const
