import * as z from 'zod'
import { procedure } from '../rpc.ts'

/** Figures only: no title and no text of any document stands in a report. */
export const reportApi = {
  makeReport: procedure(
    z.object({ year: z.int().min(1945).max(2200), format: z.enum(['xlsx', 'pdf']) }),
    z.object({ name: z.string(), mediaType: z.string(), bytes: z.base64() }),
  ),
} as const
