import * as z from 'zod'
import { refusals } from '../plan-import.ts'
import { AgencyCode } from '../records/fonds.ts'
import { procedure } from '../rpc.ts'

const nothing = z.object({})
/** Of a workbook or a data file, in base 64. */
const MOST_SENT_BYTES = 2_097_152
const Bytes = z.base64().max(Math.ceil(MOST_SENT_BYTES / 3) * 4)
const Communes = z.array(AgencyCode).min(1).max(500)
const year = z.int().min(1945).max(2200)

export const SendingRow = z.object({
  id: z.string(),
  kind: z.enum(['plan', 'authority']),
  /** ISO 8601 instant. */
  at: z.string(),
  by: z.string(),
  /** Year of a plan; name and version of a data file. */
  title: z.string(),
  communes: z.array(
    z.object({
      commune: z.string(),
      communeName: z.string(),
      /** New entries; one for a data file. */
      entries: z.int(),
      /** Stations that hold it, of those that are let in. */
      fetched: z.int(),
      stations: z.int(),
    }),
  ),
})
export type SendingRow = z.infer<typeof SendingRow>

const PlanRowText = { number: z.int(), text: z.string() }
export const SentPlanPreview = z.object({
  rows: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...PlanRowText, kind: z.literal('heading'), level: z.int() }),
      z.object({ ...PlanRowText, kind: z.literal('taken') }),
      z.object({ ...PlanRowText, kind: z.literal('refused'), reason: z.enum(refusals) }),
    ]),
  ),
  taken: z.int(),
  refused: z.int(),
  /** What each commune gets; `blocked` says why it gets nothing. */
  communes: z.array(
    z.object({
      commune: z.string(),
      communeName: z.string(),
      /** Entries that it has not yet by their notation. */
      added: z.int(),
      kept: z.int(),
      blocked: z.enum(['no-fonds', 'approved']).nullable(),
    }),
  ),
})
export type SentPlanPreview = z.infer<typeof SentPlanPreview>

const PlanForm = z.object({ year, bytes: Bytes, communes: Communes })

/** What the province gives the communes: file plans and the data files of the law. */
export const sendingApi = {
  /** The latest first. */
  sendings: procedure(nothing, z.array(SendingRow)),
  previewPlan: procedure(PlanForm, SentPlanPreview),
  /** Communes that are blocked are left out; @returns how many entries went to how many communes */
  sendPlan: procedure(PlanForm, z.object({ communes: z.int(), entries: z.int() })),
  previewAuthority: procedure(
    z.object({ bytes: Bytes }),
    z.object({ name: z.string(), version: z.string(), source: z.string(), sizeBytes: z.int() }),
  ),
  sendAuthority: procedure(z.object({ bytes: Bytes, communes: Communes }), z.object({ communes: z.int() })),
} as const
