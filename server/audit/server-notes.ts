import type { AuditAction, AuditLog } from './audit-log.ts'

/** Writes down what the server did by itself. */
export type NoteOfServer = (
  action: AuditAction,
  detail?: Readonly<Record<string, string | number>>,
) => Promise<void>

export function createServerNotes(audit: AuditLog, clock: () => number): NoteOfServer {
  return (action, detail = {}) =>
    audit.note({
      time: new Date(clock()).toISOString(),
      actor: { kind: 'server', name: '' },
      action,
      commune: null,
      subject: '',
      detail: { ...detail },
    })
}
