import type { CodeName } from '../../domain/authority.ts'
import { type ConsoleUser, isInScope } from '../../domain/console/console-user.ts'
import { Fault } from '../../domain/fault.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { EnrolmentCodes } from '../accounts/enrolment-codes.ts'
import type { Targets } from '../accounts/targets.ts'
import type { Decide } from '../archive/decide.ts'
import type { RefuseTwins } from '../archive/refuse-twins.ts'
import type { AuditAction, AuditEntry, AuditLog } from '../audit/audit-log.ts'
import type { HoldingsSearch } from '../search/holdings-search.ts'
import type { SendDown } from '../sending/send-down.ts'
import type { Sendings } from '../sending/sendings.ts'
import type { RecordCache } from '../state/commune-records.ts'
import type { BlobIndex } from '../store/blob-index.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { OpStore } from '../store/op-store.ts'
import type { Commune, Registry } from '../store/registry.ts'

export interface ConsolePorts {
  readonly accounts: Accounts
  readonly registry: Registry
  readonly codes: EnrolmentCodes
  readonly targets: Targets
  readonly cache: RecordCache
  readonly store: OpStore
  readonly blobs: BlobStore
  readonly index: BlobIndex
  readonly decide: Decide
  readonly refuseTwins: RefuseTwins
  readonly sendings: Sendings
  readonly sendDown: SendDown
  readonly search: HoldingsSearch
  readonly audit: AuditLog
  readonly documentTypes: readonly CodeName[]
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** Who asks, and how the answer can begin or end their session. */
export interface Visit {
  readonly user: ConsoleUser | null
  readonly begin: (session: { readonly token: string; readonly maxAgeSeconds: number }) => void
  readonly end: () => Promise<void>
}

/** @throws Fault 'unauthorised' */
export function userOf({ user }: Visit): ConsoleUser {
  if (user === null) throw new Fault('unauthorised', 'no session')
  return user
}

/** The communes that the visitor sees, by code. */
export async function communesInScope({ registry }: ConsolePorts, visit: Visit): Promise<readonly Commune[]> {
  const user = userOf(visit)
  return (await registry.communes()).filter(({ code }) => isInScope(user, code))
}

/** One of them. @throws Fault 'not-found', also for one that the visitor may not see */
export async function communeInScope(ports: ConsolePorts, visit: Visit, code: string): Promise<Commune> {
  const commune = isInScope(userOf(visit), code) ? await ports.registry.commune(code) : null
  if (commune === null) throw new Fault('not-found', 'no such commune')
  return commune
}

/** Remembers what the visitor did. */
export async function noteDone(
  { audit, clock }: Pick<ConsolePorts, 'audit' | 'clock'>,
  visit: Visit,
  done: { readonly action: AuditAction } & Partial<Pick<AuditEntry, 'commune' | 'subject' | 'detail'>>,
): Promise<void> {
  const { action, commune = null, subject = '', detail = {} } = done
  const actor = { kind: 'user' as const, name: userOf(visit).name }
  await audit.note({ time: new Date(clock()).toISOString(), actor, action, commune, subject, detail })
}
