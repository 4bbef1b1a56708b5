import * as z from 'zod'
import { DepositCounters } from './deposit-counters.ts'
import { DepositRefusal } from './deposit-refusal.ts'
import { DueFile } from './due-list.ts'
import { FormFormat } from './forms-api.ts'
import { RecordId } from './op.ts'
import { Span } from './paging.ts'
import { Progress, ProgressTarget } from './progress.ts'
import { ProgressCharts } from './progress-charts.ts'
import { caseStates } from './records/case-file.ts'
import { DepositHead, FailedDocument, Failing } from './records/deposit.ts'
import { procedure } from './rpc.ts'

/** One time that a case file was handed over, with what did not pass and why. */
export const PastDeposit = z.object({
  deposit: DepositHead,
  failed: z.array(FailedDocument),
})
export type PastDeposit = z.infer<typeof PastDeposit>

/** A case file that somebody wants to hand over, and why not where it is refused. */
export const ToDeposit = z.object({
  id: RecordId,
  notation: z.string(),
  title: z.string(),
  state: z.enum(caseStates),
  documents: z.int(),
  pages: z.int(),
  refused: DepositRefusal.nullable(),
})
export type ToDeposit = z.infer<typeof ToDeposit>

export const DepositPreview = z.object({
  /** The fonds whose files are taken; null where none can be. */
  fonds: z.string().nullable(),
  /** Those of the files that could be handed over, each with how many. */
  choices: z.array(z.object({ fonds: z.string(), name: z.string(), files: z.int() })),
  /** All that were asked for, in their order: taken + refused. */
  rows: z.array(ToDeposit),
  /** Files that could be handed over as well and are beyond what one deposit takes. */
  later: z.int(),
})
export type DepositPreview = z.infer<typeof DepositPreview>

/** Most case files of one deposit. */
export const MOST_TO_DEPOSIT = 1000

export const progressApi = {
  /** Null gives the latest year that has a plan. */
  progress: procedure(z.object({ year: z.int().nullable() }), Progress),
  progressCharts: procedure(z.object({}), ProgressCharts),
  setTarget: procedure(ProgressTarget, z.null()),
  /** Writes the progress without a title or a word of any document. Fault 'conflict' reason `name-exists` as `makeForm`. */
  progressReport: procedure(
    z.object({ year: z.int(), format: FormFormat, folder: z.string().min(1).max(4096) }),
    z.object({ folder: z.string(), file: z.string() }),
  ),
  /** What is to be handed over, the most urgent first. */
  dueFiles: procedure(
    Span,
    z.object({ rows: z.array(DueFile), total: z.int(), overdue: z.int(), thisYear: z.int() }),
  ),
  /** Every time that a case file was handed over, the latest first. */
  depositHistory: procedure(z.object({ caseFile: RecordId }), z.array(PastDeposit)),
  depositCounters: procedure(z.object({ deposit: RecordId }), DepositCounters),
  /** What would become of these case files; without any, of all that are closed or came back. */
  previewDeposit: procedure(
    z.object({ caseFiles: z.array(RecordId).max(MOST_TO_DEPOSIT), fonds: RecordId.nullable() }),
    DepositPreview,
  ),
  /** What the archive said against a document and nobody mended yet; null where nothing stands. */
  standingVerdict: procedure(z.object({ document: RecordId }), Failing.nullable()),
} as const
export type ProgressApi = typeof progressApi
