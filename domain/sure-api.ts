import * as z from 'zod'
import { RecordId } from './op.ts'
import { Document } from './records/document.ts'
import { procedure } from './rpc.ts'
import { MOST_AT_ONCE } from './sure-documents.ts'

/** How sure every main field has to be: 0..1. */
const threshold = z.number().min(0.5).max(1)

/** Documents that the machine is sure of, and those of them that are looked at first. */
export const SureDraw = z.object({
  /** How many are sure; no more than `MOST_AT_ONCE` are taken at once. */
  total: z.int(),
  /** The first of them, to be listed. */
  rows: z.array(Document),
  /** Drawn at random among all of them. */
  sample: z.array(Document),
})
export type SureDraw = z.infer<typeof SureDraw>

/** Accepting many documents at once, after a look at some of them. */
export const sureApi = {
  /** Draws anew with each call; the draw before it holds no longer. */
  drawSure: procedure(z.object({ threshold }), SureDraw),
  /**
   * Accepts what was drawn last, as one step that can be taken back. @throws Fault 'conflict' reason `sample` where one of
   * the sample was not looked at, 'changed' where the draw holds no longer
   */
  acceptSure: procedure(
    z.object({ looked: z.array(RecordId).max(MOST_AT_ONCE), count: z.int().min(1).max(MOST_AT_ONCE) }),
    z.object({ accepted: z.int() }),
  ),
} as const
export type SureApi = typeof sureApi
