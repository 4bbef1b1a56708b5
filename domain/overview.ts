import * as z from 'zod'

/** How much of everything there is, for the counts beside the screens. */
export const Overview = z.object({
  planEntries: z.int(),
  openFiles: z.int(),
  closedFiles: z.int(),
  depositedFiles: z.int(),
  returnedFiles: z.int(),
  acceptedFiles: z.int(),
  documentsToReview: z.int(),
  documentsToFile: z.int(),
  pagesToRead: z.int(),
  refusedSources: z.int(),
})
export type Overview = z.infer<typeof Overview>
