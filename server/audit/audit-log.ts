import * as z from 'zod'
import type { Page, Span } from '../../domain/paging.ts'

/** What is worth remembering who did it. Whoever adds something that changes rights or records adds its name. */
export const auditActions = [
  'server-started',
  'server-stopped',
  'server-restored',
  'tls-made',
  'tls-renewed',
  'backup-made',
  'backup-failed',
  'station-enrolled',
  'enrolment-refused',
  'session-refused',
  'station-revoked',
  'fork-seen',
  'code-made',
  'code-withdrawn',
  'signed-in',
  'sign-in-refused',
  'locked-out',
  'signed-out',
  'user-added',
  'user-changed',
  'user-removed',
  'password-reset',
  'password-changed',
  'commune-added',
  'commune-changed',
  'target-set',
  'verdict-given',
  'verdict-cleared',
  'deposit-accepted',
  'deposit-returned',
  'plan-sent',
  'authority-sent',
  'report-made',
  'bag-imported',
  'bag-exported',
  'blobs-checked',
] as const
export type AuditAction = (typeof auditActions)[number]

export const AuditEntry = z.object({
  /** ISO 8601 instant at the server. */
  time: z.string(),
  actor: z.object({ kind: z.enum(['user', 'station', 'server']), name: z.string() }),
  action: z.enum(auditActions),
  commune: z.string().nullable(),
  /** What it was done to: the id of a station or deposit, the name of a user. */
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** Entries with all that is named here; `from` and `to` are ISO 8601 instants, `to` not included. */
export interface AuditFilter {
  readonly action?: AuditAction
  readonly commune?: string
  readonly actor?: string
  readonly from?: string
  readonly to?: string
}

/**
 * Who did what, for as long as the server lives: append-only, each entry chained to the one before by its hash, so that
 * one changed or removed afterwards is found.
 */
export interface AuditLog {
  /** Durable on return. */
  note(entry: AuditEntry): Promise<void>
  /** The latest first. */
  page(span: Span, filter: AuditFilter): Promise<Page<AuditEntry>>
  /** The place of the first entry that does not fit its chain, from 1; null where all do. */
  firstBroken(): Promise<number | null>
}
