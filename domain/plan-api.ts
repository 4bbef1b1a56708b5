import * as z from 'zod'
import { RecordId, Sha256 } from './op.ts'
import { refusals } from './plan-import.ts'
import { AgencyCode, Fonds, PlanApproval } from './records/fonds.ts'
import { Issuer } from './records/issuer.ts'
import { PlanEntry } from './records/plan-entry.ts'
import { procedure } from './rpc.ts'

const done = z.null()
const byId = z.object({ id: RecordId })
const nothing = z.object({})
const day = z.iso.date()
const year = z.int().min(1900).max(2199)
const text = (most: number) => z.string().trim().max(most)
const needed = (most: number) => text(most).min(1)
const Path = z.string().min(1).max(4096)

/** What a form says of a fonds; `extra` are further elements by name, of which empty ones are left out. */
export const FondsForm = z.object({
  agencyCode: AgencyCode,
  agencyName: needed(200),
  code: text(35),
  /** Only of a fonds that is closed. */
  closedOn: day.nullable(),
  extra: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,40}$/), text(4000)),
})
export type FondsForm = z.infer<typeof FondsForm>

export const FondsRow = z.object({
  fonds: Fonds,
  planEntries: z.int(),
  caseFiles: z.int(),
  /** The years of which case files may be opened in it, the first and the last. */
  years: z.tuple([z.int(), z.int()]),
})
export type FondsRow = z.infer<typeof FondsRow>

/** An entry as a form gives it. */
export const EntryForm = z.object({
  heading: text(500),
  notation: needed(100),
  title: needed(1000),
  retention: needed(100),
  basis: text(500),
  maker: text(100),
  note: text(2000),
})
export type EntryForm = z.infer<typeof EntryForm>

/** Who put something in, and when by the clock of their PC: ISO 8601. */
const Trace = z.object({ by: z.string(), at: z.string() })

export const SheetEntry = z.object({
  entry: PlanEntry,
  caseFiles: z.int(),
  /** Only of what came into an approved plan. */
  added: Trace.nullable(),
})
export type SheetEntry = z.infer<typeof SheetEntry>

/** An approval that was withdrawn, and why. */
export const Withdrawal = z.object({
  at: z.string(),
  by: z.string(),
  reason: z.string(),
  decision: z.string(),
})
export type Withdrawal = z.infer<typeof Withdrawal>

/** The plan of one fonds and year. */
export const PlanSheet = z.object({
  fonds: Fonds,
  year: z.int(),
  /** All that have a plan in this fonds, the latest first. */
  years: z.array(z.int()),
  /** In the order of the printed list. */
  entries: z.array(SheetEntry),
  approval: PlanApproval.nullable(),
  withdrawn: z.array(Withdrawal),
})
export type PlanSheet = z.infer<typeof PlanSheet>

const ImportedEntry = z.object({
  heading: z.string(),
  notation: z.string(),
  title: z.string(),
  retention: z.string(),
  maker: z.string(),
  note: z.string(),
})
const row = { number: z.int(), text: z.string() }

/** What would become of every row of a file; nothing is written before somebody says so. */
export const PlanPreview = z.object({
  path: z.string(),
  /** Of the bytes that were read: only those are imported. */
  sha: Sha256,
  rows: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...row, kind: z.literal('heading'), level: z.int() }),
      z.object({ ...row, kind: z.literal('taken'), entry: ImportedEntry }),
      z.object({ ...row, kind: z.literal('refused'), reason: z.enum(refusals) }),
    ]),
  ),
  taken: z.int(),
  refused: z.int(),
})
export type PlanPreview = z.infer<typeof PlanPreview>

export const IssuerForm = z.object({
  name: needed(300),
  aliases: z.array(needed(300)).max(50),
  code: text(35),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  successor: RecordId.nullable(),
})
export type IssuerForm = z.infer<typeof IssuerForm>

const issuerRefusals = ['name-missing', 'name-exists', 'date-unreadable', 'dates-reversed'] as const

export const IssuerPreview = z.object({
  path: z.string(),
  sha: Sha256,
  rows: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...row, kind: z.literal('taken') }),
      z.object({ ...row, kind: z.literal('refused'), reason: z.enum(issuerRefusals) }),
    ]),
  ),
  taken: z.int(),
  refused: z.int(),
})
export type IssuerPreview = z.infer<typeof IssuerPreview>

const IssuerMatchAnswer = z.object({
  kind: z.enum(['known', 'dissolved', 'not-yet']),
  issuer: Issuer,
  successor: Issuer.nullable(),
})

export const Clash = z.object({
  notation: z.string(),
  /** The records that have it, the first that was made first. */
  holders: z.array(z.object({ id: z.string(), title: z.string(), madeAt: z.string(), isEntry: z.boolean() })),
  /** The one that gets another notation; null where none may be changed now. */
  renumber: z.string().nullable(),
})
export type Clash = z.infer<typeof Clash>

/** What may be corrected in the head of an open case file. */
export const CaseFileHead = z.object({
  notation: needed(100),
  title: needed(1000),
  retention: needed(100),
  basis: text(500),
  maker: text(100),
  startDate: day.nullable(),
  endDate: day.nullable(),
})
export type CaseFileHead = z.infer<typeof CaseFileHead>

const planOf = z.object({ fonds: RecordId, year })
const Imported = z.object({ taken: z.int(), refused: z.int() })

/** Fonds, the yearly plan, numbering, and the list of issuers. */
export const fondsPlanApi = {
  /** The open one first, then the closed ones by name. */
  fondsList: procedure(nothing, z.array(FondsRow)),
  /** Only closed fonds are added; the open one is there from the start. */
  addFonds: procedure(FondsForm.extend({ closedOn: day }), byId),
  editFonds: procedure(FondsForm.extend({ id: RecordId }), done),
  /** Closes the open fonds and opens its successor in one step: exactly one is open. */
  closeFonds: procedure(
    z.object({ id: RecordId, closedOn: day, successor: FondsForm.omit({ closedOn: true }) }),
    byId,
  ),

  /** Null gives the open fonds, and its latest year that has a plan. */
  planSheet: procedure(z.object({ fonds: RecordId.nullable(), year: year.nullable() }), PlanSheet),
  /** In an approved plan an addition. */
  addPlanEntry: procedure(EntryForm.extend(planOf.shape), byId),
  editPlanEntry: procedure(EntryForm.extend({ id: RecordId }), done),
  /** Only entries of which no case file was opened. */
  deletePlanEntries: procedure(z.object({ ids: z.array(RecordId).min(1).max(2000) }), done),
  moveHeading: procedure(
    planOf.extend({ heading: needed(500), by: z.union([z.literal(1), z.literal(-1)]) }),
    done,
  ),
  renameHeading: procedure(planOf.extend({ heading: needed(500), name: needed(250) }), done),
  /** Entries of another year with another year, those that are not there yet; null copies all. */
  copyPlan: procedure(
    planOf.extend({ from: year, entries: z.array(RecordId).max(5000).nullable() }),
    z.object({ copied: z.int(), left: z.int() }),
  ),
  previewPlanImport: procedure(planOf.extend({ path: Path }), PlanPreview),
  importPlan: procedure(planOf.extend({ path: Path, sha: Sha256 }), Imported),
  exportPlan: procedure(planOf.extend({ folder: Path }), z.object({ file: z.string() })),
  approvePlan: procedure(planOf.extend({ decision: needed(200), decidedOn: day }), done),
  withdrawApproval: procedure(planOf.extend({ reason: needed(1000) }), done),

  /** The next free notation of this station below a heading. */
  proposeNotation: procedure(planOf.extend({ heading: text(500) }), z.object({ notation: z.string() })),
  openOutsidePlan: procedure(
    CaseFileHead.omit({ endDate: true })
      .extend(planOf.shape)
      .extend({ startDate: day, maker: needed(100) }),
    byId,
  ),
  editCaseFileHead: procedure(CaseFileHead.extend({ id: RecordId }), done),
  notationClashes: procedure(nothing, z.array(Clash)),
  /** Gives what a clash names another notation. */
  renumber: procedure(byId, z.object({ notation: z.string() })),

  /** By name. */
  issuers: procedure(nothing, z.array(Issuer)),
  addIssuer: procedure(IssuerForm, byId),
  editIssuer: procedure(IssuerForm.extend({ id: RecordId }), done),
  removeIssuer: procedure(byId, done),
  previewIssuerImport: procedure(z.object({ path: Path }), IssuerPreview),
  importIssuers: procedure(z.object({ path: Path, sha: Sha256 }), Imported),
  /** What the list says of a printed name on a day, '' where the document has none. */
  matchIssuer: procedure(
    z.object({ name: text(1000), date: z.string().max(10) }),
    IssuerMatchAnswer.nullable(),
  ),
} as const
export type FondsPlanApi = typeof fondsPlanApi
