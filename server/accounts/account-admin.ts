import * as z from 'zod'
import { ConsoleUser } from '../../domain/console/console-user.ts'
import { Fault } from '../../domain/fault.ts'
import type { SqlDatabase } from '../store/sql.ts'

/** What an administrator sees of a user. Times are milliseconds since 1970. */
export interface AccountRow extends ConsoleUser {
  readonly lockedAt: number | null
  readonly signedInAt: number | null
  /** Null where no wrong password keeps the user out. */
  readonly lockedOutUntil: number | null
}

/** What an administrator does with the accounts of others. */
export interface AccountAdmin {
  /** By name. */
  users(): Promise<readonly AccountRow[]>
  /** Role and communes; whoever is signed in goes on with the new ones. @throws Fault 'not-found' */
  editUser(user: ConsoleUser): Promise<void>
  /** Locking ends every session. @throws Fault 'not-found' */
  setLocked(name: string, isLocked: boolean): Promise<void>
}

const Row = z
  .object({
    name: z.string(),
    role: ConsoleUser.shape.role,
    communes: z.string().nullable(),
    lockedAt: z.int().nullable(),
    signedInAt: z.int().nullable(),
    blockedUntil: z.int().nullable(),
  })
  .transform(({ communes, ...row }) => ({
    ...row,
    communes: ConsoleUser.shape.communes.parse(communes === null ? null : JSON.parse(communes)),
  }))

export function createAccountAdmin(db: SqlDatabase, clock: () => number): AccountAdmin {
  const select = db.query(
    `SELECT u.name AS name, role, communes, locked_at AS "lockedAt", signed_in_at AS "signedInAt",
       blocked_until AS "blockedUntil"
     FROM console_users AS u LEFT JOIN sign_in_failures AS f ON f.name = u.name ORDER BY u.name`,
    Row,
  )
  const edit = db.command('UPDATE console_users SET role = ?, communes = ? WHERE name = ?')
  const setLocked = db.command('UPDATE console_users SET locked_at = ? WHERE name = ?')
  const endSessions = db.command('DELETE FROM console_sessions WHERE "user" = ?')
  const forget = db.command('DELETE FROM sign_in_failures WHERE name = ?')
  const changed = (rows: number): void => {
    if (rows === 0) throw new Fault('not-found', 'no such user')
  }
  return {
    users: async () =>
      (await select.all([])).map(({ blockedUntil, ...row }) => ({
        ...row,
        lockedOutUntil: blockedUntil !== null && blockedUntil > clock() ? blockedUntil : null,
      })),
    editUser: async ({ name, role, communes }) => {
      changed(await edit([role, communes === null ? null : JSON.stringify(communes), name]))
    },
    setLocked: async (name, isLocked) => {
      changed(await setLocked([isLocked ? clock() : null, name]))
      await endSessions([name])
      // Who is let in again begins without the wrong passwords of before.
      if (!isLocked) await forget([name])
    },
  }
}
