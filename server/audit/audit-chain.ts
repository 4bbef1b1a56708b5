import { createHash } from 'node:crypto'
import { canonicalJson } from '../../domain/json.ts'
import type { AuditEntry } from './audit-log.ts'

/** What the first entry of a log follows. */
export const AUDIT_START = '0'.repeat(64)

/** The text of an entry that is hashed and kept. */
export function auditText(entry: AuditEntry): string {
  return canonicalJson(entry)
}

/** Lower-case hexadecimal SHA-256 that chains an entry to the one before it. */
export function auditHash(previous: string, text: string): string {
  return createHash('sha256').update(`hsx1a\0${previous}\0${text}`).digest('hex')
}
