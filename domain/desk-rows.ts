import * as z from 'zod'
import { RecordId } from './op.ts'
import { QuarterTurn } from './reading-recipe.ts'
import { BatchSource } from './records/batch.ts'
import { CaseFile, caseStates } from './records/case-file.ts'
import { DepositHead, FailedDocument, Failing } from './records/deposit.ts'
import { Page } from './records/page.ts'
import { PlanEntry } from './records/plan-entry.ts'

/** One file of a batch with its place in it, which a retry names. */
export const PlacedSource = z.object({ index: z.int(), source: BatchSource })
export type PlacedSource = z.infer<typeof PlacedSource>

/** A batch as counts: what was chosen is taken, refused, withheld as a state secret, or waiting. */
export const BatchProgress = z.object({
  id: RecordId,
  createdAt: z.string(),
  taken: z.int(),
  refused: z.int(),
  withheld: z.int(),
  waiting: z.int(),
  /** Of those that wait the ones that this station has the names of. */
  waitingHere: z.int(),
  pagesTotal: z.int(),
  pagesRead: z.int(),
  /** Pages that could not be read and say why. */
  pagesUnread: z.int(),
})
export type BatchProgress = z.infer<typeof BatchProgress>

/** A page of a batch: page `index` of its document, and whether it was read. */
export const BatchPage = z.object({
  document: RecordId,
  index: z.int(),
  page: Page,
  /** How far its image is turned clockwise to be shown upright. */
  turn: QuarterTurn,
  state: z.enum(['read', 'unread', 'waiting']),
  /** Nothing was found to read on it; it is flagged, and never removed. */
  isBlank: z.boolean(),
  /** A separator sheet on which nobody decided yet. */
  isSheet: z.boolean(),
})
export type BatchPage = z.infer<typeof BatchPage>

export const CaseFileRow = z.object({ file: CaseFile, documents: z.int(), pages: z.int() })
export type CaseFileRow = z.infer<typeof CaseFileRow>

/** Which case files are wanted. `planEntry` null means those that no entry of the plan has. */
export const CaseFileFilter = z.object({
  planEntry: RecordId.nullable().optional(),
  states: z.array(z.enum(caseStates)).min(1).max(caseStates.length).optional(),
  year: z.int().optional(),
  fonds: RecordId.optional(),
})
export type CaseFileFilter = z.infer<typeof CaseFileFilter>

/** How many case files of a state an entry of the plan has; null stands for those outside the plan. */
export const PlanCount = z.object({
  planEntry: z.string().nullable(),
  state: z.enum(caseStates),
  files: z.int(),
})
export type PlanCount = z.infer<typeof PlanCount>

/** The entries of one year's plan, by heading and notation; `years` are all that have one, the latest first. */
export const Plan = z.object({
  year: z.int().nullable(),
  years: z.array(z.int()),
  entries: z.array(PlanEntry),
})
export type Plan = z.infer<typeof Plan>

export const CaseFileDetail = z.object({
  file: CaseFile,
  fileCode: z.string(),
  documents: z.int(),
  pages: z.int(),
  /** What the documents of an open file lack by themselves; the whole test is `checkCaseFile`. */
  musts: z.int(),
  shoulds: z.int(),
  deposit: DepositHead.nullable(),
  /** Document -> why the archive did not let it pass, of those that nobody mended since. */
  failed: z.record(z.string(), Failing),
})
export type CaseFileDetail = z.infer<typeof CaseFileDetail>

/** Where a document can be put: an open case file, or a new one from an entry of the plan. */
export const Target = z.object({
  /** The case file's id, or the plan entry's for a new one: both name their kind. */
  id: RecordId,
  notation: z.string(),
  title: z.string(),
  year: z.int(),
  isNew: z.boolean(),
})
export type Target = z.infer<typeof Target>

export const DepositRow = z.object({
  deposit: DepositHead,
  caseFiles: z.int(),
  /** The documents that did not pass, with the archive's reason; the first of them. */
  failed: z.array(FailedDocument),
  failedTotal: z.int(),
})
export type DepositRow = z.infer<typeof DepositRow>

/** A case file of a deposit; empty texts where it is not in this vault. */
export const DepositedFile = z.object({ id: z.string(), notation: z.string(), title: z.string() })
export type DepositedFile = z.infer<typeof DepositedFile>
