import * as z from 'zod'
import { type RecordState, shownValue } from './merge.ts'
import { type Edit, RecordId } from './op.ts'

/** Who may use a case file: anybody here, or only on condition (tiếp cận có điều kiện), and then it is written down. */
export const accessLevels = ['open', 'restricted'] as const
export type AccessLevel = (typeof accessLevels)[number]
export const AccessLevel = z.enum(accessLevels)

/** What is written down; a print or an export always, a view only of what is restricted. */
export const accessKinds = ['view', 'export', 'print'] as const

export const AccessEvent = z.object({
  what: z.enum(accessKinds),
  /** The case file or document that somebody saw or took. */
  subject: RecordId,
  /** ISO 8601. */
  at: z.string(),
})
export type AccessEvent = z.infer<typeof AccessEvent>

const PATH = '/event'

/** The one op of a new access record; the author of the op is who did it. */
export function newAccess(id: RecordId, event: AccessEvent): Edit {
  return { record: id, path: PATH, value: event }
}

/** What a record of kind `access` says and who did it, or null where a newer program wrote it. */
export function accessView(
  record: RecordState,
): (AccessEvent & { readonly id: string; readonly by: string }) | null {
  const event = AccessEvent.safeParse(shownValue(record, PATH))
  return event.success ? { ...event.data, id: record.id, by: record.cells[PATH]?.heads[0]?.by ?? '' } : null
}

const HOUR_MS = 3_600_000

/** Looking at one file for an hour is one view: the same key, one record. */
export function viewKey({
  user,
  subject,
  atMs,
}: {
  readonly user: string
  readonly subject: RecordId
  readonly atMs: number
}): string {
  return `${user} ${subject} ${Math.floor(atMs / HOUR_MS)}`
}
