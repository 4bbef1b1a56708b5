import * as z from 'zod'
import { AgencyCode } from '../records/fonds.ts'

/**
 * What somebody of the province may do: an auditor reads everything and changes nothing; a lead does what an archivist
 * does, makes reports and sends plans down; an administrator looks after people and stations besides.
 */
export const consoleRoles = ['auditor', 'archivist', 'lead', 'administrator'] as const
export type ConsoleRole = (typeof consoleRoles)[number]

export const ConsoleUser = z.object({
  name: z.string(),
  role: z.enum(consoleRoles),
  /** The communes that the user sees; null for all. */
  communes: z.array(AgencyCode).max(500).nullable().default(null),
})
export type ConsoleUser = z.infer<typeof ConsoleUser>

/** Does the user see this commune? */
export function isInScope({ communes }: Pick<ConsoleUser, 'communes'>, commune: string): boolean {
  return communes === null || communes.includes(commune)
}
