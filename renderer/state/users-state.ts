import type { AccessLevel } from '../../domain/access.ts'
import type { FaultReport } from '../../domain/fault.ts'
import type { AccessPage, Security, UserRow } from '../../domain/security-api.ts'
import type { Role } from '../../domain/user.ts'
import type { Remote } from './attempt.ts'

/** Users, what opens the vault, and who saw what. A function that gives a fault says why it failed, null when it is done. */
export interface UsersSlice {
  readonly users: Remote<readonly UserRow[]>
  readonly security: Remote<Security>
  readonly accessLog: Remote<AccessPage>
  /** Fetches what the role of the signed-in user may see of it. */
  loadUsers(): Promise<void>
  addUser(user: {
    readonly name: string
    readonly role: Role
    readonly passphrase: string
  }): Promise<FaultReport | null>
  removeUser(id: string): Promise<FaultReport | null>
  setUserRole(id: string, role: Role): Promise<void>
  resetPassphrase(id: string, passphrase: string): Promise<FaultReport | null>
  changePassphrase(old: string, passphrase: string): Promise<FaultReport | null>
  setIdleMinutes(minutes: number): Promise<void>
  setProvinceKey(recipient: string | null): Promise<FaultReport | null>
  loadMoreAccess(): Promise<void>
  setCaseFileAccess(id: string, access: AccessLevel): Promise<void>
  /** Somebody is at the keyboard; the engine puts off locking. */
  noteActivity(): Promise<void>
}
