import * as z from 'zod'
import { IdleMinutes } from '../../domain/security-api.ts'
import type { User } from '../../domain/user.ts'
import type { Vault } from '../store/vault.ts'

/** Who is at the keyboard, as the handlers of an open vault see it. */
export interface Session {
  /** As the vault knows them now: a role that was changed holds from the next call. @throws Fault 'locked' */
  user(): User
  /** Somebody is there: the idle time begins anew. */
  noteActivity(): void
  /** What the window shows of the session changed. */
  changed(): void
}

const DEFAULT_IDLE_MINUTES = 15
const Idle = z.object({ idleMinutes: IdleMinutes })

/** How long nobody may be at the keyboard before the vault locks itself; a setting of the vault. */
export function idleSetting(vault: Pick<Vault, 'settings'>) {
  return vault.settings('session', Idle, { idleMinutes: DEFAULT_IDLE_MINUTES })
}
