import type * as z from 'zod'
import { ServerProblem } from '../problem.ts'

/** Untrusted input in its right shape. @throws ServerProblem 'input' */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new ServerProblem('input', { cause: parsed.error })
  return parsed.data
}
