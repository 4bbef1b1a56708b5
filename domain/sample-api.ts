import * as z from 'zod'
import { procedure } from './rpc.ts'

const nothing = z.object({})

/** Trying the program out: a vault of invented papers that is told apart from a real one and can be thrown away. */
export const sampleApi = {
  /**
   * Makes the vault with sample papers, opens it and takes them in.
   * @throws Fault 'conflict' where there is a vault
   */
  createSampleVault: procedure(nothing, z.null()),
  /** Deletes the open vault if it is one of samples, and only then. @throws Fault 'forbidden' reason `not-sample` */
  discardSampleVault: procedure(nothing, z.null()),
} as const
export type SampleApi = typeof sampleApi
