import * as z from 'zod'
import { AccessEvent, AccessLevel, accessKinds } from './access.ts'
import { RecordId } from './op.ts'
import { type Page, pageOf, Span } from './paging.ts'
import { procedure } from './rpc.ts'
import { Passphrase, Role, UserId, UserName } from './user.ts'

const nothing = z.object({})
const done = z.null()

/** The signed-in user, as the window may know them. */
export const SessionUser = z.object({ id: UserId, name: z.string(), role: Role })
export type SessionUser = z.infer<typeof SessionUser>

export const UserRow = SessionUser.extend({
  isRemoved: z.boolean(),
  /** Does a passphrase of theirs open the vault of this PC? */
  canUnlock: z.boolean(),
})
export type UserRow = z.infer<typeof UserRow>

export const IdleMinutes = z.int().min(1).max(480)

/** How the vault is locked and what opens it beside passphrases. */
export const Security = z.object({
  idleMinutes: IdleMinutes,
  /** Recovery sheets by their key slot; `confirmedAt` is when somebody said that it is kept, null where nobody did. */
  sheets: z.array(z.object({ slot: z.uuid(), confirmedAt: z.string().nullable() })),
  /** The public key (`age1...`) of the province that opens the vault as well. */
  provinceKey: z.string().nullable(),
})
export type Security = z.infer<typeof Security>

export const AccessRow = AccessEvent.extend({
  id: z.string(),
  by: z.string(),
  /** Notation and title, or the number of a document. */
  name: z.string(),
})
export type AccessRow = z.infer<typeof AccessRow>

export type AccessPage = Page<AccessRow>

/** An age X25519 recipient. */
export const ProvinceRecipient = z
  .string()
  .trim()
  .regex(/^age1[02-9ac-hj-np-z]{58}$/)

/** What only a session opened with a recovery sheet or the province's key may ask: it works again as the user it helps. */
export const recoveryApi = {
  recoverUser: procedure(z.object({ id: UserId, passphrase: Passphrase }), done),
} as const

/** Keys, users, and the record of who saw what. */
export const securityApi = {
  users: procedure(nothing, z.array(UserRow)),
  addUser: procedure(
    z.object({ name: UserName, role: Role, passphrase: Passphrase }),
    z.object({ id: UserId }),
  ),
  removeUser: procedure(z.object({ id: UserId }), done),
  setUserRole: procedure(z.object({ id: UserId, role: Role }), done),
  resetPassphrase: procedure(z.object({ id: UserId, passphrase: Passphrase }), done),
  changePassphrase: procedure(z.object({ old: z.string().min(1).max(300), passphrase: Passphrase }), done),

  security: procedure(nothing, Security),
  setIdleMinutes: procedure(z.object({ minutes: IdleMinutes }), done),
  /** Somebody is at the keyboard: the time until the vault locks itself begins anew. */
  noteActivity: procedure(nothing, done),
  /** The code is told this once. Until `confirmRecoverySheet` the older sheets stay good. */
  newRecoverySheet: procedure(nothing, z.object({ code: z.string(), slot: z.uuid() })),
  /** The sheet is kept. Sheets that nobody confirmed are void from now on, with `revokeOthers` the confirmed ones too. */
  confirmRecoverySheet: procedure(z.object({ slot: z.uuid(), revokeOthers: z.boolean() }), done),
  /** Null takes the province's key away. */
  setProvinceKey: procedure(z.object({ recipient: ProvinceRecipient.nullable() }), done),

  setCaseFileAccess: procedure(z.object({ id: RecordId, access: AccessLevel }), done),
  /** Writes down what the window printed or saved outside the vault. */
  noteAccess: procedure(z.object({ what: z.enum(accessKinds), subject: RecordId }), done),
  /** Newest first. */
  accessRecords: procedure(Span, pageOf(AccessRow)),
} as const

export type RecoveryApi = typeof recoveryApi
export type SecurityApi = typeof securityApi
