import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ConsoleUser } from '../../domain/console-api.ts'
import { Fault } from '../../domain/fault.ts'
import { createSerial } from '../serial.ts'
import type { Database } from '../store/database.ts'
import { hashPassword, isPassword, randomPassword } from './password.ts'

const SESSION_LIFE_MS = 8 * 3_600_000
const LOCK_OUT_MS = 15 * 60_000
const LOCK_OUT_FAILURES = 5
const FORGET_FAILURES_MS = 86_400_000
/** Waiting after the first, second ... wrong password; the last is the lock-out (SV9). */
const WAITS_MS: readonly number[] = [0, 1000, 2000, 4000]

/** People of the province's console: passwords, sessions, and what slows down guessing. */
export interface Accounts {
  /** Sets a new random password for the user, who is made where there is none. @returns the password, shown once */
  resetUser(user: ConsoleUser): Promise<string>
  hasUsers(): Promise<boolean>
  /** @throws Fault 'wrong-passphrase', or 'too-many-requests' with the seconds to wait */
  signIn(name: string, password: string): Promise<ConsoleUser>
  createSession(user: string): Promise<{ readonly token: string; readonly maxAgeSeconds: number }>
  userOfSession(token: string): Promise<ConsoleUser | null>
  endSession(token: string): Promise<void>
}

const UserRow = ConsoleUser.extend({ password: z.string() })
const FailureRow = z.object({ failures: z.int(), blockedUntil: z.int() })
const CountRow = z.object({ users: z.int() })

export async function openAccounts(db: Database, clock: () => number): Promise<Accounts> {
  const save = db.command(
    `INSERT INTO console_users VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password`,
  )
  const endSessions = db.command('DELETE FROM console_sessions WHERE user = ?')
  const select = db.query('SELECT name, role, password FROM console_users WHERE name = ?', UserRow)
  const count = db.query('SELECT count(*) AS users FROM console_users', CountRow)
  const guard = createGuard(db, clock)
  // A name that nobody has costs the same time as one that somebody has.
  const nobody = await hashPassword(randomPassword())
  // One after another: else a hundred guesses at once would all pass the guard before the first one failed.
  const serial = createSerial()

  async function signIn(name: string, password: string): Promise<ConsoleUser> {
    guard.check(name)
    const user = select.first([name])
    if (!(await isPassword(password, user?.password ?? nobody)) || user === undefined) {
      guard.recordFailure(name)
      throw new Fault('wrong-passphrase', 'wrong name or password')
    }
    guard.forget(name)
    return { name: user.name, role: user.role }
  }

  return {
    resetUser: async ({ name, role }) => {
      const password = randomPassword()
      const hash = await hashPassword(password)
      db.transaction(() => {
        save([name, role, hash])
        endSessions([name])
      })
      guard.forget(name)
      return password
    },
    hasUsers: async () => (count.first([])?.users ?? 0) > 0,
    signIn: (name, password) => serial('sign-in', () => signIn(name, password)),
    ...sessions(db, clock),
  }
}

type Sessions = Pick<Accounts, 'createSession' | 'userOfSession' | 'endSession'>

function sessions(db: Database, clock: () => number): Sessions {
  const insert = db.command('INSERT INTO console_sessions VALUES (?, ?, ?)')
  const remove = db.command('DELETE FROM console_sessions WHERE hash = ?')
  const dropExpired = db.command('DELETE FROM console_sessions WHERE expires_at < ?')
  const selectUser = db.query(
    `SELECT name, role FROM console_sessions JOIN console_users ON name = user
     WHERE hash = ? AND expires_at >= ?`,
    ConsoleUser,
  )
  return {
    createSession: async (user) => {
      const token = randomBytes(32).toString('base64url')
      db.transaction(() => {
        dropExpired([clock()])
        insert([hashOf(token), user, clock() + SESSION_LIFE_MS])
      })
      return { token, maxAgeSeconds: SESSION_LIFE_MS / 1000 }
    },
    userOfSession: async (token) => selectUser.first([hashOf(token), clock()]) ?? null,
    endSession: async (token) => {
      remove([hashOf(token)])
    },
  }
}

/** Counts wrong passwords by name, so that they slow down and lock out wherever they come from. */
function createGuard(db: Database, clock: () => number) {
  const select = db.query(
    'SELECT failures, blocked_until AS blockedUntil FROM sign_in_failures WHERE name = ?',
    FailureRow,
  )
  const save = db.command('INSERT OR REPLACE INTO sign_in_failures VALUES (?, ?, ?)')
  const remove = db.command('DELETE FROM sign_in_failures WHERE name = ?')
  const dropOld = db.command('DELETE FROM sign_in_failures WHERE blocked_until < ?')

  return {
    check: (name: string): void => {
      const waitMs = (select.first([name])?.blockedUntil ?? 0) - clock()
      if (waitMs <= 0) return
      throw new Fault('too-many-requests', 'wait before the next try', {
        detail: { seconds: Math.ceil(waitMs / 1000) },
      })
    },
    recordFailure: (name: string): void => {
      dropOld([clock() - FORGET_FAILURES_MS])
      const failures = ((select.first([name])?.failures ?? 0) % LOCK_OUT_FAILURES) + 1
      const waitMs = WAITS_MS[failures - 1] ?? LOCK_OUT_MS
      save([name, failures, clock() + waitMs])
    },
    forget: (name: string): void => {
      remove([name])
    },
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
