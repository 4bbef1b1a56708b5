import * as z from 'zod'
import { pageOf, Span } from '../paging.ts'
import { AgencyCode } from '../records/fonds.ts'
import { procedure } from '../rpc.ts'
import { StationRow } from './commune-api.ts'
import { ConsoleUser } from './console-user.ts'

const nothing = z.object({})
const done = z.null()
const UserName = z.string().trim().min(1).max(100)

/** Fewer letters are guessed too soon. */
export const LEAST_PASSWORD = 10
const NewPassword = z.string().min(LEAST_PASSWORD).max(200)

export const UserRow = ConsoleUser.extend({
  /** An administrator locked it; nobody signs in under it. */
  isLocked: z.boolean(),
  /** ISO 8601 instants. */
  signedInAt: z.string().nullable(),
  /** After wrong passwords nobody signs in before. */
  lockedOutUntil: z.string().nullable(),
})
export type UserRow = z.infer<typeof UserRow>

export const CodeRow = z.object({
  /** Names the code without telling it. */
  id: z.string(),
  commune: z.string(),
  communeName: z.string(),
  /** ISO 8601 instant. */
  expiresAt: z.string(),
})
export type CodeRow = z.infer<typeof CodeRow>

export const AuditRow = z.object({
  /** ISO 8601 instant. */
  time: z.string(),
  actor: z.object({ kind: z.enum(['user', 'station', 'server']), name: z.string() }),
  action: z.string(),
  commune: z.string().nullable(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type AuditRow = z.infer<typeof AuditRow>

const NewSecret = z.object({ password: z.string() })
const Instant = z.string().max(40).nullable().default(null)

/** Who works here, which PCs are let in, and what everybody did. */
export const peopleApi = {
  users: procedure(nothing, z.array(UserRow)),
  /** @returns the password, shown once */
  addUser: procedure(ConsoleUser.extend({ name: UserName }), NewSecret),
  editUser: procedure(ConsoleUser.extend({ name: UserName }), done),
  resetPassword: procedure(z.object({ name: UserName }), NewSecret),
  lockUser: procedure(z.object({ name: UserName, isLocked: z.boolean() }), done),
  /** Ends the other sessions of the user. */
  changePassword: procedure(z.object({ password: z.string().max(200), next: NewPassword }), done),

  stations: procedure(nothing, z.array(StationRow)),
  revokeStation: procedure(
    z.object({ id: z.string().max(40), reason: z.string().trim().min(1).max(500) }),
    done,
  ),

  /** Those that nobody used and that are still good. */
  enrolmentCodes: procedure(nothing, z.array(CodeRow)),
  createEnrolmentCode: procedure(
    z.object({ commune: AgencyCode }),
    z.object({ code: z.string(), expiresAt: z.string() }),
  ),
  withdrawEnrolmentCode: procedure(z.object({ id: z.string().max(100) }), done),

  /** The latest first. */
  audit: procedure(
    Span.extend({
      from: Instant,
      to: Instant,
      actor: z.string().max(100).nullable().default(null),
      action: z.string().max(60).nullable().default(null),
      commune: z.string().max(35).nullable().default(null),
    }),
    pageOf(AuditRow),
  ),
} as const
