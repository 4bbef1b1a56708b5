import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { ConsoleUser } from '../../domain/console/console-user.ts'
import { Fault } from '../../domain/fault.ts'
import { createSerial } from '../serial.ts'
import type { SqlDatabase } from '../store/sql.ts'
import { type AccountAdmin, createAccountAdmin } from './account-admin.ts'
import { createGuessGuard, type GuessGuard } from './guess-guard.ts'
import { hashPassword, isPassword, randomPassword } from './password.ts'

const SESSION_LIFE_MS = 8 * 3_600_000

type NewUser = z.input<typeof ConsoleUser>

/** People of the province's console: passwords, sessions, and what slows down guessing. */
export interface Accounts extends AccountAdmin {
  /** Sets a new random password for the user, who is made where there is none. @returns the password, shown once */
  resetUser(user: NewUser): Promise<string>
  hasUsers(): Promise<boolean>
  /** @throws Fault 'wrong-passphrase', or 'too-many-requests' with the seconds to wait */
  signIn(name: string, password: string): Promise<ConsoleUser>
  /** Ends every session of the user. @throws Fault as `signIn` does */
  changePassword(name: string, password: string, next: string): Promise<void>
  createSession(user: string): Promise<{ readonly token: string; readonly maxAgeSeconds: number }>
  userOfSession(token: string): Promise<ConsoleUser | null>
  endSession(token: string): Promise<void>
}

/** Communes are kept as JSON. */
const KeptUser = z
  .object({ name: z.string(), role: ConsoleUser.shape.role, communes: z.string().nullable() })
  .transform(({ communes, ...user }) =>
    ConsoleUser.parse({ ...user, communes: communes === null ? null : z.json().parse(JSON.parse(communes)) }),
  )
const SecretRow = z.object({ password: z.string(), lockedAt: z.int().nullable() })
const CountRow = z.object({ users: z.int() })

export async function openAccounts(db: SqlDatabase, clock: () => number): Promise<Accounts> {
  const save = db.command(
    `INSERT INTO console_users (name, role, password, communes) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE
     SET role = excluded.role, password = excluded.password, communes = excluded.communes`,
  )
  const setPassword = db.command('UPDATE console_users SET password = ? WHERE name = ?')
  const setSeen = db.command('UPDATE console_users SET signed_in_at = ? WHERE name = ?')
  const endSessions = db.command('DELETE FROM console_sessions WHERE "user" = ?')
  const count = db.query('SELECT count(*) AS users FROM console_users', CountRow)
  const guard = createGuessGuard(db, clock)
  const check = await createPasswordCheck(db, guard)
  // One after another: else a hundred guesses at once would all pass the guard before the first one failed.
  const serial = createSerial()

  return {
    resetUser: async ({ name, role, communes = null }) => {
      const password = randomPassword()
      const hash = await hashPassword(password)
      await db.transaction(async () => {
        await save([name, role, hash, communes === null ? null : JSON.stringify(communes)])
        await endSessions([name])
      })
      await guard.forget(name)
      return password
    },
    hasUsers: async () => ((await count.first([]))?.users ?? 0) > 0,
    signIn: (name, password) =>
      serial('sign-in', async () => {
        const user = await check(name, password)
        await setSeen([clock(), name])
        return user
      }),
    changePassword: (name, password, next) =>
      serial('sign-in', async () => {
        await check(name, password)
        const hash = await hashPassword(next)
        await db.transaction(async () => {
          await setPassword([hash, name])
          await endSessions([name])
        })
      }),
    ...createAccountAdmin(db, clock),
    ...sessions(db, clock),
  }
}

/** Who has this name and password. A locked account answers as a wrong password does, so that guessing tells nothing of it. */
type CheckPassword = (name: string, password: string) => Promise<ConsoleUser>

async function createPasswordCheck(db: SqlDatabase, guard: GuessGuard): Promise<CheckPassword> {
  const select = db.query('SELECT name, role, communes FROM console_users WHERE name = ?', KeptUser)
  const selectSecret = db.query(
    'SELECT password, locked_at AS "lockedAt" FROM console_users WHERE name = ?',
    SecretRow,
  )
  // A name that nobody has costs the same time as one that somebody has.
  const nobody = await hashPassword(randomPassword())
  return async (name, password) => {
    await guard.check(name)
    const secret = await selectSecret.first([name])
    const isRight = await isPassword(password, secret?.password ?? nobody)
    const user = await select.first([name])
    if (!isRight || user === undefined || secret === undefined || secret.lockedAt !== null) {
      await guard.recordFailure(name)
      throw new Fault('wrong-passphrase', 'wrong name or password')
    }
    await guard.forget(name)
    return user
  }
}

type Sessions = Pick<Accounts, 'createSession' | 'userOfSession' | 'endSession'>

function sessions(db: SqlDatabase, clock: () => number): Sessions {
  const insert = db.command('INSERT INTO console_sessions VALUES (?, ?, ?)')
  const remove = db.command('DELETE FROM console_sessions WHERE hash = ?')
  const dropExpired = db.command('DELETE FROM console_sessions WHERE expires_at < ?')
  const selectUser = db.query(
    `SELECT name, role, communes FROM console_sessions JOIN console_users ON name = "user"
     WHERE hash = ? AND expires_at >= ? AND locked_at IS NULL`,
    KeptUser,
  )
  return {
    createSession: async (user) => {
      const token = randomBytes(32).toString('base64url')
      await db.transaction(async () => {
        await dropExpired([clock()])
        await insert([hashOf(token), user, clock() + SESSION_LIFE_MS])
      })
      return { token, maxAgeSeconds: SESSION_LIFE_MS / 1000 }
    },
    userOfSession: async (token) => (await selectUser.first([hashOf(token), clock()])) ?? null,
    endSession: async (token) => {
      await remove([hashOf(token)])
    },
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
