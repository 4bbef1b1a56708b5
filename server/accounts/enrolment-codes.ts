import * as z from 'zod'
import { Fault } from '../../domain/fault.ts'
import type { SqlDatabase } from '../store/sql.ts'

const OpenCode = z.object({ id: z.string(), commune: z.string(), expiresAt: z.int() })
/** A code that is still good, by the start of its hash; the code itself is kept nowhere. */
export type OpenCode = Readonly<z.infer<typeof OpenCode>>

/** Enrolment codes that nobody has used yet. */
export interface EnrolmentCodes {
  /** The first to expire first. */
  open(): Promise<readonly OpenCode[]>
  /** The code lets nobody in any more. @returns its commune @throws Fault 'not-found' where it is used, expired or unknown */
  withdraw(id: string): Promise<string>
}

const ID_LETTERS = 16

export function createEnrolmentCodes(db: SqlDatabase, clock: () => number): EnrolmentCodes {
  const select = db.query(
    `SELECT substr(hash, 1, ${ID_LETTERS}) AS id, commune, expires_at AS "expiresAt" FROM enrolment_codes
     WHERE used_by IS NULL AND expires_at >= ? ORDER BY expires_at, hash`,
    OpenCode,
  )
  const remove = db.command(
    `DELETE FROM enrolment_codes WHERE used_by IS NULL AND substr(hash, 1, ${ID_LETTERS}) = ?`,
  )
  const open = (): Promise<readonly OpenCode[]> => select.all([clock()])
  return {
    open,
    withdraw: async (id) => {
      const code = (await open()).find((each) => each.id === id)
      if (code === undefined || (await remove([id])) === 0) throw new Fault('not-found', 'no such code')
      return code.commune
    },
  }
}
