import * as z from 'zod'

/** What a person said about reading on this PC; it holds until they say otherwise, whatever is closed meanwhile. */
export const ReadingSetting = z.object({
  isPaused: z.boolean(),
  /** Batches whose files were still coming in when they were cancelled: what comes of them is not read either. */
  cancelledBatches: z.array(z.string()),
})
export type ReadingSetting = z.infer<typeof ReadingSetting>

export const defaultReadingSetting: ReadingSetting = { isPaused: false, cancelledBatches: [] }

/** Where it is kept; a save that resolved is durable. */
export interface KeptReadingSetting {
  readonly value: ReadingSetting
  save(next: ReadingSetting): Promise<void>
}
