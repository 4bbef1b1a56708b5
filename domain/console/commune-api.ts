import * as z from 'zod'
import { caseStates } from '../records/case-file.ts'
import { AgencyCode } from '../records/fonds.ts'
import { procedure } from '../rpc.ts'

const nothing = z.object({})
const done = z.null()

/** Where a target comes from: the commune's own, or the province's. */
const Target = z.object({
  /** 0..1 of the files of the plan. */
  share: z.number().gt(0).max(1),
  isOwn: z.boolean(),
})

export const CommuneProgress = z.object({
  code: z.string(),
  name: z.string(),
  stations: z.int(),
  /** Entries of the plan and files outside it, without those the law leaves out. */
  planEntries: z.int(),
  openFiles: z.int(),
  closedFiles: z.int(),
  depositedFiles: z.int(),
  acceptedFiles: z.int(),
  /** Files that were made, and those of them that were closed whole. */
  created: z.int(),
  complete: z.int(),
  target: Target,
  /** Whole files that the target asks for. */
  wanted: z.int(),
  /** Deposits without an outcome. */
  waiting: z.int(),
  /** ISO 8601 instant of the last word from any of its stations. */
  lastSeenAt: z.string().nullable(),
  /** Whole days since then; null where it never spoke. */
  silentDays: z.int().nullable(),
})
export type CommuneProgress = z.infer<typeof CommuneProgress>

export const StationRow = z.object({
  id: z.string(),
  name: z.string(),
  commune: z.string(),
  communeName: z.string(),
  /** Its place among those of the commune, from 1. */
  ordinal: z.int(),
  /** ISO 8601 instant. */
  seenAt: z.string(),
  revoked: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
})
export type StationRow = z.infer<typeof StationRow>

const PlanYear = z.object({
  year: z.int(),
  entries: z.int(),
  /** Number and notation of the decision that approved it; null while it is not approved. */
  decision: z.string().nullable(),
})
const FileCounts = z.record(z.enum(caseStates), z.int())

export const CommuneDetail = z.object({
  progress: CommuneProgress,
  fonds: z.array(
    z.object({
      id: z.string(),
      agencyCode: z.string(),
      agencyName: z.string(),
      code: z.string(),
      isOpen: z.boolean(),
      plans: z.array(PlanYear),
      files: FileCounts,
    }),
  ),
  stations: z.array(StationRow),
  /** What the archive decided and sent, the latest first. Instants are ISO 8601. */
  history: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      kind: z.enum(['deposited', 'accepted', 'returned', 'plan-sent', 'authority-sent']),
      /** Deposit: its ordinal. Others: what was sent. */
      subject: z.string(),
      deposit: z.string().nullable(),
    }),
  ),
})
export type CommuneDetail = z.infer<typeof CommuneDetail>

/** Communes, how far they are, and what they are to reach. */
export const communeApi = {
  /** Of the files of one year, or of all. */
  communes: procedure(z.object({ year: z.int().nullable().default(null) }), z.array(CommuneProgress)),
  province: procedure(
    nothing,
    z.object({
      /** Years that any of the communes has a plan or a case file of, the latest first. */
      years: z.array(z.int()),
      /** 0..1, for communes without a target of their own. */
      share: z.number(),
    }),
  ),
  commune: procedure(z.object({ code: AgencyCode }), CommuneDetail),
  addCommune: procedure(z.object({ code: AgencyCode, name: z.string().trim().min(1).max(200) }), done),
  /** In whole percent. `commune` null stands for the province; `share` null takes the commune's own target back. */
  setTarget: procedure(
    z.object({
      commune: AgencyCode.nullable(),
      share: z.number().min(0.01).max(1).multipleOf(0.01).nullable(),
    }),
    done,
  ),
} as const
