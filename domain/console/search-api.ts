import * as z from 'zod'
import { procedure } from '../rpc.ts'

/** Words of a found text; those that were looked for are marked. */
const SnippetPart = z.object({ text: z.string(), isHit: z.boolean() })

export const HoldingHit = z.object({
  deposit: z.string(),
  document: z.string(),
  commune: z.string(),
  communeName: z.string(),
  code: z.string(),
  date: z.string(),
  type: z.string(),
  subject: z.string(),
  issuer: z.string(),
  fileTitle: z.string(),
  isAccepted: z.boolean(),
  /** Index of the page where it was found; null where its description has it. */
  page: z.int().nullable(),
  snippet: z.array(SnippetPart),
})
export type HoldingHit = z.infer<typeof HoldingHit>

const Facet = z.object({ id: z.string(), name: z.string(), count: z.int() })
export type Facet = z.infer<typeof Facet>

export const HoldingHits = z.object({
  hits: z.array(HoldingHit),
  /** Documents found; `isMore` where counting stopped there. */
  total: z.int(),
  isMore: z.boolean(),
  communes: z.array(Facet),
  years: z.array(Facet),
  types: z.array(Facet),
  /** Communes whose newest documents are still being put into the index. */
  toIndex: z.int(),
})
export type HoldingHits = z.infer<typeof HoldingHits>

/** Search over what communes have deposited, whether it was accepted or still waits; never of state secrets. */
export const searchHoldingsApi = {
  searchHoldings: procedure(
    z.object({
      text: z.string().max(300),
      commune: z.string().max(35).nullable().default(null),
      year: z.int().nullable().default(null),
      type: z.string().max(40).nullable().default(null),
      limit: z.int().min(1).max(100).default(30),
      offset: z.int().min(0).max(2000).default(0),
    }),
    HoldingHits,
  ),
} as const
